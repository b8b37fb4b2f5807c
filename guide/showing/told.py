"""A move told to a person in a few lines, the same on a screen as on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from guide.format.templates import fill
from guide.language.durations import span
from guide.language.messages import Message
from guide.language.words import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guide.format.routine import CountRange, Move, Phase


_HOLD = Message("before a length of time", "hold")
_MOVE = Message("before a length of time", "move")


@dataclass(frozen=True, slots=True)
class Line:
    """Some words about a move.

    Attributes:
        strong: it is about safety, and has to catch the eye.
        inner: it belongs to the line before, and stands below it.
    """

    text: str
    strong: bool = False
    inner: bool = False


def lines(move: Move, following: str, words: Words = ENGLISH) -> Iterator[Line]:
    """Yield what is said of a move, how to come out of it, and its easier form.

    Args:
        move: with ranges or without.
        following: the title of the step that comes after it.
        words: what is told beside the author's own.
    """
    _ = words.gettext
    said = list(_said(move, following, words))
    yield from said
    if move.come_out:
        text = filled(move.come_out, move, following, words)
        yield Line(_("If it hurts: {text}").format(text=text))
    if easier := move.easier:
        title = "" if easier.title == move.title else f"{easier.title}, "
        yield Line(_("Easier: {text}").format(text=title + amount(easier, words)))
        for line in _said(easier, following, words):
            if line not in said:
                yield Line(line.text, line.strong, inner=True)


def amount(move: Move, words: Words = ENGLISH) -> str:
    """Return what is done how long and how often: ``hold 30-60 s; left and right``."""
    return "; ".join(amounts(move, words=words))


def amounts(move: Move, space: str = " ", words: Words = ENGLISH) -> tuple[str, ...]:
    """Return the parts of that: lengths, repetitions, sides; ``space`` stands beside a number."""
    held, moved = words.of(_HOLD), words.of(_MOVE)
    lengths = (
        f"{p.name or (held if p.held else moved)}{space}{_length(p, words).replace(' ', space)}"
        for p in move.phases
    )
    counted = words.times(move.reps.high)
    times = counted.format(number=_counts(move.reps)) if move.reps.high > 1 else ""
    sides = words.listed(move.sides)
    if move.vary == "each-rep":
        sides = words.gettext("{sides}, alternating").format(sides=sides)
    return tuple(filter(None, (", ".join(lengths), times, sides)))


def filled(text: str, move: Move, following: str, words: Words = ENGLISH) -> str:
    """Return a text with its names filled in, for all sides and the whole of a range at once."""
    low, high = (sum(ends) for ends in zip((0, 0), *_ends(move), strict=True))
    values = {
        "title": move.title,
        "side": words.listed(move.sides, both=False),
        "reps": _counts(move.reps),
        "rep": "1",
        "next": following,
        "duration": span(low, high, words=words),
    }
    return fill(text, values)


def resting(move: Move, words: Words = ENGLISH) -> str:
    """Return how long a rest is, as a sentence: ``Rest 20 s.``."""
    duration = _length(move.phases[0], words)
    return words.gettext("Rest {duration}.").format(duration=duration)


def _said(move: Move, following: str, words: Words) -> Iterator[Line]:
    """Yield what the voice says of it; a phase that has a name has it before its words."""
    if move.lead:
        yield Line(filled(move.lead, move, following, words))
    if move.safety:
        text = filled(move.safety, move, following, words)
        yield Line(words.gettext("Safety: {text}").format(text=text), strong=True)
    if move.say:
        yield Line(filled(move.say, move, following, words))
    of_phases = [
        (f"{_capital(p.name)}: " if p.name else "") + filled(p.say, move, following, words)
        for p in move.phases
        if p.say
    ]
    if of_phases:
        yield Line(" ".join(of_phases))


def _ends(move: Move) -> list[tuple[float, float]]:
    """Return the shortest and the longest time of each phase, its repetitions counted."""
    reps = move.reps
    return [(p.length.low * reps.low, p.length.high * reps.high) for p in move.phases]


def _length(phase: Phase, words: Words) -> str:
    return span(phase.length.low, phase.length.high, phase.length.until_ready, words)


def _counts(reps: CountRange) -> str:
    return f"{reps.low}" if reps.low == reps.high else f"{reps.low}-{reps.high}"


def _capital(name: str) -> str:
    return name[0].upper() + name[1:]
