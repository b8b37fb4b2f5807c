"""Ranges are settled by the level, and groups are unrolled in the order they are done."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.fitting.fit import settle
from guide.format.routine import CountRange, Group, Move, Phase, Routine, SecondsRange


def move(title: str = "Move", low: float = 30, high: float = 60, **changes: object) -> Move:
    return Move(title, (Phase(SecondsRange(low, high), held=True),), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(("level", "seconds"), [("gentle", 30), ("standard", 45), ("full", 60)])
def test_a_level_chooses_the_low_end_the_middle_or_the_high_end(level: str, seconds: float) -> None:
    """Of a range of time, exactly."""
    plan = settle(Routine("R", (move(),)), level)  # type: ignore[arg-type]
    assert plan.steps[0].phases[0].seconds == seconds


@pytest.mark.parametrize(
    ("low", "high", "seconds"), [(15, 30, 23), (1, 2, 2), (15.5, 30, 22.75), (2.5, 2.5, 2.5)]
)
def test_the_middle_is_whole_seconds_where_both_ends_are(
    low: float, high: float, seconds: float
) -> None:
    """A half is rounded up; who writes half seconds gets them."""
    plan = settle(Routine("R", (move(low=low, high=high),)))
    assert plan.steps[0].phases[0].seconds == seconds


@pytest.mark.parametrize(("level", "reps"), [("gentle", 5), ("standard", 8), ("full", 10)])
def test_a_level_chooses_whole_repetitions(level: str, reps: int) -> None:
    """A half is rounded up."""
    plan = settle(Routine("R", (move(reps=CountRange(5, 10)),)), level)  # type: ignore[arg-type]
    assert plan.steps[0].reps == reps


def test_groups_are_unrolled_with_rests_between_the_rounds() -> None:
    """Not before the first round, nor after the last one; groups may hold groups."""
    inner = Group((move("B"),), repeat=2)
    outer = Group((move("A"), inner), repeat=2, between=move("Rest", 10, 20, rest=True))
    plan = settle(Routine("R", (outer, move("C"))))
    assert [step.title for step in plan.steps] == ["A", "B", "B", "Rest", "A", "B", "B", "C"]
    rest = plan.steps[3]
    assert rest.rest
    assert rest.phases[0].seconds == 15


def test_a_step_knows_which_move_it_is() -> None:
    """By its name in the library or, where it has none, by its title; a rest is no move."""
    moves = move("Lift", name="hip-lifts"), move("Bridge", name="hip-lifts"), move("hip-lifts")
    rest = move("Rest", rest=True)
    lift, bridge, other, still = settle(Routine("R", (*moves, rest))).steps
    assert lift.move == bridge.move != other.move is not None
    assert still.move is None


def test_until_ready_travels_with_its_minimum() -> None:
    """``45s+`` is 45 s where nobody can say that they are ready."""
    phase = Phase(SecondsRange(45, 45, until_ready=True), held=True)
    (settled,) = settle(Routine("R", (Move("M", (phase,)),))).steps[0].phases
    assert (settled.seconds, settled.until_ready) == (45, True)


def test_the_easier_form_is_settled_like_any_move() -> None:
    """Its ranges by the level, and its own easier form too; it keeps how to come out."""
    easiest = move("Sit", 10, 20)
    easier = move("Lean", 20, 40, easier=easiest, come_out="Stand up.")
    (step,) = settle(Routine("R", (move(easier=easier),)), "gentle").steps
    assert step.come_out is None
    assert step.easier
    assert (step.easier.title, step.easier.phases[0].seconds) == ("Lean", 20)
    assert step.easier.come_out == "Stand up."
    assert step.easier.easier
    assert step.easier.easier.phases[0].seconds == 10


@given(
    st.tuples(st.floats(1, 600), st.floats(1, 600)),
    st.tuples(st.integers(1, 50), st.integers(1, 50)),
)
def test_nothing_leaves_its_range_and_higher_levels_never_do_less(
    seconds: tuple[float, float], reps: tuple[int, int]
) -> None:
    """For whatever ranges."""
    allowed, count = SecondsRange(min(seconds), max(seconds)), CountRange(min(reps), max(reps))
    routine = Routine("R", (Move("M", (Phase(allowed, held=True),), reps=count),))
    chosen = [settle(routine, level).steps[0] for level in ("gentle", "standard", "full")]
    lengths = [step.phases[0].seconds for step in chosen]
    counts = [step.reps for step in chosen]
    assert lengths == sorted(lengths)
    assert counts == sorted(counts)
    assert all(allowed.low <= length <= allowed.high for length in lengths)
    assert all(count.low <= chosen_reps <= count.high for chosen_reps in counts)
