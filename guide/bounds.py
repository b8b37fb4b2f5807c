"""How large a routine may become when its groups are unrolled."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from guide.quantities import in_words
from guide.routine import Move

if TYPE_CHECKING:
    from guide.routine import Group, Routine

MAX_PHASES = 20_000
"""Phases, or cues, one after the other; all repetitions, sides and rounds counted."""

MAX_SECONDS = 24 * 3600.0


def excess(routine: Routine) -> str | None:
    """Return in what a routine is too large, or None if it is not."""
    size = _of_steps(routine.steps)
    if size.phases > MAX_PHASES:
        return f"{size.phases} phases in all, repetitions counted, and {MAX_PHASES} are the most"
    if size.cues > MAX_PHASES:
        return f"{size.cues} cues in all, repetitions counted, and {MAX_PHASES} are the most"
    if size.seconds > MAX_SECONDS:
        return f"{in_words(size.seconds)} in all, and {in_words(MAX_SECONDS)} are the most"
    return None


class _Size(NamedTuple):
    """How much there is to do, at the high end of every range."""

    phases: int
    cues: int
    seconds: float


def _of_steps(steps: tuple[Move | Group, ...]) -> _Size:
    sizes = [_of_move(step) if isinstance(step, Move) else _of_group(step) for step in steps]
    return _Size(
        sum(size.phases for size in sizes),
        sum(size.cues for size in sizes),
        sum(size.seconds for size in sizes),
    )


def _of_move(move: Move) -> _Size:
    times = move.reps.high * max(1, len(move.sides))
    seconds = sum(max(phase.length.high, phase.up_to or 0) for phase in move.phases)
    cues = sum(len(phase.cues) for phase in move.phases)
    size = _Size(times * len(move.phases), times * cues, times * seconds)
    if move.easier is None:
        return size
    easier = _of_move(move.easier)  # it is done instead, so the larger of the two counts
    return _Size(
        max(size.phases, easier.phases),
        max(size.cues, easier.cues),
        max(size.seconds, easier.seconds),
    )


def _of_group(group: Group) -> _Size:
    once = _of_steps(group.steps)
    rest = _of_move(group.between) if group.between else _Size(0, 0, 0)
    return _Size(
        group.repeat * once.phases + (group.repeat - 1) * rest.phases,
        group.repeat * once.cues,
        group.repeat * once.seconds + (group.repeat - 1) * rest.seconds,
    )
