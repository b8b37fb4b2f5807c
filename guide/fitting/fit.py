"""Makes every choice that an author leaves, and hands on a plain plan: by a level, or to a time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from guide.fitting.plan import plan_of
from guide.fitting.ranges import Level, at_level
from guide.fitting.unroll import DEFAULT_SEED

if TYPE_CHECKING:
    from guide.fitting.plan import Measure, Plan
    from guide.format.routine import Routine

__all__ = ["Budget", "Fitted", "Level", "Wanted", "fit", "settle"]


class Budget(NamedTuple):
    """The time that there is, in frames."""

    frames: int


class Wanted(NamedTuple):
    """What a person wants of all that an author leaves open.

    Attributes:
        ranges: where in the ranges: at a level, or where the whole takes just the time there is.
        seed: what is drawn where some of several steps are done.
    """

    ranges: Level | Budget = "standard"
    seed: int = DEFAULT_SEED


class Fitted(NamedTuple):
    """A routine with every choice made.

    Attributes:
        routine: as its author might have written it: no groups, no ranges, nothing to choose.
        plan: the same for the compiler.
        remarks: sentences about what was chosen to fit a budget, and how well it fits.
    """

    routine: Routine
    plan: Plan
    remarks: tuple[str, ...] = ()


def settle(routine: Routine, level: Level = "standard", seed: int = DEFAULT_SEED) -> Plan:
    """Return the plan of a routine at a level."""
    return fit(routine, Wanted(level, seed)).plan


def fit(routine: Routine, wanted: Wanted, measure: Measure | None = None) -> Fitted:
    """Return the routine with every choice made as it is wanted.

    Args:
        routine: as its author wrote it.
        wanted: what to choose.
        measure: tells how long a plan takes; needed for a budget, and only there.
    """
    remarks: tuple[str, ...] = ()
    if isinstance(wanted.ranges, Budget):
        assert measure, "a time can only be met by what is measured"
        from guide.fitting.budget import Solver  # noqa: PLC0415 - most sessions have none

        steps, remarks = Solver(routine, wanted.seed, wanted.ranges.frames, measure).solve()
    else:
        steps = at_level(routine, wanted.ranges, wanted.seed)
    plain = replace(routine, steps=steps, between=None)
    return Fitted(plain, plan_of(routine, steps), remarks)
