"""Fits of small routines against an oracle that looks at every choice there is."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.clip import to_frames
from guide.compiling.measure import PlanMeasure
from guide.fitting.fit import Budget, Fitted, Wanted, fit
from guide.fitting.plan import plan_of
from guide.fitting.ranges import settled
from guide.fitting.unroll import unrolled
from guide.format.routine import CountRange, Move, Phase, Routine, SecondsRange
from tests.guide import strategies
from tests.guide.lengths import KnownLengths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guide.fitting.plan import Plan

SECOND = to_frames(1)
Unit = tuple[str, ...]
"""Titles of the moves for which one choice is made: of one move, or of its two sides."""


@dataclass(frozen=True)
class Oracle:
    """Knows what the units of a routine are, and tries all that may be done."""

    routine: Routine
    units: tuple[Unit, ...]
    measure: PlanMeasure

    def total(self, kept: set[Unit], reps: dict[Unit, int], share: float) -> int:
        """Frames of one choice."""
        unit_of = {title: unit for unit in self.units for title in unit}

        def how(move: Move) -> Move | None:
            unit = unit_of[move.title]
            return settled(move, share, share, reps[unit]) if unit in kept else None

        return self.measure(plan_of(self.routine, unrolled(self.routine, how=how)))

    def moves(self, unit: Unit) -> list[Move]:
        return [
            move for move in self.routine.steps if isinstance(move, Move) and move.title in unit
        ]

    def kept(self, target: int) -> set[Unit]:
        """All that must be done, and of what is optional, one by one, what fits at low ends."""
        fewest = {unit: self.moves(unit)[0].reps.low for unit in self.units}
        optional = [unit for unit in self.units if self.moves(unit)[0].optional]
        optional.sort(key=lambda unit: -self.moves(unit)[0].priority)
        kept = set(self.units) - set(optional) or {optional[0]}
        for unit in optional:
            if self.total(kept | {unit}, fewest, 0.0) <= target:
                kept |= {unit}
        return kept

    def choices(self, kept: set[Unit]) -> Iterator[tuple[int, int]]:
        """The shortest and the longest of every choice of repetitions."""
        ranges = [self.moves(unit)[0].reps for unit in self.units]
        for numbers in product(*(range(reps.low, reps.high + 1) for reps in ranges)):
            reps = dict(zip(self.units, numbers, strict=True))
            yield self.total(kept, reps, 0.0), self.total(kept, reps, 1.0)


@st.composite
def small(draw: st.DrawFn) -> tuple[Routine, tuple[Unit, ...]]:
    """A routine of a few steps: with ranges, two-step sides, and some that may be left out."""
    steps: list[Move] = []
    units: list[Unit] = []
    for number in range(draw(st.integers(1, 4))):
        low, more = draw(st.tuples(st.integers(1, 3), st.integers(0, 3)))
        seconds = draw(st.integers(3, 25))
        longer = draw(st.sampled_from([0, 0, 0, 0.5, 5]))
        optional = draw(st.booleans())
        priority = draw(st.integers(1, 3)) if optional else 5
        title = "ABCD"[number]
        unit = draw(st.sampled_from([(title,), (f"Left {title}", f"Right {title}")]))
        held = draw(st.booleans())
        for name in unit:
            phase = Phase(SecondsRange(seconds, seconds + longer), held)
            reps = CountRange(low, low + more)
            steps.append(Move(name, (phase,), reps, optional=optional, priority=priority))
        units.append(unit)
    return Routine("R", tuple(draw(st.permutations(steps)))), tuple(units)


@given(small(), st.lists(st.floats(0, 1), min_size=1, max_size=4))
def test_what_is_fitted_is_what_an_oracle_would_choose(
    found: tuple[Routine, tuple[Unit, ...]], shares: list[float]
) -> None:
    """The same steps; within a second where any choice is; sides alike; more never is shorter."""
    routine, units = found
    measure = PlanMeasure(KnownLengths())
    order = [move.title for move in routine.steps if isinstance(move, Move)]
    units = tuple(sorted(units, key=lambda unit: min(order.index(title) for title in unit)))
    oracle = Oracle(routine, units, measure)

    def fitted(target: int) -> Fitted:
        return fit(routine, Wanted(Budget(target)), measure)

    low, high = measure(fitted(1).plan), measure(fitted(to_frames(1e5)).plan)
    before = 0
    for target in sorted(round(low + share * (high - low)) for share in shares):
        result = fitted(target)
        frames = measure(result.plan)
        assert before <= frames <= target
        before = frames
        kept = oracle.kept(target)
        titles = {step.title for step in result.plan.steps}
        assert titles == {title for unit in kept for title in unit}
        met = [a <= target and b >= target - SECOND for a, b in oracle.choices(kept)]
        if any(met):
            assert target - frames <= SECOND
        assert (target - frames > SECOND) == (len(result.remarks) == 2)
        for unit in kept:
            ways = {(step.reps, step.phases) for step in result.plan.steps if step.title in unit}
            assert len(ways) == 1


ALPHA_AND_BETA = """\
title: T
steps:
  - {title: Alpha, say: Do alpha., reps: 5-10, each: [{for: 10s}]}
  - {title: Beta, say: Do beta., reps: 5-10, each: [{for: 7s}]}
