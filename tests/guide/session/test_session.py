"""What each command does, to the frame, in each state that a session can be in."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audio.clip import to_frames
from guide.compiling.compiler import BREATH
from guide.format.routine import Offset
from guide.language.words import ENGLISH
from guide.session import edits
from guide.session.commands import SeekTo, SetVolume, Verb, YesOr
from tests.guide.plans import cue, phase, plan, step
from tests.guide.session.led import BLOCK, Led, said, said_at

HOLD = to_frames(20)

PLAN = plan(
    step(phase(20.0), title="Fold", say="Fold forward.", sides=("left", "right")),
    step(
        phase(2.0, held=False, say="In.", tone="rising", name="in"),
        phase(3.0, held=False, say="Out.", tone="falling", name="out"),
        title="Breathe",
        reps=3,
    ),
    step(phase(5.0, until_ready=True), title="Wait"),
    step(phase(3.0, alarm=True), title="Heat"),
    step(phase(20.0), title="Fold", say="Fold forward."),
    before=("Be kind.",),
)


def in_a_hold(title: str = "Fold") -> Led:
    """A session some seconds into a hold."""
    led = Led(PLAN)
    led.run_until(title=title, counting=True)
    led.run(5)
    return led


def near(frames: int, seconds: float) -> bool:
    """Whether a length is as long as that, but for the granularity of the test's clock."""
    return abs(frames - to_frames(seconds)) < to_frames(0.3)


def test_without_commands_all_is_as_exported() -> None:
    """Every step is done, and what is heard is the tape, frame by frame."""
    led = Led(PLAN, attended=False)
    led.run_to_the_end()
    assert {step.outcome for step in led.course.report("finished").steps} == {"done"}
    assert led.course.tape.end == led.now.session_frames
    led.check_sound()


def test_a_pause_stands_still_and_takes_nothing() -> None:
    """However long it is, the hold is as long as written; then it's said where one is."""
    led = in_a_hold()
    left = led.now.phase_left
    paused = led.do(Verb.TOGGLE)
    assert (paused.state, paused.counting, paused.caption) == ("paused", False, ENGLISH.paused)
    assert led.run(100).phase_left == paused.phase_left
    assert near(paused.phase_left, left / 48_000)
    led.do(Verb.TOGGLE)
    led.run_until(counting=True)
    led.run_until(counting=False)
    assert led.held == HOLD
    assert "Resuming Fold, 15 seconds left." in said(led)
    led.check_sound()


def test_a_long_pause_ends_with_three_counts_and_a_short_one_does_not() -> None:
    """One has to get ready again after half a minute, not after a moment."""
    for pause_s, counted in ((5, False), (60, True)):
        led = in_a_hold()
        led.do(Verb.PAUSE)
        led.run(pause_s)
        led.do(Verb.RESUME)
        led.run(8)
        assert (said(led)[-3:] == ["three", "two", "one"]) == counted


def test_words_broken_off_by_a_pause_are_said_again() -> None:
    """A sentence cut in its middle begins anew, and a breath begins with its first beat."""
    led = Led(PLAN)
    led.run_until(caption="Fold forward.")
    led.do(Verb.PAUSE, Verb.RESUME)
    led.run(6)
    assert said(led).count("Fold forward.") == 2
    led = Led(PLAN)
    led.run_until(phase="out", rep=2)
    led.run(2)
    led.do(Verb.PAUSE, Verb.RESUME)
    now = led.run_until(counting=True)
    assert (now.phase, now.rep) == ("out", 2)
    assert near(now.phase_left, 3.0)


def test_next_goes_on_with_the_step_that_follows_and_says_so_in_the_report() -> None:
    """The step that was left counts as skipped."""
    led = in_a_hold()
    now = led.do(Verb.NEXT)
    assert (now.step, now.caption) == (2, "Breathe.")
    assert led.course.report("stopped").steps[0].outcome == "skipped"
    led.check_sound()


def test_next_in_the_last_words_is_told_that_nothing_follows() -> None:
    """Once, however often; the last words are said once, their chime comes, and the end."""
    led = Led(PLAN)
    led.do(*[Verb.NEXT] * 12)
    led.run(0.5)
    led.do(Verb.NEXT)
    led.run_to_the_end()
    assert said(led)[-2:] == [ENGLISH.finished, ENGLISH.nothing_follows]
    assert led.now.cue.sound == "session_end"
    assert said(led).count(ENGLISH.finished) == 1


