"""A routine told to a person in lines of text: ``guide show``."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from guide.fitting.unroll import as_written
from guide.format.routine import Group, Move, Selection
from guide.format.templates import fill
from guide.language.durations import about
from guide.language.words import Words, words_of
from guide.showing.told import amount, filled, lines, resting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guide.format.routine import Routine, Step

    Numbers = dict[int, list[int]]
    """By the identity of a move, as it is written."""

MOST_NUMBERS = 3
"""So many numbers of one move are listed."""


def overview(routine: Routine, frames: int, width: int) -> Iterator[str]:
    """Yield the lines that describe ``routine``, in its language.

    Args:
        routine: as its author wrote it, ranges open.
        frames: about how long it takes.
        width: columns of the screen; longer texts are wrapped.
    """
    words = words_of(routine.language)
    shown, _ = _Overview(words, width), words.gettext
    yield f"{routine.title} ({about(frames, words)})"
    if routine.summary:
        yield from shown.wrapped(routine.summary)
    yield from shown.equipment(routine.equipment)
    if routine.parameters:
        values = ", ".join(f"{name} ({value})" for name, value in routine.parameters)
        yield from shown.wrapped(_("To be set with --set: {values}").format(values=values))
    yield from shown.around(words.before, routine.before, routine.title)
    yield ""
    yield words.pgettext("a page", "Steps")
    yield from shown.between(routine.between, indent=2)
    yield from shown.steps(routine.steps, _numbers(routine), indent=2)
    yield from shown.around(words.after, routine.after, routine.title)
    yield from shown.source(routine.source)


def move_overview(move: Move, language: str, frames: int, width: int) -> Iterator[str]:
    """Yield the lines that describe one move, in its language; otherwise like ``overview``."""
    words = words_of(language)
    shown = _Overview(words, width)
    yield f"{move.title} ({about(frames, words)})"
    yield from shown.wrapped(amount(move, words))
    yield from shown.equipment(move.equipment)
    yield ""
    yield from shown.details(move, (), indent=0)
    yield from shown.source(move.source)


def _numbers(routine: Routine) -> Numbers:
    """Return which numbers each move has when it is played: as ``--from`` and the screen count.

    Rests count too. What is drawn by a seed has none.
    """
    numbers: Numbers = {}
    for number, move in enumerate(as_written(routine), start=1):
        numbers.setdefault(id(move), []).append(number)
    return numbers


def _label(numbers: list[int]) -> str:
    """Return ``4. ``, or ``1, 4, ... 13. `` for what is done in several rounds."""
    if len(numbers) > MOST_NUMBERS:
        first, second, *_, last = numbers
        return f"{first}, {second}, ... {last}. "
    return f"{', '.join(map(str, numbers))}. " if numbers else "- "


class _Overview:
    """Tells the parts of a routine in lines of a width."""

    def __init__(self, words: Words, width: int) -> None:
        self._words = words
        self._width = max(20, width)

    def wrapped(self, text: str, indent: int = 0, hanging: int = 0) -> list[str]:
        """Return a text in lines; ``hanging`` is how much further all but the first stand in."""
        first, other = " " * indent, " " * (indent + hanging)
        return textwrap.wrap(text, self._width, initial_indent=first, subsequent_indent=other)

    def equipment(self, things: tuple[str, ...]) -> Iterator[str]:
        if things:
            needed = self._words.gettext("You need: {things}.")
            yield from self.wrapped(needed.format(things=", ".join(things)))

    def source(self, text: str | None) -> Iterator[str]:
        if text:
            yield ""
            yield from self.wrapped(self._words.gettext("Source: {text}").format(text=text))

    def around(self, heading: str, texts: tuple[str, ...], title: str) -> Iterator[str]:
        """Yield what is said before or after all steps."""
        if texts:
            yield ""
            yield heading
            for text in texts:
                filled = fill(text, {"title": title})
                yield from self.wrapped(f"- {filled}", indent=2, hanging=2)

    def steps(self, steps: tuple[Step, ...], numbers: Numbers, indent: int) -> Iterator[str]:
        for index, step in enumerate(steps, start=1):
            if isinstance(step, Move):
                label = _label(numbers.get(id(step), []))
                line = f"{label}{self._title(step)}: {amount(step, self._words)}"
                yield from self.wrapped(line, indent, len(label))
                yield from self.details(step, steps[index:], indent + len(label))
            elif isinstance(step, Selection):
                drawn = self._words.gettext("{number} of these, chosen by --seed:")
                yield " " * indent + drawn.format(number=step.choose)
                yield from self.steps(step.of, {}, indent + 2)
            else:
                rounds = self._words.times(step.repeat).format(number=step.repeat)
                yield f"{' ' * indent}{rounds}:"
                yield from self.between(step.between, indent + 2)
                yield from self.steps(step.steps, numbers, indent + 2)

    def between(self, move: Move | None, indent: int) -> Iterator[str]:
        """Yield what comes between steps or rounds."""
        if move:
            following = self._following(())
            said = [filled(move.say, move, following, self._words)] if move.say else []
            text = " ".join([*said, *([resting(move, self._words)] if move.phases else [])])
            between = self._words.gettext("Between them: {text}")
            yield from self.wrapped(between.format(text=text), indent, hanging=2)

    def details(self, move: Move, later: tuple[Step, ...], indent: int) -> Iterator[str]:
        """Yield what is said of a move, which ``later`` steps follow."""
        for line in lines(move, self._following(later), self._words):
            yield from self.wrapped(line.text, indent + 2 * line.inner)

    def _title(self, move: Move) -> str:
        title = self._words.rest if move.rest else move.title
        optional = self._words.gettext("{title} (may be left out)")
        return optional.format(title=title) if move.optional else title

    def _following(self, steps: tuple[Step, ...]) -> str:
        """Return the title of the first step, as far as it is known without playing them."""
        first = steps[0] if steps else None
        if isinstance(first, Group):
            return self._following(first.steps)
        if isinstance(first, Move):
            return self._words.rest if first.rest else first.title
        # NOTE: In place of the title of a step: "Then comes {next}."
        return self._words.gettext("what comes next")
