"""One value out of each range: the same share of all of them.

A length of time is whole seconds where both ends of its range are, a half rounded up: nobody counts
half seconds. Where an end is not whole, such as in ``2.5s-4s``, it is exactly the share.
"""

from __future__ import annotations

from dataclasses import replace
from math import floor
from typing import TYPE_CHECKING, Literal

from guide.fitting.unroll import unrolled
from guide.format.quantities import CountRange

if TYPE_CHECKING:
    from guide.format.routine import Move, Routine, SecondsRange

Level = Literal["gentle", "standard", "full"]
SHARE_OF_RANGE: dict[Level, float] = {"gentle": 0.0, "standard": 0.5, "full": 1.0}
"""How far up a range each level goes: its low end, its middle, its high end."""


def at_level(routine: Routine, level: Level, seed: int) -> tuple[Move, ...]:
    """Return what is done at a level, in order."""
    share = SHARE_OF_RANGE[level]
    return unrolled(routine, seed, lambda move: settled(move, share, share))


def settled(move: Move, share: float, reps_share: float, reps: int | None = None) -> Move:
    """Return ``move`` with every range made one value, and its easier form too.

    Args:
        move: as its author wrote it.
        share: how far up the ranges of time, 0.0 to 1.0; whole seconds where both ends are.
        reps_share: how far up the ranges of repetitions; a half is rounded up.
        reps: the number of repetitions, if it is known already.
    """
    if reps is None:
        reps = move.reps.low + int((move.reps.high - move.reps.low) * reps_share + 0.5)
    return replace(
        move,
        phases=tuple(replace(one, length=_one_of(one.length, share)) for one in move.phases),
        reps=CountRange(reps, reps),
        easier=settled(move.easier, share, reps_share) if move.easier else None,
    )


def _one_of(allowed: SecondsRange, share: float) -> SecondsRange:
    """Return the length at ``share`` of a range: whole seconds, or to a tenth of a millisecond."""
    length_s = _between(allowed.low, allowed.high, share)
    if is_whole(allowed):
        length_s = floor(length_s + 0.5)
    return allowed._replace(low=length_s, high=length_s)


def is_whole(allowed: SecondsRange) -> bool:
    """Whether both ends of a range are whole seconds, and so is what is chosen in it."""
    return allowed.low % 1 == 0 == allowed.high % 1


def between(low: Move, high: Move, share: float) -> Move:
    """Return a settled move whose lengths of time lie at ``share`` between those of two others."""
    lengths = (
        _between(one.length.low, other.length.low, share)
        for one, other in zip(low.phases, high.phases, strict=True)
    )
    return replace(
        low,
        phases=tuple(
            replace(phase, length=phase.length._replace(low=length_s, high=length_s))
            for phase, length_s in zip(low.phases, lengths, strict=True)
        ),
    )


def _between(low: float, high: float, share: float) -> float:
    """Return what lies at ``share`` between two lengths, to a tenth of a millisecond."""
    return min(max(round(low * (1 - share) + high * share, 4), low), high)


def seconds(steps: tuple[Move, ...]) -> float:
    """Return the lengths of time of all phases of ``steps``, repetitions and sides counted."""
    return sum(
        max(1, len(move.sides)) * move.reps.low * sum(one.length.low for one in move.phases)
        for move in steps
    )