def test_back_is_the_start_of_this_step_and_again_the_step_before() -> None:
    """As with every player there ever was."""
    led = in_a_hold("Breathe")
    assert led.do(Verb.BACK).caption == "Breathe."
    now = led.do(Verb.BACK)
    assert (now.step, now.caption) == (1, "Fold.")
    assert led.do(Verb.BACK, Verb.BACK).step == 0
    led.check_sound()


def test_repeat_says_the_instruction_and_keeps_the_hold() -> None:
    """The clock stands still meanwhile; on the second side it speaks of the second side."""
    sided = replace(PLAN.steps[0], say="Reach your {side} arm.")
    led = Led(replace(PLAN, steps=(sided,)))
    led.run_until(side="right", counting=True)
    led.run(5)
    led.do(Verb.REPEAT)
    assert "Fold. Reach your right arm." in said(led)
    led.run_until(kind="after")
    assert led.held == 2 * HOLD


def test_repeat_in_a_change_of_side_says_everything_once() -> None:
    """Which side, and the instruction, also where the change itself reminds of it."""
    for say in ("Reach your {side} arm.", "Reach up."):
        sided = replace(PLAN.steps[0], say=say)
        led = Led(replace(PLAN, steps=(sided,)))
        led.run_until(kind="change", caption="Now the right side.")
        led.do(Verb.REPEAT)
        led.run_until(kind="work", side="right")
        after = said(led)[said(led).index("Now the right side.") + 1 :]
        assert after == [f"Now the right side. Fold. {say.format(side='right')}"]
        led.run_until(kind="after")
        assert led.held == 2 * HOLD


@pytest.mark.parametrize(("verb", "change_s"), [(Verb.MORE, 10), (Verb.LESS, -10)])
def test_more_and_less_time_change_the_hold_that_counts(verb: Verb, change_s: int) -> None:
    """By ten seconds exactly; the words for it are said inside of that time."""
    led = in_a_hold()
    left = led.now.phase_left
    now = led.do(verb)
    assert near(now.phase_left, left / 48_000 + change_s)
    assert now.session_left is not None
    first = led.run_until(counting=False)
    assert first.cue.sound == "end"
    work = [w for w in led.windows if w.stop.part.kind == "work" and w.stop.part.side == "left"]
    chimes = to_frames(1.2) + to_frames(1.6)
    assert sum(w.frames for w in work) == HOLD + to_frames(change_s) + chimes
    led.check_sound()


@pytest.mark.parametrize(("verb", "change_s"), [(Verb.MORE, 10), (Verb.LESS, -10)])
@pytest.mark.parametrize("kind", ["instruction", "change"])
def test_more_and_less_time_before_a_hold_change_that_hold(
    verb: Verb, change_s: int, kind: str
) -> None:
    """What is said before it, and the pauses in that, stay as they were."""
    led = Led(PLAN)
    led.run_until(title="Fold", kind=kind)
    led.do(verb)
    first = led.run_until(kind="work", counting=True)
    assert near(first.phase_left, 20 + change_s)
    led.run_until(title="Breathe")
    for stop in led.route.of_step(1):  # whose own words and pauses are all heard, but for a hold
        heard = sum(w.shown.frames for w in led.windows if w.stop is stop and w.role != "aside")
        assert stop.section
        assert heard - stop.section.frames in (0, to_frames(change_s))
    assert led.held == 2 * HOLD + min(0, to_frames(change_s))
    led.check_sound()


def test_less_time_leaves_a_breath_between_the_words_of_a_hold() -> None:
    """They are not pushed together: the long silence after them gets shorter too."""
    soon = tuple(cue(Offset(seconds=n), f"Number {n}.") for n in (2, 5, 8))
    led = Led(plan(step(phase(40.0, cues=soon), title="Count")))
    led.run_until(counting=True)
    led.do(Verb.LESS, Verb.LESS)
    led.run_until(kind="after")
    assert led.held == to_frames(20)
    starts = [at for at, text in said_at(led) if text.startswith("Number")]
    spoken = led.sounds.of_speech("Number 2.")
    pauses = [after - before - spoken for before, after in pairwise(starts)]
    assert len(pauses) == 2
    assert min(pauses) >= BREATH


