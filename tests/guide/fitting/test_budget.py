"""Fitting into the time there is: by rules, within a second, and honest where it cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.clip import to_frames, to_seconds
from guide.compiling.measure import PlanMeasure
from guide.fitting.fit import Budget, Fitted, Wanted, fit
from guide.format.routine import Group, Move, Phase, Routine, SecondsRange, Selection, Step
from guide.library.finding import load, names
from tests.guide import strategies
from tests.guide.lengths import KnownLengths

if TYPE_CHECKING:
    from collections.abc import Iterator

SECOND = to_frames(1)


class Fits:
    """One routine, fitted again and again."""

    def __init__(self, routine: Routine) -> None:
        self.routine = routine
        self.measure = PlanMeasure(KnownLengths())

    def to(self, frames: int) -> Fitted:
        return fit(self.routine, Wanted(Budget(frames)), self.measure)

    def frames(self, frames: int) -> int:
        return self.measure(self.to(frames).plan)

    @property
    def ends(self) -> tuple[int, int]:
        """The shortest and the longest there is."""
        return self.frames(1), self.frames(to_frames(1e6))


def authored(steps: tuple[Step, ...]) -> Iterator[Move]:
    """All moves as they were written."""
    for step in steps:
        if isinstance(step, Move):
            yield step
        elif isinstance(step, Group):
            yield from authored(step.steps)
            yield from filter(None, [step.between])
        elif isinstance(step, Selection):
            yield from authored(step.of)


def key(move: Move) -> tuple[object, ...]:
    return move.place, None if move.rest else move.title  # it has that of its language later


shares = st.floats(-0.1, 1.1)


@given(strategies.routines, shares, shares)
def test_the_rules_hold_for_any_routine(routine: Routine, one: float, other: float) -> None:
    """Nothing leaves its range; never over where a fit exists; never shorter for a longer time."""
    fits = Fits(routine)
    low, high = fits.ends
    targets = sorted(max(1, round(low + share * (high - low))) for share in (one, other))
    ranges = {key(move): move for move in authored(routine.steps)}
    ranges |= {key(routine.between): routine.between} if routine.between else {}
    lengths = []
    for target in targets:
        fitted = fits.to(target)
        frames = fits.measure(fitted.plan)
        lengths.append(frames)
        for move in fitted.routine.steps:
            assert isinstance(move, Move)
            written = ranges[key(move)]
            assert written.reps.low <= move.reps.low == move.reps.high <= written.reps.high
            for phase, allowed in zip(move.phases, written.phases, strict=True):
                assert allowed.length.low <= phase.length.low <= allowed.length.high
        kept = {key(move) for move in fitted.routine.steps if isinstance(move, Move)}
        assert frames <= max(target, low)
        misfit = not 0 <= target - frames <= SECOND
        assert len(fitted.remarks) == (2 if misfit else 1)
        plain = [step for step in routine.steps if isinstance(step, Move)]
        assert all(move.optional for move in plain if key(move) not in kept)
    assert lengths[0] <= lengths[1]


def holds(*ranges: tuple[int, int], **changes: object) -> Routine:
    return Routine(
        "R",
        tuple(
            Move(f"M{number}", (Phase(SecondsRange(*ends), held=True),), **changes)  # type: ignore[arg-type]
            for number, ends in enumerate(ranges)
        ),
    )


@given(
    st.lists(st.tuples(st.integers(1, 60), st.integers(0, 60)), min_size=1, max_size=6),
    st.sampled_from([(), ("left", "right")]),
    shares,
    shares,
)
def test_holds_alone_are_whole_seconds_but_for_one_and_never_shrink(
    ranges: list[tuple[int, int]], sides: tuple[str, ...], one: float, other: float
) -> None:
    """A longer time makes no value shorter; a part of a second is given where two sides need it."""
    fits = Fits(holds(*((low, low + more) for low, more in ranges), sides=sides))
    low, high = fits.ends
    targets = sorted(min(high, max(low, round(low + s * (high - low)))) for s in (one, other))
    chosen = []
    for target in targets:
        fitted = fits.to(target)
        chosen.append([step.phases[0].seconds for step in fitted.plan.steps])
        parted = sum(length % 1 > 0 for length in chosen[-1])
        assert parted <= (1 if sides else 0)
        close = to_frames(0.11) if parted else SECOND
        assert 0 <= target - fits.measure(fitted.plan) <= close
    assert all(a <= b for a, b in zip(*chosen, strict=True))


@pytest.mark.parametrize(("more", "hold_s"), [(SECOND, 10.0), (SECOND + 1, 10.5), (2 * SECOND, 11)])
def test_a_second_is_left_rather_than_parted(more: int, hold_s: float) -> None:
    """A hold on two sides grows by two: a part of a second is given for more than one alone."""
    fits = Fits(holds((10, 20), sides=("left", "right")))
    (hold,) = fits.to(fits.ends[0] + more).plan.steps[0].phases
    assert hold.seconds == hold_s


MIXED = """\
title: Mixed
steps:
  - {title: Hold, hold: 30s-90s}
  - title: Lift
    reps: 4-12
    sides: [left, right]
    each: [{for: 2s, say: "{rep}"}, {for: 2s-4s, say: Hold.}]
  - repeat: 2
    between: {rest: 10s-20s}
    steps: [{title: Roll, hold: 20s-40s, say: "Roll for {duration}."}]
  - {title: Extra, hold: 45s, optional: true, priority: 2}
  - {title: More, hold: 30s, optional: true, priority: 7}
  - {title: Last, hold: 15s, optional: true, priority: 2}
