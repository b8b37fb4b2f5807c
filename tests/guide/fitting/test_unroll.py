"""Moves in the order they are done: rounds, what comes between, and what is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.fitting.unroll import unrolled
from guide.format.routine import Selection
from tests.guide.strategies import read

if TYPE_CHECKING:
    from guide.format.routine import Routine

LETTERS = "ABCDEF"


def routine(steps: str, top: str = "") -> Routine:
    """A routine whose steps A to F are moves of that name."""
    for letter in LETTERS:
        steps = steps.replace(f"<{letter}>", f"{{title: {letter}, hold: 9s}}")
    return read(f"title: T\n{top}\nsteps: {steps}\n")


def titles(routine: Routine, seed: int = 1) -> str:
    return " ".join(move.title for move in unrolled(routine, seed))


def test_what_is_between_steps_stands_between_steps_alone() -> None:
    """Not inside groups, whose own says what comes between rounds; and not beside a rest."""
    between = "between: {rest: 10s}"
    assert titles(routine("[<A>, <B>]", between)) == "A Rest B"
    assert titles(routine("[<A>, {rest: 5s}, <B>, <C>]", between)) == "A Rest B Rest C"
    superset = "{repeat: 2, steps: [<A>, <B>]}"
    assert titles(routine(f"[{superset}, <C>]", between)) == "A B A B Rest C"
    resting = "{repeat: 2, between: {rest: 3s}, steps: [<A>, {rest: 5s}]}"
    assert titles(routine(f"[{resting}, <C>]", between)) == "A Rest Rest A Rest C"


def test_words_between_lead_to_what_follows() -> None:
    """They may name it as what is next; a lead of its own comes after them."""
    steps = "[<A>, {title: B, hold: 9s, lead: Well done.}, <C>]"
    first, second, third = unrolled(routine(steps, 'between: {say: "{next} {{is}} next."}'))
    assert first.lead is None
    assert second.lead == "{title} {{is}} next. Well done."
    assert third.lead == "{title} {{is}} next."


def test_a_step_that_is_left_out_takes_its_rest_along() -> None:
    """No two rests meet where it was."""
    made = routine("[<A>, <B>, <C>]", "between: {rest: 10s}")
    done = unrolled(made, how=lambda move: None if move.title == "B" else move)
    assert [move.title for move in done] == ["A", "Rest", "C"]


def test_what_is_drawn_is_the_same_for_the_same_seed() -> None:
    """On every machine and in every version: so a plan and a session to resume are what was."""
    made = routine("[{choose: 3, of: [<A>, <B>, <C>, <D>, <E>, <F>]}]")
    assert [titles(made, seed) for seed in range(1, 5)] == DRAWN


DRAWN = ["A B F", "A B E", "B E F", "D E F"]


def test_each_round_draws_anew() -> None:
    """So that there is variation in a session too; another selection elsewhere changes nothing."""
    made = routine("[{repeat: 8, steps: [{choose: 1, of: [<A>, <B>, <C>]}]}]")
    assert set(titles(made).split()) == {"A", "B", "C"}
    more = routine(
        "[{repeat: 8, steps: [{choose: 1, of: [<A>, <B>, <C>]}]}, {choose: 1, of: [<D>, <E>]}]"
    )
    assert titles(more)[: len(titles(made))] == titles(made)


@given(st.integers(0, 2**31 - 1), st.integers(1, 4), st.integers(2, 6))
def test_nothing_comes_again_before_all_else_has_come(seed: int, choose: int, rounds: int) -> None:
    """Whatever the seed: of any two steps none has been done twice more than the other."""
    steps = f"[{{repeat: {rounds}, steps: [{{choose: {choose}, of: [<A>, <B>, <C>, <D>]}}]}}]"
    drawn = titles(routine(steps), seed).split()
    for played in range(0, len(drawn) + 1, choose):
        counts = [drawn[:played].count(letter) for letter in "ABCD"]
        assert max(counts) - min(counts) <= 1


@given(st.integers(0, 2**31 - 1), st.integers(1, 6))
def test_as_many_as_wanted_are_drawn_in_their_order(seed: int, number: int) -> None:
    """Whatever the seed."""
    made = routine(f"[{{choose: {number}, of: [<A>, <B>, <C>, <D>, <E>, <F>]}}]")
    drawn = titles(made, seed).split()
    assert len(drawn) == number
    assert drawn == sorted(set(drawn))


def test_every_step_is_drawn_sometimes() -> None:
    """About equally often."""
    made = routine("[{choose: 2, of: [<A>, <B>, <C>, <D>]}]")
    drawn = " ".join(titles(made, seed) for seed in range(400))
    assert all(150 < drawn.count(letter) < 250 for letter in "ABCD")


@pytest.mark.parametrize("steps", ["[<A>]", "[{choose: 1, of: [{repeat: 2, steps: [<A>]}]}]"])
def test_selections_may_hold_anything(steps: str) -> None:
    """Groups too, and groups may hold selections."""
    assert set(titles(routine(steps)).split()) == {"A"}
    assert isinstance(routine("[{choose: 1, of: [rest]}]").steps[0], Selection)