def test_where_there_is_no_hold_it_is_said_so() -> None:
    """Before the steps, and in the instruction of a move that has its own pace."""
    led = Led(PLAN)
    led.do(Verb.MORE)
    led.run(4)
    assert ENGLISH.no_hold in said(led)
    led = Led(PLAN, first=2)
    led.run_until(title="Breathe", kind="instruction")
    led.do(Verb.LESS)
    led.run(6)
    assert ENGLISH.own_pace in said(led)
    led.run_until(step=3)
    assert led.held == 3 * to_frames(5)


def test_less_time_after_it_hurt_is_taken_from_the_rest() -> None:
    """Not from the pauses between the sentences that come first."""
    led, other = in_a_hold(), in_a_hold()
    for each, verbs in ((led, [Verb.HURTS, Verb.LESS]), (other, [Verb.HURTS])):
        each.do(*verbs)
        each.run_until(state="leading")
    first, last = (
        [at for at, text in said_at(each) if text == "Stop." or text.startswith("In 20")]
        for each in (led, other)
    )
    answer = led.sounds.of_speech(ENGLISH.less) + BREATH
    assert first[1] - first[0] == last[1] - last[0] + answer
    assert near(other.transport.position + answer - led.transport.position, 10)


def test_less_time_than_is_left_ends_the_hold() -> None:
    """It can't be shorter than what has passed."""
    led = in_a_hold()
    led.do(Verb.LESS)
    assert led.do(Verb.LESS).cue.sound == "end"
    led.run(10)
    assert said(led).count(ENGLISH.less) == 1


def test_a_paced_move_keeps_its_pace() -> None:
    """A breath is neither longer nor shorter; it's said why nothing happens."""
    led = Led(PLAN)
    led.run_until(phase="out", rep=1)
    for verb in (Verb.MORE, Verb.LESS):
        led.do(verb)
        led.run(4)
    assert said(led).count(ENGLISH.own_pace) == 2
    led.run_until(step=3)
    beats = [b for s in led.route.of_step(2) if s.section for b in s.section.beats]
    assert {beat.frames for beat in beats} == {to_frames(2), to_frames(3)}


def test_asked_for_the_time_it_answers_inside_of_the_hold() -> None:
    """The words take the place of silence: the hold is not a frame longer."""
    led = in_a_hold()
    led.do(Verb.HOW_LONG)
    led.run_until(kind="change")
    assert any(text.endswith("Fold, step 1 of 5, 15 seconds left.") for text in said(led))
    assert led.held == HOLD
    led.check_sound()


def test_asked_for_the_time_in_a_move_with_its_own_pace_it_tells_that_of_the_move() -> None:
    """Not how long the breath is still; when a pause ends, it is told likewise."""
    led = in_a_hold("Breathe")
    left = round(led.now.step_left / 48_000)
    led.do(Verb.HOW_LONG)
    led.run(6)
    told = [f"Breathe, step 2 of 5, {n} seconds left." for n in (left - 1, left, left + 1)]
    assert left > 3
    assert any(said(led)[-1].endswith(text) or said(led)[-2].endswith(text) for text in told)
    led = in_a_hold("Breathe")
    left = led.now.step_left / 48_000
    led.do(Verb.PAUSE, Verb.RESUME)
    led.run(2)
    resumed = next(text for text in said(led) if text.startswith("Resuming"))
    seconds = int(resumed.removeprefix("Resuming Breathe, ").split()[0])
    assert left - 1 <= seconds <= left + 3.5  # the breath begins anew


def test_asked_for_the_time_in_a_rest_after_it_hurt_it_tells_that_of_the_rest() -> None:
    """And what comes then, not the move that was stopped."""
    led = in_a_hold()
    led.do(Verb.HURTS)
    led.run_until(caption=None, state="hurt")
    while led.run(0.1).cue.frames < to_frames(20):
        pass
    left = round(led.now.phase_left / 48_000)
    led.do(Verb.HOW_LONG)
    assert said(led)[-1].endswith(f"You are resting. In {left} seconds we go on with Breathe.")


def test_a_step_waits_until_one_is_ready() -> None:
    """It counts up, reminds every half minute, and goes on at next, done and not skipped."""
    led = Led(PLAN, first=3)
    waiting = led.run_until(state="ready")
    assert waiting.phase_left < to_frames(1)
    later = led.run(70)
    assert (later.state, later.counting) == ("ready", False)
    assert near(later.phase_left, 70)
    assert said(led).count(ENGLISH.ready) >= 3
    now = led.do(Verb.NEXT)
    assert now.cue.sound == "end"
    led.run_until(step=4)
    assert led.course.report("running").steps[2].outcome == "done"


