"""How large a routine may become when its groups are unrolled."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from guide.format.quantities import in_words
from guide.format.routine import Group, Move

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guide.format.routine import Routine, Selection, Step

MAX_PHASES = 20_000
"""Phases, or cues, one after the other; all repetitions, sides and rounds counted."""

MAX_SECONDS = 24 * 3600.0


def excess(routine: Routine) -> str | None:
    """Return in what a routine is too large, or None if it is not."""
    size = _total([_of_steps(routine.steps), _times(len(routine.steps) - 1, routine.between)])
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


_NOTHING = _Size(0, 0, 0)


def _total(sizes: Iterable[_Size]) -> _Size:
    """Return the sum."""
    phases, cues, seconds = zip(_NOTHING, *sizes, strict=True)
    return _Size(sum(phases), sum(cues), sum(seconds))


def _of_steps(steps: tuple[Step, ...]) -> _Size:
    return _total(map(_of_step, steps))


def _of_step(step: Step) -> _Size:
    if isinstance(step, Move):
        return _of_move(step)
    return _of_group(step) if isinstance(step, Group) else _of_selection(step)


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
    return _total([*[once] * group.repeat, _times(group.repeat - 1, group.between)])


def _of_selection(selection: Selection) -> _Size:
    """Return the size of the largest steps, as many as are chosen."""
    columns = zip(*map(_of_step, selection.of), strict=True)
    phases, cues, seconds = (sum(sorted(column)[-selection.choose :]) for column in columns)
    return _Size(int(phases), int(cues), seconds)


def _times(times: int, between: Move | None) -> _Size:
    """Return the size of a move that is done ``times`` times."""
    return _total([_of_move(between)] * times) if between else _NOTHING
