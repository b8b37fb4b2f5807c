"""A plan is written as a routine, and read and compiled again it is the same session."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.clip import to_frames
from guide.authoring.writer import as_yaml
from guide.compiling.compiler import Compiler
from guide.compiling.measure import PlanMeasure
from guide.fitting.fit import Budget, Level, Wanted, fit
from guide.format.routine import Group, Routine
from guide.library.finding import load, names
from guide.problems.problem import GuideError
from tests.guide import strategies
from tests.guide.lengths import KnownLengths

if TYPE_CHECKING:
    from guide.compiling.talk import Talk
    from guide.compiling.timeline import Section
    from guide.fitting.plan import Plan, PlanStep


def sections(plan: Plan, talk: Talk = "full") -> list[Section]:
    """All that is heard; where something was written makes no sound."""
    compiler = Compiler(plan, KnownLengths(), talk)
    return [compiler.compile(part)._replace(warnings=()) for part in compiler.parts]


def easier_forms(plan: Plan) -> list[Plan]:
    """Plans of nothing but easier forms: of the steps, then of those forms, and so on."""
    steps: tuple[PlanStep, ...] = tuple(step.easier for step in plan.steps if step.easier)
    easier = replace(plan, steps=steps)
    return [easier, *easier_forms(easier)] if steps else []


def assert_the_same(
    routine: Routine, ranges: Level | Budget, seed: int, talk: Talk = "full"
) -> None:
    first = fit(routine, Wanted(ranges, seed), PlanMeasure(KnownLengths(), talk))
    again = fit(strategies.read(as_yaml(first.routine, "A plan.")), Wanted())
    assert sections(again.plan, talk) == sections(first.plan, talk)
    assert [step.move for step in again.plan.steps] == [step.move for step in first.plan.steps]
    forms = [easier_forms(plan) for plan in (first.plan, again.plan)]
    assert [sections(plan) for plan in forms[0]] == [sections(plan) for plan in forms[1]]
    come_outs = [[step.come_out for step in one.plan.steps] for one in (first, again)]
    assert come_outs[0] == come_outs[1]
    assert (again.routine.summary, again.routine.equipment, again.routine.source) == (
        routine.summary,
        routine.equipment,
        routine.source,
    )


@pytest.mark.parametrize("level", ["gentle", "standard", "full"])
@pytest.mark.parametrize("name", names())
def test_plans_of_bundled_routines(name: str, level: Level) -> None:
    """At every level."""
    assert_the_same(load(name), level, 1, "full")


@given(
    strategies.routines,
    st.sampled_from(["gentle", "standard", "full"]),
    st.integers(0, 5),
    st.sampled_from(["full", "brief", "minimal"]),
)
def test_plans_of_any_routine(routine: Routine, level: Level, seed: int, talk: Talk) -> None:
    """Whatever is in it: texts that look like YAML, lengths, cues, sides, easier forms of those."""
    assert_the_same(routine, level, seed, talk)


@given(
    strategies.routines,
    st.integers(1, 600),
    st.integers(0, 5),
    st.sampled_from(["full", "brief", "minimal"]),
)
def test_plans_that_are_fitted(routine: Routine, target_s: int, seed: int, talk: Talk) -> None:
    """To any time, met or not: odd lengths, and what is left out, are the same again."""
    assert_the_same(routine, Budget(to_frames(target_s)), seed, talk)


TRICKY = """\
title: $$title
with: {hold: 0.1s, words: "$$not-one"}
steps:
  - title: Sway
    say: $words
    sides: [left, right]
    vary: each-rep
    reps: 1-4
    hold: 3.3s-7.7s
    cues: {7%: "{remaining}.", -6s: Too late., 0.3s: Now.}
    easier: {say: "", sides: [], vary: each-side, each: [{hold: $hold}], easier: rest}
  - {title: Doze, hold: 20m, alarm: true, cues: {1m: Slowly.}}
  - {title: Bend, each: [{for: 1s-2s, up_to: 2.5s, say: "{rep}", alarm: true}, {hold: 5s+}]}
settings: {change_over: 0.0000001s, wake: 0.3s}
"""


@pytest.mark.parametrize("level", ["gentle", "standard", "full"])
def test_odd_numbers_and_dollars(level: Level) -> None:
    """Every number is read as the same one, and what looks like a parameter stays a text."""
    routine = strategies.read(TRICKY)
    assert routine.title == "$title"
    assert_the_same(routine, level, 1, "full")


def test_a_plan_is_for_people() -> None:
    """Groups are gone, ranges are one value, library moves are written out."""
    routine = load("gentle-stretches")
    written = as_yaml(fit(routine, Wanted("gentle")).routine, "A plan.")
    assert written.startswith("# A plan.\ntitle: Gentle stretches\n")
    assert "hold: 30s\n" in written
    assert "reps: 5\n" in written
    assert "move:" not in written
    assert "known_as: childs-pose\n" in written


def test_a_plan_too_large_for_a_file_is_a_sentence() -> None:
    """It was compact before, with groups of groups."""
    step = load("gentle-stretches").steps[0]
    group = Group((step,), repeat=50)
    many = Routine("Many", (Group((group,), repeat=50),))
    with pytest.raises(GuideError, match="too large for a file"):
        as_yaml(fit(many, Wanted()).routine, "A plan.")