def test_an_alarm_rings_until_any_command() -> None:
    """And that command does nothing else: one is only just awake."""
    for verb in Verb:
        if verb is Verb.END:
            continue
        led = Led(PLAN, first=4)
        led.run_until(state="alarm")
        assert led.run(120).state == "alarm"
        assert led.do(verb).state == "leading"
        assert not led.session.asking
        assert led.run_until(step=5).title == "Fold"


HEAT_AND_ICE = step(
    phase(3.0, alarm=True, name="heat", say="Heat."),
    phase(3.0, alarm=True, name="ice", say="Ice."),
    title="Heat and ice",
)


@pytest.mark.parametrize("pressed_s", [0, 0.1, 3])
@pytest.mark.parametrize("verb", [verb for verb in Verb if verb is not Verb.END])
def test_a_palm_on_the_keys_is_one_acknowledgement(verb: Verb, pressed_s: float) -> None:
    """However many keys it presses, or for how long: the session does not lose what follows."""
    led = Led(plan(HEAT_AND_ICE, step(title="After")))
    led.run_until(state="alarm", phase="heat")
    for _ in range(1 + round(pressed_s / 0.1)):
        led.session.do(verb)
        led.session.do(verb)
        led.run(0.1)
    assert led.session.ended_by is None
    led.run(0.5)
    assert (led.now.state, led.now.step) == ("leading", 1)
    assert led.run_until(state="alarm").phase == "ice"


def test_an_alarm_is_ended_from_its_first_sound_on() -> None:
    """Not only from the second time on that it rings; until then the clock runs."""
    led = Led(plan(HEAT_AND_ICE, step(title="After")))
    led.run_until(counting=True)
    assert led.run_until(counting=False).state == "alarm"
    assert led.now.cue.sound == "alarm"
    led.session.do(Verb.NEXT)
    now = led.run(0.2)
    assert (now.state, now.phase, now.cue.sound) == ("leading", None, None)
    assert led.run_until(state="alarm").phase == "ice"
    led.check_sound()


def test_keys_that_come_later_mean_what_they_mean() -> None:
    """A second after an alarm was ended, next leads to the next step again."""
    led = Led(plan(HEAT_AND_ICE, step(title="After")))
    led.run_until(state="alarm")
    led.do(Verb.ACKNOWLEDGE)
    led.run(1)
    assert led.do(Verb.NEXT).title == "After"


def test_where_no_alarm_rings_there_is_nothing_to_acknowledge() -> None:
    """Not even a question is taken back by it."""
    led = in_a_hold()
    tape = led.windows
    led.do(Verb.ACKNOWLEDGE)
    assert led.windows == tape
    led.do(Verb.QUIT, Verb.ACKNOWLEDGE)
    assert led.session.asking


@pytest.mark.parametrize("verb", [Verb.NEXT, Verb.TOGGLE, Verb.RESUME])
def test_going_on_twice_from_a_step_that_waits_is_going_on(verb: Verb) -> None:
    """Neither the rest of the step is skipped, nor a pause begun; it hurts is heard at once."""
    led = Led(plan(step(phase(5.0, until_ready=True), phase(9.0), title="Wait"), step()))
    led.run_until(state="ready")
    led.session.do(verb)
    led.session.do(verb)
    now = led.run_until(counting=True)
    assert (now.title, near(now.phase_left, 9)) == ("Wait", True)
    led = Led(plan(step(phase(5.0, until_ready=True), phase(9.0), title="Wait"), step()))
    led.run_until(state="ready")
    assert led.do(verb, Verb.HURTS).state == "hurt"


def test_the_volume_acknowledges_an_alarm_wherever_it_is_set() -> None:
    """With the desktop's volume too, which is set to a value; and it is set."""
    led = Led(PLAN, first=4)
    led.run_until(state="alarm")
    assert led.do(SetVolume(0.5)).state == "leading"
    assert led.transport.volume == 0.5


def test_while_an_alarm_rings_its_own_phase_is_named() -> None:
    """Not the one that comes next."""
    led = Led(plan(HEAT_AND_ICE))
    for name, words_ in (("heat", "Heat."), ("ice", "Ice.")):
        rings = led.run_until(state="alarm")
        assert (rings.phase, rings.instruction) == (name, words_)
        assert (rings.phase_left, rings.phase_frames) == (0, 0)
        led.do(Verb.NEXT)


