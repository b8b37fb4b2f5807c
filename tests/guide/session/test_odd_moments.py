"""Commands at moments when nobody should give them, and what is shown and reported then."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from audio.clip import to_frames
from guide.language.words import ENGLISH
from guide.session.commands import SeekTo, Verb
from tests.guide.plans import phase
from tests.guide.session.led import Led, said
from tests.guide.session.test_session import PLAN, in_a_hold, near

FOLD, BREATHE, WAIT, *_ = PLAN.steps


def led_by(*steps: object) -> Led:
    """A session of ``steps``, some seconds into its first hold."""
    led = Led(replace(PLAN, steps=steps))  # type: ignore[arg-type]
    led.run_until(counting=True)
    led.run(5)
    return led


def became(led: Led) -> list[str]:
    """What became of each step so far."""
    return [step.outcome for step in led.course.report("running").steps]


def test_a_pause_stays_one_when_less_time_ends_its_hold() -> None:
    """However long: only what waits behind the pause has changed."""
    led = in_a_hold()
    led.run(8)
    led.do(Verb.PAUSE)
    led.run(3)
    led.do(Verb.LESS)
    assert led.run(300).state == "paused"


def test_a_pause_stays_one_when_seeking_within_the_hold() -> None:
    """Likewise, and the place is the one that was sought."""
    led = in_a_hold()
    led.do(Verb.PAUSE)
    led.run(3)
    stop, starts = led.windows[-1].stop, led.route.starts()
    assert starts
    assert stop.section
    led.do(SeekTo(starts[stop.index] + stop.section.beats[0].start + to_frames(12)))
    now = led.run(300)
    assert (now.state, near(now.phase_left, 8)) == ("paused", True)


def test_a_cut_at_the_end_of_the_tape_changes_nothing() -> None:
    """An endless window there stays endless."""
    led = in_a_hold()
    led.do(Verb.PAUSE)
    tape = led.course.tape
    end = tape.end
    assert tape.cut(end) == []
    assert (tape.endless, tape.end) == (True, end)


def test_next_goes_over_the_words_about_a_move_that_is_left_out() -> None:
    """And not over the move that follows: it was left out, the next one is done."""
    led = led_by(FOLD, FOLD, BREATHE)
    assert led.do(Verb.HURTS).next_title == "Breathe"
    led.do(Verb.NEXT)
    assert led.now.caption == ENGLISH.left_out("Fold")
    assert led.do(Verb.NEXT).caption == "Breathe."
    led.run_to_the_end()
    assert became(led) == ["hurt", "left out", "done"]


def test_what_comes_after_it_hurt_is_what_really_comes() -> None:
    """Neither a move that is left out is announced, nor the end as if it were a move."""
    led = led_by(FOLD, FOLD, BREATHE)
    led.do(Verb.HURTS)
    led.run_until(state="leading")
    assert any("we go on with Breathe." in text for text in said(led))
    led = led_by(FOLD)
    led.do(Verb.HURTS)
    led.run_to_the_end()
    assert any("we come to the end." in text for text in said(led))
    assert became(led) == ["hurt"]
    led = led_by(FOLD, FOLD)
    led.do(Verb.HURTS)
    led.run_to_the_end()
    assert any("In 20 seconds we go on." in text for text in said(led))
    assert became(led) == ["hurt", "left out"]


def test_the_time_left_is_without_what_is_left_out() -> None:
    """As soon as it is known: then it is as long as it takes."""
    led = led_by(FOLD, *[BREATHE] * 5, FOLD)
    now = led.do(Verb.HURTS)
    at = led.transport.position
    led.run_to_the_end()
    assert now.session_left == led.course.tape.end - at


def test_what_is_skipped_is_skipped_though_it_is_heard_for_a_moment() -> None:
    """The device has asked for some of the next step when it is skipped too."""
    led = in_a_hold()
    for _ in range(3):
        led.session.do(Verb.NEXT)
        led.run(0.02)
    led.run(1)
    assert became(led) == ["skipped"] * 3 + ["not reached"] * 2


def test_a_step_that_was_done_stays_done_when_one_goes_back() -> None:
    """Whether it is done again or not; what was skipped is done when it is done."""
    led = in_a_hold("Breathe")
    led.do(Verb.BACK, Verb.BACK)
    assert became(led)[0] == "done"
    led.do(Verb.NEXT, Verb.NEXT)
    assert became(led)[:2] == ["done", "skipped"]
    led.run(1)
    led.do(Verb.BACK)
    led.run_until(step=3)
    assert became(led)[:2] == ["done", "done"]


def test_next_in_the_last_chime_of_a_step_leaves_it_done() -> None:
    """Its hold is over; before the last side it is not."""
    led = in_a_hold()
    led.run_until(counting=False)
    assert led.now.cue.sound == "end"
    led.do(Verb.NEXT)
    assert became(led)[0] == "skipped"
    led = in_a_hold("Breathe")
    led.run_until(counting=False)
    led.do(Verb.NEXT)
    assert became(led)[1] == "done"


def test_next_in_time_that_was_added_skips_the_step() -> None:
    """The hold is not over; in a step that waits for one it is."""
    led = in_a_hold()
    led.do(Verb.MORE, Verb.NEXT)
    assert became(led)[0] == "skipped"
    led = Led(PLAN, first=3)
    led.run_until(state="ready")
    starts = led.route.starts()
    assert starts
    led.do(SeekTo(starts[led.route.first_of(5)]))
    assert became(led)[2:4] == ["done", "skipped"]


def test_short_steps_between_two_looks_are_done() -> None:
    """What was heard is on the tape, however seldom one looks."""
    led = Led(PLAN, attended=False)
    while not led.transport.finished.is_set():
        led.course.fetch()
        led.device.turn(to_frames(30))
        led.course.extend()
    led.course.hear()
    assert became(led) == ["done"] * 5


def test_back_twice_at_once_is_the_step_before() -> None:
    """Also late in an instruction, of which some is still heard after the first."""
    led = Led(replace(PLAN, steps=(BREATHE, replace(FOLD, say="Fold. " * 40), WAIT)))
    led.run_until(step=2)
    led.run(8)
    led.session.do(Verb.BACK)
    led.course.hear()
    led.session.do(Verb.BACK)
    assert led.run(0.2).caption == "Breathe."


@pytest.mark.parametrize("pause_s", [2, 9])
def test_resting_goes_on_after_a_pause_and_says_so(pause_s: int) -> None:
    """Nobody is told to resume a move that hurt; words broken off are said again."""
    led = in_a_hold()
    led.do(Verb.HURTS)
    led.run(pause_s)
    led.do(Verb.TOGGLE)
    led.do(Verb.TOGGLE)
    led.run(3)
    assert led.now.state == "hurt"
    assert ENGLISH.resting in said(led)
    assert "Resuming Fold." not in said(led)
    assert led.run_until(state="leading").step == 2
    assert said(led)[-2].startswith("In 20 seconds")


def test_it_hurts_while_told_of_a_move_left_out_is_a_pause() -> None:
    """That move is not being done, so it has not hurt once more."""
    led = led_by(FOLD, FOLD, BREATHE)
    led.do(Verb.HURTS, Verb.NEXT)
    assert led.do(Verb.HURTS).state == "paused"
    assert became(led)[1] == "left out"


def test_what_is_shown_of_time_that_was_added_never_runs_backwards() -> None:
    """Neither the position, nor how long the hold is in all; also after words beside it."""
    led = in_a_hold()
    was = led.now.position
    led.do(Verb.MORE)
    for verb in (Verb.HOW_LONG, Verb.PAUSE, Verb.RESUME):
        now = led.do(verb)
        assert now.position >= was
        was = now.position
        for _ in range(40):
            now = led.run(0.1)
            assert now.position >= was
            assert near(now.phase_frames, 30) or not now.counting
            was = now.position


def test_the_position_stays_near_when_an_easier_form_is_taken() -> None:
    """Though what is still heard for a moment is no longer on the route."""
    led = led_by(replace(FOLD, easier=replace(FOLD, sides=())), BREATHE)
    hurt = led.do(Verb.HURTS)
    led.session.do(Verb.EASIER)
    assert led.now.position <= hurt.position
    led.compile()
    assert led.now.position <= hurt.position


def test_a_pause_that_the_machine_slept_through_was_long() -> None:
    """It was short by what was heard of it; one has to get ready all the same."""
    led = in_a_hold()
    led.do(Verb.PAUSE)
    led.run(2)
    led.session.interrupted()
    led.do(Verb.RESUME)
    led.run(8)
    assert said(led)[-3:] == ["three", "two", "one"]


@pytest.mark.parametrize("state", ["ready", "alarm"])
def test_a_wait_can_be_ended_in_words_that_are_said_in_it(state: str) -> None:
    """The machine slept, and it is said where one is: that is part of the wait."""
    waiting = replace(
        WAIT, phases=(phase(5.0, until_ready=state == "ready", alarm=state == "alarm"),)
    )
    led = Led(replace(PLAN, steps=(waiting, BREATHE)))
    led.run_until(state=state)
    led.run(4)
    led.session.interrupted()
    assert led.run(0.2).state == state
    assert led.do(Verb.NEXT).state == "leading"
    assert led.run_until(step=2).title == "Breathe"
    assert became(led)[0] == "done"


def test_words_in_answer_have_a_lead_in_for_wireless_speakers() -> None:
    """Those too come after silence: it sounds before each of them."""
    led = Led(replace(PLAN, settings=replace(PLAN.settings, wake_s=0.5)))
    led.run_until(counting=True)
    led.run(5)
    for verb in (Verb.PAUSE, Verb.RESUME, Verb.HOW_LONG, Verb.HURTS):
        assert led.do(verb).cue.sound == "wake"
        led.run(10)


def test_chimes_can_be_turned_off_while_one_sounds_without_a_click() -> None:
    """That one sounds to its end."""
    led = in_a_hold()
    led.run_until(counting=False)
    led.run(0.2)
    sounding, chimed = len(led.device.samples), led.mixed()
    led.session.do(Verb.CHIMES)
    led.run(0.5)
    after = led.device.samples[sounding : sounding + 10_000]
    assert after.any()
    assert np.array_equal(after, chimed[sounding : sounding + 10_000])
