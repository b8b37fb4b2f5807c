"""A move told to a person in a few lines, the same on a screen as on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from guide.durations import span
from guide.templates import fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guide.routine import CountRange, Move, Phase


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


def lines(move: Move, following: str) -> Iterator[Line]:
    """Yield what is said of a move, how to come out of it, and its easier form.

    Args:
        move: with ranges or without.
        following: the title of the step that comes after it.
    """
    words = list(_words(move, following))
    yield from words
    if move.come_out:
        yield Line(f"If it hurts: {filled(move.come_out, move, following)}")
    if easier := move.easier:
        title = "" if easier.title == move.title else f"{easier.title}, "
        yield Line(f"Easier: {title}{amount(easier)}")
        for line in _words(easier, following):
            if line not in words:
                yield Line(line.text, line.strong, inner=True)


def amount(move: Move) -> str:
    """Return what is done how long and how often: ``hold 30-60 s; left and right``."""
    return "; ".join(amounts(move))


def amounts(move: Move, space: str = " ") -> tuple[str, ...]:
    """Return the parts of that: lengths, repetitions, sides; ``space`` stands beside a number."""
    lengths = (
        f"{p.name or ('hold' if p.held else 'move')}{space}{_length(p).replace(' ', space)}"
        for p in move.phases
    )
    times = f"{_counts(move.reps)} times" if move.reps.high > 1 else ""
    alternating = ", alternating" if move.vary == "each-rep" else ""
    sides = " and ".join(move.sides) + alternating
    return tuple(filter(None, (", ".join(lengths), times, sides)))


def filled(text: str, move: Move, following: str) -> str:
    """Return a text with its names filled in, for all sides and the whole of a range at once."""
    low, high = (sum(ends) for ends in zip((0, 0), *_ends(move), strict=True))
    values = {
        "title": move.title,
        "side": " or ".join(move.sides),
        "reps": _counts(move.reps),
        "rep": "1",
        "next": following,
        "duration": span(low, high),
    }
    return fill(text, values)


def _words(move: Move, following: str) -> Iterator[Line]:
    """Yield what the voice says of it; a phase that has a name has it before its words."""
    if move.lead:
        yield Line(filled(move.lead, move, following))
    if move.safety:
        yield Line(f"Safety: {filled(move.safety, move, following)}", strong=True)
    if move.say:
        yield Line(filled(move.say, move, following))
    of_phases = [
        (f"{_capital(p.name)}: " if p.name else "") + filled(p.say, move, following)
        for p in move.phases
        if p.say
    ]
    if of_phases:
        yield Line(" ".join(of_phases))


def _ends(move: Move) -> list[tuple[float, float]]:
    """Return the shortest and the longest time of each phase, its repetitions counted."""
    reps = move.reps
    return [(p.length.low * reps.low, p.length.high * reps.high) for p in move.phases]


def _length(phase: Phase) -> str:
    return span(phase.length.low, phase.length.high, phase.length.until_ready)


def _counts(reps: CountRange) -> str:
    return f"{reps.low}" if reps.low == reps.high else f"{reps.low}-{reps.high}"


def _capital(name: str) -> str:
    return name[0].upper() + name[1:]