def test_nobody_there_means_no_waiting() -> None:
    """Without a person to answer it goes on by itself, as an export does."""
    led = Led(PLAN, attended=False, first=3)
    led.run_to_the_end()
    assert ENGLISH.ready not in said(led)


def test_when_it_hurts_the_move_stops_and_a_rest_follows() -> None:
    """Then the next move, by itself; when the same move comes again it's left out, with a word."""
    led = in_a_hold()
    now = led.do(Verb.HURTS)
    assert (now.state, now.caption, now.easier) == ("hurt", "Stop.", False)
    assert led.run(20).state == "hurt"
    assert led.run_until(state="leading").step == 2
    led.do(Verb.NEXT, Verb.NEXT, Verb.NEXT)
    led.run_to_the_end()
    assert ENGLISH.left_out("Fold") in said(led)
    outcomes = [step.outcome for step in led.course.report("finished").steps]
    assert outcomes == ["hurt", "skipped", "skipped", "skipped", "left out"]


def test_repeat_in_a_rest_after_it_hurt_leads_out_of_the_move_again() -> None:
    """Nobody is told to do the move; the rest is as long as is said then, whatever was added."""
    for verbs in ([], [Verb.MORE], [Verb.PAUSE], [Verb.QUIT]):
        led = in_a_hold()
        led.do(Verb.HURTS, *verbs)
        led.run(20)
        before = len(said(led))
        now = led.do(Verb.REPEAT)
        assert (now.state, now.caption) == ("hurt", "Stop.")
        led.run_until(state="leading")
        again = said(led)[before:]
        assert again[0] == "Stop."
        assert again[-2].startswith("In 20 seconds we go on with Breathe.")
        assert "Fold forward." not in again


def test_time_that_is_added_to_a_rest_is_rest() -> None:
    """To its end it is shown and told as such, and can be taken back there."""
    led = in_a_hold()
    led.do(Verb.HURTS, Verb.MORE)
    while led.run(0.02).phase_left > to_frames(9):
        assert led.now.state == "hurt"
    assert led.now.counting
    led.do(Verb.HOW_LONG)
    assert "Fold" not in said(led)[-1]
    led.run(1)
    left = led.now.phase_left
    assert led.do(Verb.LESS).phase_left < left - to_frames(3)
    assert led.run_until(state="leading").step == 2


def test_it_hurts_where_no_move_is_done_is_a_pause_with_an_offer() -> None:
    """In a rest, and before the steps: one may rest on, go on or end; a pause stays one."""
    rest = step(phase(30.0), title="Rest", rest=True)
    for verbs in ([Verb.HURTS], [Verb.PAUSE, Verb.HURTS]):
        led = Led(plan(rest, step()))
        led.run_until(counting=True)
        assert led.do(*verbs).state == "paused"
        assert led.run(60).state == "paused"
        assert said(led)[-2:] == [ENGLISH.paused, ENGLISH.no_hurry]
        led.do(Verb.RESUME)
        led.run_until(step=2)
        assert led.course.report("running").steps[0].outcome == "done"
        assert led.held == to_frames(30)


def test_what_is_left_out_can_be_wanted_all_the_same() -> None:
    """Back, during the word about it, does the move."""
    led = in_a_hold()
    led.do(Verb.HURTS)
    led.do(*[Verb.NEXT] * 4)
    assert led.now.caption == ENGLISH.left_out("Fold")
    now = led.do(Verb.BACK)
    assert (now.step, now.caption) == (5, "Fold.")
    led.run_to_the_end()
    assert led.course.report("finished").steps[4].outcome == "done"


def test_an_easier_form_is_done_when_wanted() -> None:
    """It is the same step, in other words: after it hurt, or before it does."""
    easier = step(phase(6.0), title="Fold", say="Fold a little.")
    plan_ = replace(PLAN, steps=(replace(PLAN.steps[0], easier=easier), *PLAN.steps[1:]))
    for before in ([], [Verb.HURTS], [Verb.PAUSE]):
        led = Led(plan_)
        led.run_until(counting=True)
        assert led.do(*before).easier == (before == [Verb.HURTS])
        now = led.do(Verb.EASIER)
        assert (now.state, now.step, now.caption) == ("leading", 1, "Fold.")
        led.run_until(counting=True)
        assert near(led.now.phase_left, 6.0)
        assert led.run_until(step=2).title == "Breathe"
        outcome = "hurt" if Verb.HURTS in before else "done"
        assert led.course.report("running").steps[0].outcome == outcome