"""
"""Between its shortest and its longest, only some times can be met."""


def totals(text: str, *seconds: float) -> list[Fitted]:
    routine = strategies.read(text)
    measure = PlanMeasure(KnownLengths())
    return [fit(routine, Wanted(Budget(to_frames(one))), measure) for one in seconds]


def test_repetitions_are_combined_where_one_by_one_they_step_over_the_time() -> None:
    """Tens and sevens: two sevens make 14, where a ten and then a seven would make 17."""
    routine = strategies.read(ALPHA_AND_BETA)
    measure = PlanMeasure(KnownLengths())
    lowest = measure(fit(routine, Wanted(Budget(1)), measure).plan)
    chosen = []
    for more in (7, 10, 14, 17, 20, 21, 24, 28, 30, 31, 34):
        fitted = fit(routine, Wanted(Budget(lowest + more * SECOND)), measure)
        assert 0 <= lowest + more * SECOND - measure(fitted.plan) <= SECOND
        assert len(fitted.remarks) == 1
        chosen.append(tuple(step.reps - 5 for step in fitted.plan.steps))
    assert chosen[:5] == [(0, 1), (1, 0), (0, 2), (1, 1), (2, 0)]


OPTIONAL = """\
title: T
steps:
  - {title: Core, say: Do it., hold: 60s}
  - {title: Short one, say: Do it., hold: 10s, optional: true, priority: 1}
  - {title: Long one, say: Do it., hold: 4m, optional: true, priority: 2}
"""


@pytest.mark.parametrize(
    ("seconds", "titles"),
    [
        (60, ["Core"]),
        (120, ["Core", "Short one"]),
        (300, ["Core", "Short one"]),
        (340, ["Core", "Long one"]),
        (420, ["Core", "Short one", "Long one"]),
    ],
)
def test_what_is_left_out_first_is_put_back_where_it_fits(seconds: int, titles: list[str]) -> None:
    """What matters less may be short: once what matters more is gone, there is room for it."""
    (fitted,) = totals(OPTIONAL, seconds)
    assert [step.title for step in fitted.plan.steps] == titles


SIDES = """\
title: T
steps:
  - {title: Left leg, say: Lift your left leg., reps: 3-8, each: [{for: 4s}]}
  - {title: Arms, say: Lift both arms., reps: 3-8, each: [{for: 3s}]}
  - {title: Right leg, say: Lift your right leg., reps: 3-8, each: [{for: 4s}]}
  - {title: Left arm, say: Lift it., optional: true, hold: 30s}
  - {title: Right arm, say: Lift it., optional: true, hold: 30s}
