"""A session whose routine is changed by its author while it is heard."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guide.format.routine import Settings
from guide.problems.problem import Place
from guide.session.commands import Verb
from tests.guide.plans import phase, plan, plans, step
from tests.guide.session.led import Led, said

if TYPE_CHECKING:
    from guide.fitting.plan import Plan

FOLD = step(phase(20.0), title="Fold", say="Fold forward.", sides=("left", "right"))
REST = step(phase(15.0), title="Rest", say="Rest a while.")
LIFT = step(phase(10.0), title="Lift", say="Lift your hips.")
TWIST = step(phase(10.0), title="Twist", say="Turn your knees.")
PLAN = plan(FOLD, REST, LIFT, before=("Be kind.",), after=("Drink some water.",))


def in_fold() -> Led:
    """A session some seconds into the hold of its first step."""
    led = Led(PLAN, stays=True)
    led.run_until(title="Fold", counting=True)
    led.run(5)
    return led


@pytest.mark.parametrize(
    ("new", "first"),
    [
        (plan(FOLD, replace(REST, say="Lie down."), LIFT), "Lie down."),
        (plan(replace(FOLD, say="Bend forward."), REST, LIFT), "Bend forward."),
        (plan(FOLD, TWIST, REST, LIFT), "Turn your knees."),
        (plan(FOLD, REST, LIFT, TWIST), "Turn your knees."),
        (plan(FOLD, LIFT), "Lift your hips."),
        (plan(FOLD, replace(REST, phases=(phase(16.0),)), LIFT), "Rest a while."),
        (plan(FOLD, replace(REST, title="Peace"), replace(LIFT, say="Up.")), "Peace."),
    ],
    ids=["words", "this step", "put in", "added", "taken out", "a length", "two: the first"],
)
def test_it_goes_on_at_the_first_step_that_is_changed(new: Plan, first: str) -> None:
    """From its beginning; what was heard is left at once."""
    led = in_fold()
    led.revise(replace(new, before=PLAN.before, after=PLAN.after))
    before = len(said(led))
    led.run(12)
    assert first in said(led)[before - 1 : before + 2]
    led.check_sound()


def test_what_is_not_heard_changes_nothing() -> None:
    """Comments and notes move lines about; the hold goes on to the frame."""
    led = in_fold()
    place = Place("f.yaml", 7, 1)
    left = led.now.phase_left
    now = led.revise(replace(PLAN, steps=tuple(replace(s, place=place) for s in PLAN.steps)))
    assert now.title == "Fold"
    assert 0 < left - now.phase_left < 48_000
    assert not led.transport.spliced
    led.run_until(counting=False)
    assert led.held == 20 * 48_000


@pytest.mark.parametrize(
    ("changes", "first"),
    [
        ({"title": "Evening"}, "Evening."),
        ({"before": ("Be kind.", "Be slow.")}, "Be slow."),
        ({"after": ("Drink some tea.",)}, "Drink some tea."),
    ],
)
def test_words_around_the_steps_are_heard_when_they_are_changed(
    changes: dict[str, Any], first: str
) -> None:
    """Likewise."""
    led = in_fold()
    count = len(said(led))
    led.revise(replace(PLAN, **changes))
    led.run(6)
    assert said(led)[count] == first


def test_other_settings_let_the_step_begin_again() -> None:
    """They are heard in every step, so in this one first."""
    led = in_fold()
    led.revise(replace(PLAN, settings=Settings(countdown=2, change_over_s=0.0, halfway=False)))
    count = len(said(led))
    led.run_until(counting=True)
    expected = ["Fold.", "Fold forward.", "First the left side.", "two", "one"]
    assert said(led)[count - 1 :] == expected


def test_a_pause_ends_when_something_is_changed() -> None:
    """Who saves a change wants to hear it."""
    led = in_fold()
    led.do(Verb.PAUSE)
    led.run(40)
    now = led.revise(plan(FOLD, TWIST, REST, LIFT, before=PLAN.before, after=PLAN.after))
    assert (now.state, now.title) == ("leading", "Twist")


def test_it_pauses_at_the_end_until_something_is_changed() -> None:
    """As long as it takes; then it goes on there, and to the end again."""
    led = Led(PLAN, stays=True)
    led.run_until(state="paused")
    led.run(300)
    assert not led.transport.finished.is_set()
    assert led.now.session_left == 0
    now = led.revise(replace(PLAN, steps=(FOLD, REST, LIFT, TWIST)))
    assert (now.state, now.title, now.steps) == ("leading", "Twist", 4)
    led.run_until(state="paused")


def test_space_at_the_end_plays_it_again() -> None:
    """From the beginning, with nothing said about going on."""
    led = Led(PLAN, stays=True)
    led.run_until(state="paused")
    assert led.do(Verb.TOGGLE).state == "leading"
    assert led.run(0.1).caption == "Plan."


def test_an_easier_form_that_was_taken_is_no_change_of_the_author_s() -> None:
    """Only what is written differently is."""
    easier = replace(FOLD, say="Lean forward.")
    first = plan(replace(FOLD, easier=easier), REST)
    led = Led(first, stays=True)
    led.run_until(title="Fold", counting=True)
    led.do(Verb.HURTS)
    led.do(Verb.EASIER)
    led.run_until(counting=True)
    led.revise(replace(first, steps=(first.steps[0], LIFT)))
    assert led.run(1).title == "Lift"


def test_what_is_as_it_was_is_not_spoken_again() -> None:
    """Sections that are compiled serve again, wherever their step is now."""
    led = in_fold()
    before = {stop.part: stop.section for stop in led.route.stops}
    led.revise(plan(TWIST, FOLD, REST, LIFT, before=PLAN.before, after=PLAN.after))
    kept = [s.section for s in led.route.stops if s.part.title in ("Fold", "Rest", "Lift")]
    clips = {id(section.cues) for section in before.values() if section}
    assert all(section and id(section.cues) in clips for section in kept)
    assert [section.step for section in kept if section] == [2, 2, 2, 2, 3, 3, 4, 4]


@settings(max_examples=30)
@given(st.lists(plans, min_size=1, max_size=4), st.data())
def test_whatever_is_written_it_goes_on_and_comes_to_its_end(
    revisions: list[Plan], data: st.DataObject
) -> None:
    """Any plan may follow any other at any moment, and what is heard is what the tape says."""
    led = Led(plan(step(phase(2.0), title="Short")), stays=True)
    for new in revisions:
        led.run(data.draw(st.floats(0, 30)))
        if data.draw(st.booleans()):
            led.do(data.draw(st.sampled_from([Verb.PAUSE, Verb.HURTS, Verb.NEXT, Verb.BACK])))
        now = led.revise(new)
        assert now.steps == len(new.steps)
    led.check_sound()
