"""What stands on a sheet, as texts: whatever it is drawn with, it says the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from guide.compiling.estimate import estimated_frames
from guide.format.routine import Move
from guide.format.templates import fill
from guide.language.durations import about
from guide.language.words import words_of
from guide.showing.told import Line, amounts, lines, resting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guide.fitting.fit import Fitted
    from guide.language.words import Words


@dataclass(frozen=True, slots=True)
class Row:
    """One step.

    Attributes:
        amount: how long, how often and on which sides, a line for each.
        texts: what to do, and notes on it.
    """

    number: str
    title: str
    amount: tuple[str, ...]
    texts: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole sheet, from its top to its bottom.

    Attributes:
        language: BCP 47 tag of its texts.
        facts: a line each: what it is, how long it takes, what is needed.
        before: safety, and what to set up.
        small: where it comes from, and notes of its author.
    """

    title: str
    language: str
    facts: tuple[str, ...]
    before: tuple[str, ...]
    rows: tuple[Row, ...]
    after: tuple[str, ...]
    small: tuple[str, ...]


NBSP = "\N{NO-BREAK SPACE}"


def sheet_of(fitted: Fitted, chosen: str, notes: bool = True) -> Sheet:
    """Return the sheet of a routine.

    Args:
        fitted: with every choice made.
        chosen: how the choices were made, such as ``standard level``, in its language.
        notes: whether the author's notes stand on it.
    """
    routine = fitted.routine
    words = words_of(routine.language)
    _ = words.gettext
    length = about(estimated_frames(fitted.plan), words)
    facts = (
        routine.summary,
        f"{length[0].upper()}{length[1:]}, {chosen}.",
        _("You need: {things}.").format(things=", ".join(routine.equipment))
        if routine.equipment
        else None,
    )
    small = (
        routine.source and _("Source: {text}").format(text=routine.source),
        notes and routine.note and _("Note: {text}").format(text=routine.note),
    )
    title = {"title": routine.title}
    return Sheet(
        routine.title,
        routine.language,
        tuple(filter(None, facts)),
        tuple(fill(text, title) for text in routine.before),
        tuple(_rows([one for one in routine.steps if isinstance(one, Move)], notes, words)),
        tuple(fill(text, title) for text in routine.after),
        tuple(text for text in small if text),
    )


def _rows(steps: list[Move], notes: bool, words: Words) -> Iterator[Row]:
    """Yield a row for each step; one that is there again, in a group, refers to its first time.

    A rest between steps is a line below the one before.
    """
    first: dict[str, int] = {}
    row: Row | None = None
    for number, step in enumerate(steps, start=1):
        following = steps[number].title if number < len(steps) else words.the_end
        texts = tuple(_texts(step, following, notes, words))
        if row and step.rest and number < len(steps):
            rest = " ".join([*(line.text for line in texts), resting(step, words)])
            row = replace(row, texts=(*row.texts, Line(rest)))
            continue
        if row:
            yield row
        lengths, *counts = amounts(step, NBSP, words) or ("",)
        amount = tuple(filter(None, (lengths, "; ".join(counts))))
        key = repr((step.title, amount, texts))
        known = first.setdefault(key, number)
        if known != number and texts:
            texts = (Line(words.gettext("As step {number}.").format(number=known)),)
        row = Row(str(number), step.title, amount, texts)
    if row:
        yield row


def _texts(step: Move, following: str, notes: bool, words: Words) -> Iterator[Line]:
    yield from lines(step, following, words)
    if notes and step.note:
        yield Line(words.gettext("Note: {text}").format(text=step.note))