"""


def test_sides_that_are_steps_of_their_own_are_equal() -> None:
    """As often on the left as on the right, and both or none are left out, whatever the time."""
    left_out = set()
    for fitted in totals(SIDES, *range(60, 240, 3)):
        reps = {step.title: step.reps for step in fitted.plan.steps}
        assert reps["Left leg"] == reps["Right leg"]
        assert ("Left arm" in reps) == ("Right arm" in reps)
        left_out.add("Left arm" in reps)
    assert left_out == {True, False}


def test_of_many_moves_that_fit_badly_some_are_combined() -> None:
    """More than can be searched through: still never over, and within a second."""
    steps = tuple(
        Move(f"M{number}", (Phase(SecondsRange(seconds, seconds), held=False),), CountRange(2, 6))
        for number, seconds in enumerate([*[20] * 60, *range(13, 73)])
    )
    routine = Routine("R", steps)
    measure = PlanMeasure(KnownLengths())
    low, high = (measure(fit(routine, Wanted(Budget(one)), measure).plan) for one in (1, 10**10))
    lengths = []
    for tenth in range(1, 10):
        target = low + (high - low) * tenth // 10 + SECOND // 3
        lengths.append(measure(fit(routine, Wanted(Budget(target)), measure).plan))
        assert 0 <= target - lengths[-1] <= SECOND
    assert all(a <= b for a, b in pairwise(lengths))


def test_a_little_more_time_never_takes_back_where_repetitions_are_combined() -> None:
    """Ranges of half a second beside repetitions of many: ten times of one second."""
    rows = (
        ("A", 11, 0.5, 3, 6, ("left", "right")),
        ("B", 16, 0.7, 2, 6, ()),
        ("C", 15, 1, 1, 3, ()),
    )
    steps = tuple(
        Move(
            title,
            (Phase(SecondsRange(low, low + more), held=False),),
            CountRange(fewest, most),
            sides=sides,
        )
        for title, low, more, fewest, most, sides in rows
    )
    measure = PlanMeasure(KnownLengths())
    before = 0
    for target in range(9_723_624, 9_771_624, SECOND // 10):
        frames = measure(fit(Routine("R", steps), Wanted(Budget(target)), measure).plan)
        assert before <= frames <= target
        before = frames


def test_of_thousands_of_repetitions_few_are_measured() -> None:
    """A session with any number of them is fitted as soon as others."""
    steps = tuple(
        Move(f"M{seconds}", (Phase(SecondsRange(seconds, seconds), False),), CountRange(1, 3_000))
        for seconds in (70, 110)
    )
    routine, measured = Routine("R", steps), PlanMeasure(KnownLengths())
    asked: list[int] = []

    def measure(plan: Plan) -> int:
        asked.append(measured(plan))
        return asked[-1]

    target = to_frames(90_045)
    assert 0 <= target - measured(fit(routine, Wanted(Budget(target)), measure).plan) < 10 * SECOND
    assert len(asked) < 500


def test_only_what_is_done_stands_in_the_way() -> None:
    """No range of a step that is left out is named, and a miss of no second is not no time."""
    steps = """\
title: T
steps:
  - {title: A, say: Do it., hold: 20s-60s, optional: true}
  - {title: B, say: Do it., hold: 40s}
  - {title: C, say: Do it., hold: 1h}
  - {title: D, say: Do it., reps: 1-3, each: [{for: 5s}], optional: true}
"""
    routine = strategies.read(steps)
    measure = PlanMeasure(KnownLengths())
    lowest = measure(fit(routine, Wanted(Budget(1)), measure).plan)
    told, misfit = fit(routine, Wanted(Budget(lowest - SECOND // 20)), measure).remarks
    assert "it has no ranges" in misfit
    assert misfit.startswith("The shortest takes less than a second longer than the 1 h 1 min ")
    assert told.startswith("Fitted to 1 h 1 min ")
    told, misfit = totals(steps, 5).pop().remarks
    assert misfit.startswith("The shortest takes 1 h 1 min ")


def test_many_changes_are_counted_rather_than_listed() -> None:
    """And one repetition is one rep."""
    steps = "".join(
        f"  - {{title: M{number}, reps: 1-3, each: [{{for: 9s}}]}}\n" for number in range(50)
    )
    remark, *_ = totals(f"title: T\nsteps:\n{steps}", 60).pop().remarks
    assert "M0 2 -> 1 rep, " in remark
    assert remark.endswith("M19 2 -> 1 rep, and 30 more changes.")