@pytest.mark.parametrize("title", ["Plan", "Fold", "Breathe"])
def test_where_there_is_no_easier_form_that_is_said(title: str) -> None:
    """Before the steps, in a hold and in a paced move."""
    led = Led(PLAN)
    led.run_until(title=title)
    led.do(Verb.EASIER)
    led.run(3)
    assert ENGLISH.nothing_easier in said(led)


def test_an_easier_form_that_hurts_is_the_move_that_hurts() -> None:
    """Neither comes again."""
    lean = step(phase(6.0), title="Lean")
    fold = replace(PLAN.steps[0], easier=lean)
    led = Led(plan(fold, fold))
    led.run_until(counting=True)
    led.do(Verb.EASIER, Verb.HURTS)
    led.run_to_the_end()
    assert ENGLISH.left_out("Fold") in said(led)


def test_a_move_of_the_library_that_hurt_is_left_out_under_every_title() -> None:
    """Each is told of by its own title; another move of the same title is done."""
    lifts = step(phase(20.0), title="Lifts", name="hip-lifts")
    steps = lifts, replace(lifts, title="Bridge"), step(title="Lifts", name="leg-lifts")
    led = Led(plan(*steps))
    led.run_until(counting=True)
    led.do(Verb.HURTS)
    led.run_to_the_end()
    assert ENGLISH.left_out("Bridge") in said(led)
    outcomes = [step.outcome for step in led.course.report("finished").steps]
    assert outcomes == ["hurt", "left out", "done"]


def test_quitting_is_asked_and_goes_on_sounding() -> None:
    """The hold runs on; anything but yes takes the question back; quit again ends it."""
    led = in_a_hold()
    left = led.now.phase_left
    led.do(Verb.QUIT)
    assert led.session.asking
    assert led.run(1).phase_left < left - to_frames(1)
    led.do(Verb.NO)
    assert not led.session.asking
    led.do(Verb.QUIT)
    led.do(Verb.YES)
    assert led.session.ended_by is Verb.YES
    led.run_to_the_end()
    report = led.course.report("stopped")
    assert {step.outcome for step in report.steps} == {"not reached"}


@pytest.mark.parametrize("verb", [Verb.YES, Verb.QUIT])
def test_a_question_is_answered_however_fast(verb: Verb) -> None:
    """Before a moment of it was heard."""
    led = in_a_hold()
    led.session.do(Verb.QUIT)
    led.session.do(verb)
    assert led.session.ended_by is Verb.YES


@pytest.mark.parametrize("other", [Verb.SILENT, Verb.HOW_LONG, Verb.ACKNOWLEDGE])
def test_a_key_that_is_yes_in_a_language_answers_a_question(other: Verb) -> None:
    """It keeps its other use while nothing is asked."""
    led = in_a_hold()
    led.session.do(YesOr(other))
    led.session.do(Verb.QUIT)
    assert led.session.ended_by is None
    assert led.session.ends(YesOr(other)) is Verb.YES
    led.session.do(YesOr(other))
    assert led.session.ended_by is Verb.YES
    assert in_a_hold().session.ends(YesOr(other)) is None


@pytest.mark.parametrize("verb", [Verb.NO, Verb.NEXT])
def test_no_and_next_are_one_key_and_answer_a_question(verb: Verb) -> None:
    """No step is skipped by it; after the answer it is next again."""
    led = in_a_hold()
    led.session.do(Verb.QUIT)
    led.session.do(verb)
    assert not led.session.asking
    led.run(2)
    assert (led.now.step, said(led)[-1]) == (1, ENGLISH.not_ending)
    assert led.do(Verb.NEXT).step == 2


def test_muted_chimes_are_silent_but_for_the_alarm() -> None:
    """Time is kept all the same."""
    led = Led(PLAN, first=4)
    led.do(Verb.CHIMES)
    led.run_until(title="Heat", counting=True)
    led.run(1)
    quiet = len(led.device.samples)
    led.run_until(state="alarm")
    assert led.device.samples[quiet:].any()
    led = in_a_hold()
    led.do(Verb.CHIMES)
    before = len(led.device.samples) + to_frames(3)
    now = led.run_until(kind="change")
    assert not led.device.samples[before : -2 * BLOCK - 700].any()
    assert now.caption is None


