"""What is shown of any moment is what its tape says: numbers that agree, in every state."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from audio.clip import to_frames
from guide.format.routine import Offset
from guide.session.commands import Verb
from tests.guide.plans import cue, phase, plan, step
from tests.guide.session.led import Led
from tests.guide.session.test_session import PLAN, in_a_hold, near

SHORT = replace(PLAN, steps=PLAN.steps[:4])
COMMANDS = (Verb.TOGGLE, Verb.NEXT, Verb.BACK, Verb.MORE, Verb.LESS, Verb.HURTS, Verb.HOW_LONG)


@given(st.lists(st.tuples(st.sampled_from(COMMANDS), st.integers(0, 400)), max_size=5))
@settings(max_examples=25)
def test_the_numbers_of_a_moment_agree(told: list[tuple[Verb, int]]) -> None:
    """Nothing is less than nothing, nor more than its whole; what counts runs down with time."""
    led = Led(SHORT)
    for verb, blocks in told:
        led.run(blocks * 0.02)
        led.do(verb)
        before, now = led.now, led.run(0.02)
        assert 0 <= now.phase_left <= now.phase_frames or now.state == "ready"
        assert 0 <= now.step_left <= now.step_frames
        assert now.session_left is not None and now.session_frames is not None
        assert 0 <= now.session_left <= now.session_frames
        assert now.step_left <= now.session_left
        assert 0 <= now.position <= now.session_frames
        assert now.cue_at <= led.transport.position
        if now.counting and before.counting and before.cue_at == now.cue_at:
            assert before.phase_left - now.phase_left == to_frames(0.02)


def test_the_step_that_is_done_is_named_with_its_side_and_what_follows() -> None:
    """In a hold: title, side, instruction, number, the next title, and the clock."""
    now = in_a_hold().now
    assert (now.state, now.kind, now.title, now.side) == ("leading", "work", "Fold", "left")
    assert (now.instruction, now.step, now.steps, now.next_title) == (
        "Fold forward.",
        1,
        5,
        "Breathe",
    )
    assert now.counting
    assert near(now.phase_left, 15) and now.phase_frames == to_frames(20)
    assert (now.rep, now.reps, now.breath) == (1, 1, None)


def test_a_breath_is_told_with_its_phase_and_repetition() -> None:
    """So that a shape can grow and shrink with it."""
    led = Led(PLAN, first=2)
    now = led.run_until(phase="in", rep=2)
    assert (now.breath, now.reps, now.instruction) == ("rising", 3, "In.")
    now = led.run_until(phase="out", rep=2)
    assert (now.breath, now.phase_frames) == ("falling", to_frames(3))


def test_the_caption_is_what_is_spoken_and_empty_in_silence() -> None:
    """Words in the middle of a hold too, over which its clock runs on."""
    prompt = cue(Offset(seconds=5.0), "Let your breath slow.")
    led = Led(plan(step(phase(20.0, cues=(prompt,)), title="Fold")))
    led.run_until(counting=True)
    assert led.now.caption is None
    now = led.run_until(caption="Let your breath slow.")
    assert near(now.phase_left, 15)
    assert now.counting


def test_before_and_after_the_steps_no_clock_runs() -> None:
    """The routine's title stands for a step's; the number is outside of theirs."""
    led = Led(SHORT)
    now = led.run(0.2)
    assert (now.title, now.step, now.next_title) == ("Plan", 0, "Fold")
    assert (now.phase_left, now.phase_frames, now.counting, now.side) == (0, 0, False, None)
    led.do(*[Verb.NEXT] * 8)
    now = led.run_until(kind="after")
    assert (now.title, now.step, now.next_title) == ("Plan", 5, None)


def test_a_rest_after_it_hurts_counts_down_to_what_follows() -> None:
    """Its words are part of it; the side that hurt is none to rest on."""
    led = in_a_hold()
    now = led.do(Verb.HURTS)
    assert now.state == "hurt"
    assert now.counting
    assert now.phase_frames >= now.phase_left > to_frames(20)
    later = led.run(5)
    assert now.phase_left - later.phase_left == to_frames(5)
