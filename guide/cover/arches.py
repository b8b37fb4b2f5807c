"""What is drawn of a routine: an arch for each of its parts, the first innermost."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from guide.fitting.plan import Plan, PlanStep

ARCHES_MAX = 9
"""More would be too thin for a small picture."""
_BEADS_MAX = 16
_THINNEST = 0.35  # of what all would have, if they were alike


class Arch(NamedTuple):
    """What takes its time.

    Attributes:
        share: of the width of all.
        beads: how many it is broken into: repetitions, or the sides of a hold.
    """

    share: float
    beads: int


class _Part(NamedTuple):
    seconds: float
    beads: int


def arches(plan: Plan) -> tuple[Arch, ...]:
    """Return an arch for each phase; if these are too many, each step; or else each few steps."""
    steps = [step for step in plan.steps if not step.rest] or list(plan.steps)
    parts = [part for step in steps for part in _phases(step)]
    if 2 * len(parts) <= ARCHES_MAX and len(steps) == 1:
        times = min(steps[0].reps, ARCHES_MAX // len(parts))
        parts = [part._replace(beads=1) if times > 1 else part for part in parts] * times
    if len(parts) > ARCHES_MAX:
        parts = [_whole(step) for step in steps]
    if len(parts) > ARCHES_MAX:
        parts = [_joined(run) for run in _runs(parts)]
    # The root, for else the longest would leave no room for others.
    widths = [part.seconds**0.5 for part in parts]
    even = sum(widths) / len(widths)
    widths = [max(width, _THINNEST * even) for width in widths]
    return tuple(
        Arch(width / sum(widths), part.beads) for width, part in zip(widths, parts, strict=True)
    )


def _phases(step: PlanStep) -> Iterable[_Part]:
    sides = len(step.sides) or 1
    for phase in step.phases:
        yield _Part(phase.seconds * step.reps * sides, _beads(step))


def _whole(step: PlanStep) -> _Part:
    return _Part(step.seconds * (len(step.sides) or 1), _beads(step))


def _beads(step: PlanStep) -> int:
    return min(step.reps if step.reps > 1 else len(step.sides) or 1, _BEADS_MAX)


def _runs(parts: Sequence[_Part]) -> Iterable[Sequence[_Part]]:
    bounds = [n * len(parts) // ARCHES_MAX for n in range(ARCHES_MAX + 1)]
    return (parts[start:end] for start, end in pairwise(bounds))


def _joined(parts: Sequence[_Part]) -> _Part:
    longest = max(parts, key=lambda part: part.seconds)
    return _Part(sum(part.seconds for part in parts), longest.beads)