def test_the_volume_goes_in_steps_and_stays_within_bounds() -> None:
    """Eleven times softer is silence, and no less; louder leads back."""
    led = in_a_hold()
    for _ in range(11):
        led.do(Verb.SOFTER)
    assert led.course.transport.volume == 0.0
    led.do(Verb.LOUDER)
    assert led.course.transport.volume == 0.1
    led.do(SetVolume(0.25))
    assert led.course.transport.volume == 0.25


def test_seeking_goes_to_a_frame_of_the_plan() -> None:
    """Within the hold it lands exactly; a pause stays one."""
    led = Led(PLAN)
    starts = led.route.starts()
    assert starts
    work = next(i for i, s in enumerate(led.route.stops) if s.part.kind == "work")
    section = led.route.stops[work].section
    assert section
    target = starts[work] + section.beats[0].start + to_frames(12)
    led.do(Verb.PAUSE)
    led.do(SeekTo(target))
    assert led.now.state == "paused"
    assert near(led.now.phase_left, 8.0)
    led.do(Verb.RESUME)
    led.run_until(counting=True)
    assert near(led.now.phase_left, 8.0)
    assert led.do(SeekTo(10**12)).kind == "after"
    assert led.do(SeekTo(-5)).position < to_frames(1)


def test_it_can_begin_at_a_step() -> None:
    """With a word about it; what is before it was not reached."""
    led = Led(PLAN, first=3)
    assert led.run(0.3).caption == "We begin with Wait."
    led.run_until(counting=True)
    assert [s.outcome for s in led.course.report("running").steps[:2]] == ["not reached"] * 2


def test_after_a_sleep_it_says_where_we_are_unless_paused() -> None:
    """The machine slept: a pause nobody asked for ends as one; one that was asked for stays."""
    led = in_a_hold()
    led.session.interrupted()
    led.run(6)
    assert said(led)[-4:] == ["Resuming Fold, 15 seconds left.", "three", "two", "one"]
    led.do(Verb.PAUSE)
    led.session.interrupted()
    assert led.run(1).state == "paused"


VERBS = st.sampled_from([verb for verb in Verb if verb is not Verb.END])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.floats(0, 9), VERBS), min_size=1, max_size=12))
def test_whatever_is_told_the_sound_is_the_tape_and_the_end_comes(
    script: list[tuple[float, Verb]],
) -> None:
    """Any row of commands at any moments: no fault, no other sample, and it can be ended."""
    led = Led(PLAN)
    for seconds, verb in script:
        led.run(seconds)
        now = led.do(verb)
        assert now.phase_left >= 0
        assert now.session_left is None or now.session_left >= 0
        if led.session.ended_by:
            break
    led.run(2)
    if not {Verb.CHIMES, Verb.SOFTER, Verb.LOUDER} & {verb for _, verb in script}:
        led.check_sound()
    led.do(Verb.END)
    led.run_to_the_end()


def test_a_question_that_nobody_answers_lapses() -> None:
    """Then "no" and "quit" mean what they always mean; "no" in time is answered."""
    led = in_a_hold()
    led.do(Verb.QUIT)
    led.do(Verb.NO)
    led.run(3)
    assert said(led)[-1] == ENGLISH.not_ending
    led = Led(PLAN)
    led.do(Verb.QUIT)
    led.run(24)
    assert not led.session.asking
    led.do(Verb.QUIT)
    assert led.session.asking
    assert led.session.ended_by is None


LONG = "Reach forward with both arms, as far as it is comfortable. " * 5


def in_a_long_sentence(seconds: float = 2.0) -> Led:
    """A session in the middle of words that go on for a quarter of a minute."""
    led = Led(plan(step(phase(20.0), title="Reach", say=LONG)))
    led.run_until(caption=LONG)
    led.run(seconds)
    assert edits.gap(led.course.coming()) > to_frames(10)
    return led


def test_a_question_waits_for_no_long_sentence_and_can_be_answered_after_it_was_heard() -> None:
    """It is heard at once; the seconds to answer count from its end; the sentence comes again."""
    led = in_a_long_sentence()
    assert led.do(Verb.QUIT).caption == ENGLISH.ask_quit
    led.run_until(caption=LONG)
    for _ in range(19):
        assert led.run(1).caption == LONG or said(led)[-1] == LONG
        assert led.session.asking
    led.run(2)
    assert not led.session.asking
    led.run_until(counting=True)
    assert said(led).count(LONG) == 2
    led.check_sound()