"""


def test_every_second_between_the_ends_is_met() -> None:
    """All of them, since ranges of time bridge a repetition; and more time is never less."""
    fits = Fits(strategies.read(MIXED))
    low, high = fits.ends
    before = low
    for target in range(low, high, SECOND):
        frames = fits.frames(target)
        assert before <= frames <= target
        assert target - frames <= SECOND, to_seconds(target)
        before = frames


def titles(fitted: Fitted) -> list[str]:
    return [step.title for step in fitted.plan.steps]


def test_optional_steps_go_last_by_priority() -> None:
    """Only when all ranges are at their low ends; what matters most stays longest."""
    fits = Fits(strategies.read(MIXED))
    everything = titles(fits.to(to_frames(1e6)))
    orders = []
    for seconds in range(600, 100, -1):
        if (found := titles(fits.to(to_frames(seconds)))) not in orders:
            orders.append(found)
    gone = [[title for title in everything if title not in order] for order in orders]
    assert gone == [
        [],
        ["Last"],
        ["Extra"],
        ["Extra", "Last"],
        ["Extra", "More"],
        ["Extra", "More", "Last"],
    ]


def test_what_is_safety_or_instruction_is_never_cut() -> None:
    """However little time there is: every text of the steps that are kept is in the plan."""
    routine = load("spasm-relief")
    plan = Fits(routine).to(1).plan
    assert plan.before == routine.before
    assert plan.after == routine.after
    written = list(authored(routine.steps))
    assert [(s.say, s.safety, s.sides) for s in plan.steps] == [
        (m.say, m.safety, m.sides) for m in written
    ]


def test_changes_are_explained() -> None:
    """In the words of the routine, from what is usual to what was chosen."""
    fits = Fits(strategies.read(MIXED))
    remark, *_ = fits.to(fits.ends[0]).remarks
    assert "Lift 8 -> 4 reps, 3 -> 2 s" in remark
    assert "Hold 60 -> 30 s" in remark
    assert "More left out" in remark


def test_what_stands_in_the_way_is_told_with_its_line() -> None:
    """Too little time, too much, and a time that repetitions alone step over."""
    fits = Fits(strategies.read(MIXED))
    low, high = fits.ends
    _, short = fits.to(low - 10 * SECOND).remarks
    assert short.startswith("The shortest takes 10 s longer than the ")
    assert "routine.yaml:3)" in short
    _, long = fits.to(high + 10 * SECOND).remarks
    assert long.startswith("The longest takes 10 s less than the ")
    assert "Lift 4-12 reps" in long
    only_reps = "title: T\nsteps: [{title: Lift, reps: 2-9, each: [{for: 20s}]}]"
    fits = Fits(strategies.read(only_reps))
    _, gap = fits.to(fits.ends[0] + 5 * SECOND).remarks
    assert gap.startswith("That is 5 s less than the ")
    assert "one more rep of Lift (" in gap
    fixed = Fits(strategies.read("title: T\nsteps: [{title: Lift, hold: 9s}]"))
    assert "it has no ranges" in fixed.to(1).remarks[1]


@pytest.mark.parametrize("name", names())
def test_bundled_routines_are_within_a_second_of_every_time(name: str) -> None:
    """From their shortest to their longest; or of a repetition, where nothing else has a range."""
    fits = Fits(load(name))
    low, high = fits.ends
    moves = list(authored(fits.routine.steps))
    lengths = [phase.length for move in moves for phase in move.phases]
    one_rep_s = max(sum(one.length.high for one in move.phases) for move in moves)
    bridged = any(length.low < length.high for length in lengths)
    most = SECOND if bridged else to_frames(one_rep_s)
    before = low
    for part in range(41):
        target = low + (high - low) * part // 40
        frames = fits.frames(target)
        assert before <= frames <= target
        assert target - frames <= most
        before = frames


def test_a_session_of_a_thousand_steps_is_fitted_soon() -> None:
    """By few measures, not by trial: each looks at what has changed."""
    routine = holds(*[(20, 40)] * 1000)
    measured = PlanMeasure(KnownLengths())
    asked: list[int] = []

    def measure(plan: object) -> int:
        frames = measured(plan)  # type: ignore[arg-type]
        asked.append(frames)
        return frames

    middle = (measured(fit(routine, Wanted("gentle"), measure).plan)) + to_frames(9_000)
    assert middle - measured(fit(routine, Wanted(Budget(middle)), measure).plan) <= SECOND
    assert len(asked) <= 16