@pytest.mark.parametrize(
    "verb", [Verb.HOW_LONG, Verb.MORE, Verb.LESS, Verb.EASIER, Verb.CHIMES, Verb.QUIT]
)
def test_an_answer_is_heard_soon_in_a_long_sentence_too(verb: Verb) -> None:
    """The sentence is said again, whole, and the hold that follows is not touched by that."""
    led = in_a_long_sentence()
    before = len(said(led))
    led.do(verb)
    assert len(said(led)) == before + 1
    led.run_until(kind="work", counting=True)
    left = led.now.phase_left
    assert near(left, 20 + 10 * (verb is Verb.MORE) - 10 * (verb is Verb.LESS))
    assert said(led)[before:][1] == LONG


def test_a_sentence_that_is_nearly_over_is_let_end() -> None:
    """An answer waits for it, and of several the last one is given."""
    led = in_a_long_sentence()
    led.run(led.sounds.of_speech(LONG) / 48_000 - 3.5)
    for verb in (Verb.CHIMES, Verb.MORE, Verb.HOW_LONG):
        assert led.do(verb).caption == LONG
    led.run(6)
    here = said(led)[said(led).index(LONG) + 1 :]
    assert len(here) == 1
    assert here[0].endswith("Reach, step 1 of 1.")


def test_a_change_of_volume_is_heard_in_the_sentence_itself() -> None:
    """It is not broken off to say so."""
    led = in_a_long_sentence()
    for _ in range(3):
        led.do(Verb.SOFTER)
    assert led.transport.volume == 0.7
    led.run_until(kind="work")
    assert said(led).count(LONG) == 1
    assert not [text for text in said(led) if text.startswith("Volume")]


def test_an_answer_in_a_long_prompt_takes_nothing_from_the_hold() -> None:
    """Its clock stands still meanwhile, and goes back to where the prompt begins again."""
    prompt = cue(Offset(seconds=5), LONG)
    led = Led(plan(step(phase(40.0, cues=(prompt,)), title="Reach")))
    led.run_until(caption=LONG)
    led.run(2)
    left = led.now.phase_left
    led.do(Verb.HOW_LONG)
    now = led.run_until(caption=LONG)
    assert near(now.phase_left - left, 2)
    led.run_until(kind="after")
    assert led.held >= to_frames(40)
    assert near(led.held, 42)
    led.check_sound()


def test_a_longer_answer_in_place_of_a_shorter_one_takes_no_time_either() -> None:
    """All of the silence that the first one covered is there for the second."""
    led = in_a_hold()
    led.do(Verb.CHIMES, Verb.HOW_LONG)
    led.run_until(kind="change")
    stop = led.route.of_step(1)[1]
    work = [window for window in led.windows if window.stop is stop]
    assert sum(w.frames for w in work) == HOLD + to_frames(1.2) + to_frames(1.6)


def test_answers_in_a_rest_belong_to_the_rest() -> None:
    """The screen goes on showing the rest, and how long it is still."""
    led = in_a_hold()
    assert led.do(Verb.HURTS).counting
    left = led.now.phase_left
    for verb in (Verb.HOW_LONG, Verb.QUIT, Verb.NO):
        now = led.do(verb)
        assert now.state == "hurt"
    assert to_frames(15) < now.phase_left <= left + to_frames(10)


def test_answers_in_a_pause_are_paused_time() -> None:
    """All of it is in the report as such."""
    led = in_a_hold()
    led.do(Verb.PAUSE)
    led.run(4)
    assert led.do(Verb.HOW_LONG).state == "paused"
    led.run(6)
    led.do(Verb.RESUME)
    led.run(1)
    assert led.course.report("running").paused_s == pytest.approx(10, abs=1)


def test_counts_are_given_only_where_a_clock_runs_on() -> None:
    """In the time to move into position the routine's own come soon enough."""
    led = Led(PLAN)
    led.run_until(caption="Fold forward.")
    led.do(Verb.PAUSE)
    led.run(60)
    led.do(Verb.RESUME)
    led.run(4)
    assert "three" not in said(led)


def test_the_way_out_of_a_move_speaks_of_its_side() -> None:
    """Templates are filled in as everywhere else."""
    sided = replace(PLAN.steps[0], come_out="Lower your {side} arm.")
    led = Led(replace(PLAN, steps=(sided,)))
    led.run_until(side="right", counting=True)
    led.do(Verb.HURTS)
    led.run(4)
    assert "Lower your right arm." in said(led)
