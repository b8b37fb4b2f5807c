"""A live session: what the device is given, how it begins, ends, waits and fails."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest

from audio.clip import SAMPLE_RATE, to_frames
from audio.devices.null import NullDevice
from audio.errors import DeviceError, NoDeviceError, VoiceError
from audio.speech.fake import FakeVoice
from guide.compiling.compiler import Compiler
from guide.compiling.sounds import Sounds
from guide.compiling.timeline import Timeline
from guide.language.words import ENGLISH
from guide.playing import lost_device
from guide.playing import player as player_module
from guide.playing.player import STOP_LIMIT_S, Conditions, Player
from guide.session import course
from guide.session.commands import Verb
from guide.session.report import Report, StepReport
from tests.audio.devices.playing import wait_for
from tests.guide.plans import phase, plan, step

if TYPE_CHECKING:
    from audio.clip import Clip, Samples
    from audio.devices.device import Device, Pull
    from guide.session.now import Now
    from guide.session.report import StepOutcome

PLAN = plan(
    step(phase(2.0), title="Fold", say="Fold forward.", sides=("left", "right")),
    step(phase(1.0, held=False, say="In.", tone="rising"), title="Breathe", reps=3),
    before=("Be kind to yourself.",),
)


class RecordingDevice(NullDevice):
    """A null device at many times real time that keeps what it was given."""

    def __init__(self) -> None:
        super().__init__(speed=40)
        self.blocks: list[bytes] = []

    def start(self, pull: Pull) -> None:
        def kept(frames: int) -> bytes:
            self.blocks.append(pull(frames))
            return self.blocks[-1]

        super().start(kept)

    @property
    def samples(self) -> Samples:
        return np.frombuffer(b"".join(self.blocks), np.int16)


def whole(sounds: Sounds) -> Samples:
    """The same session as a file would have it."""
    timeline = Timeline.of("Plan", SAMPLE_RATE, Compiler(PLAN, sounds).sections())
    mixes = [sounds.mix(s).block(0, s.frames) for s in timeline.sections]
    return np.concatenate(mixes)


def played(player: Player, device: Device) -> list[Now]:
    """Play to the end; return what was shown at moments that lie close together."""
    player.start(device)
    shown = [player.now()]
    while not player.over.wait(0.002):
        shown.append(player.now())
    return shown


def player_of(voice: FakeVoice, attended: bool = True) -> tuple[Player, Sounds]:
    sounds = Sounds(voice)
    return Player(Compiler(PLAN, sounds), sounds, Conditions(attended=attended)), sounds


def test_a_device_is_given_the_export_sample_for_sample() -> None:
    """Live and in a file is one and the same sound, from the first frame to the last."""
    player, sounds = player_of(FakeVoice())
    device = RecordingDevice()
    played(player, device)
    assert player.stop().outcome == "finished"
    expected = whole(sounds)
    first = int(np.flatnonzero(device.samples)[0]) - int(np.flatnonzero(expected)[0])
    given = device.samples[first : first + len(expected)]
    assert np.array_equal(given, expected)
    assert not device.samples[first + len(expected) :].any()


def test_what_is_heard_can_be_asked_at_any_moment() -> None:
    """Positions never run backwards, the total is that of the timeline, every step is there."""
    player, sounds = player_of(FakeVoice())
    shown = played(player, RecordingDevice())
    positions = [now.position for now in shown]
    assert positions == sorted(positions)
    assert shown[-1].session_frames == len(whole(sounds))
    assert {"Fold", "Breathe"} <= {now.title for now in shown}
    assert player.now().state == "over"


class Overheard(FakeVoice):
    """Remembers which threads have asked it for something."""

    def __init__(self) -> None:
        super().__init__()
        self.askers: set[str] = set()

    def speak(self, text: str, speed: float = 1.0) -> Clip:
        self.askers.add(threading.current_thread().name)
        return super().speak(text, speed)


def test_the_thread_that_feeds_the_device_asks_no_voice() -> None:
    """A clip may have to be read from a disk, or spoken: that is done ahead, by others."""
    voice = Overheard()
    player, _ = player_of(voice)
    device = RecordingDevice()
    player.start(device)
    for verb in (Verb.HOW_LONG, Verb.NEXT, Verb.REPEAT, Verb.TOGGLE, Verb.TOGGLE, Verb.NEXT):
        player.do(verb)
    player.over.wait(60)
    player.stop()
    assert voice.askers == {"ahead", "session", threading.current_thread().name}
    assert device.samples.any()


class SlowVoice(FakeVoice):
    """Speaks one text only when it is let."""

    def __init__(self, held_text: str) -> None:
        super().__init__()
        self.held_text = held_text
        self.let = threading.Event()

    def speak(self, text: str, speed: float = 1.0) -> Clip:
        if text == self.held_text:
            self.let.wait()
        return super().speak(text, speed)


def test_playing_starts_before_all_is_spoken_and_waiting_eats_no_hold() -> None:
    """The first words are heard while later ones are still being spoken; the rest is unchanged."""
    voice = SlowVoice("Breathe.")
    player, sounds = player_of(voice)
    device = RecordingDevice()
    player.start(device)
    while player.now().state != "preparing":
        assert player.now().session_left is None
    voice.let.set()
    player.over.wait()
    expected, given = whole(sounds), device.samples
    heard, silent = given[np.flatnonzero(given)], expected[np.flatnonzero(expected)]
    assert np.array_equal(heard, silent)
    assert len(given) > len(expected)


def test_a_long_wait_is_told_between_two_sections(monkeypatch: pytest.MonkeyPatch) -> None:
    """A chime and a word, and again after a while; before and after it all is as in a file."""
    monkeypatch.setattr(course, "MOMENT_AFTER_S", 0.0)
    monkeypatch.setattr(course, "MOMENT_AGAIN_S", 0.1)
    voice = SlowVoice("Breathe.")
    player, sounds = player_of(voice)
    device = RecordingDevice()
    player.start(device)
    told: set[int] = set()
    while len(told) < 3:
        heard = player.heard_since(-1)
        told = {start for start, cue in heard if cue.text == ENGLISH.one_moment}
    voice.let.set()
    player.over.wait()
    assert player.stop().outcome == "finished"
    expected, given = whole(sounds), device.samples
    sections = list(Compiler(PLAN, sounds).sections())
    before = next(s.start for s in sections if s.title == "Breathe")
    assert spoken(expected[:before]) == spoken(given)[: len(spoken(expected[:before]))]
    assert spoken(expected[before:]) == spoken(given)[-len(spoken(expected[before:])) :]


def test_the_first_wait_is_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A chime at once, the word when it is spoken, and then the session as it is in a file."""
    monkeypatch.setattr(player_module, "FIRST_AFTER_S", 0.01)
    monkeypatch.setattr(course, "MOMENT_AFTER_S", 0.0)
    voice = SlowVoice("Plan.")
    player, sounds = player_of(voice)
    device = RecordingDevice()
    player.start(device)
    while ENGLISH.one_moment not in [cue.text for _, cue in player.heard_since(-1)]:
        assert player.now().title == "Plan"
    while player.now().state != "preparing":
        assert not player.over.is_set()
    first = player.heard_since(-1)[:3]
    voice.let.set()
    player.over.wait()
    assert player.stop().outcome == "finished"
    assert [cue.sound or cue.text for _, cue in first] == ["halfway", "halfway", ENGLISH.one_moment]
    expected = spoken(whole(sounds))
    assert spoken(device.samples)[-len(expected) :] == expected


@pytest.mark.parametrize("verbs", [(Verb.NEXT,), (Verb.TOGGLE, Verb.TOGGLE), (Verb.BACK,)])
def test_commands_before_the_first_words(
    verbs: tuple[Verb, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are done as at any other moment, and the session comes to its end."""
    monkeypatch.setattr(player_module, "FIRST_AFTER_S", 0.0)
    voice = SlowVoice("Plan.")
    sounds = Sounds(voice)
    player = Player(Compiler(PLAN, sounds), sounds, Conditions(first_step=0))
    player.start(RecordingDevice())
    for verb in verbs:
        player.do(verb)
    voice.let.set()
    while not player.over.wait(0.002):
        assert player.now().position >= 0
    report = player.stop()
    assert report.outcome == "finished"
    assert [step.outcome for step in report.steps] == ["done", "done"]


def test_a_session_from_a_later_step_on_waits_for_its_first_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The voice that is late is not asked for a word about the step beside."""
    monkeypatch.setattr(player_module, "FIRST_AFTER_S", 0.0)
    voice = SlowVoice("Breathe.")
    sounds = Sounds(voice)
    player = Player(Compiler(PLAN, sounds), sounds, Conditions(first_step=2))
    player.start(RecordingDevice())
    assert player.now().title == "Breathe"
    voice.let.set()
    while not player.over.wait(0.002):
        assert player.now().title != "Fold"
    assert player.stop().outcome == "finished"


def test_a_voice_that_fails_after_the_first_wait_ends_the_session(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing was played but that it would take a moment."""
    monkeypatch.setattr(player_module, "FIRST_AFTER_S", 0.0)
    let = threading.Event()

    class Failing(FakeVoice):
        def speak(self, text: str, speed: float = 1.0) -> Clip:
            let.wait()
            raise VoiceError("The voice has a cold.")

    player, _ = player_of(Failing())
    player.start(RecordingDevice())
    let.set()
    assert player.over.wait(60)
    with pytest.raises(VoiceError, match="cold"):
        player.stop()


def spoken(samples: Samples) -> list[int]:
    """All that is not silence."""
    return [int(sample) for sample in samples[np.flatnonzero(samples)]]


class BrokenVoice(FakeVoice):
    """Cannot speak one text."""

    def speak(self, text: str, speed: float = 1.0) -> Clip:
        if text == "Breathe.":
            raise VoiceError("The voice has a cold.")
        return super().speak(text, speed)


def test_a_voice_that_fails_ends_the_session_with_its_reason() -> None:
    """What was ready is played to its end, then the fault is told."""
    player, _ = player_of(BrokenVoice())
    device = RecordingDevice()
    played(player, device)
    with pytest.raises(VoiceError, match="cold"):
        player.stop()
    assert player.report.outcome == "stopped"
    assert len(device.samples) > to_frames(4)


def test_a_voice_that_fails_at_once_is_told_before_anything_sounds() -> None:
    """There is nothing to wait for."""
    sounds = Sounds(BrokenVoice())
    player = Player(Compiler(plan(title="Breathe"), sounds), sounds)
    with pytest.raises(VoiceError, match="cold"):
        player.start(RecordingDevice())


class Diary:
    """A journal that keeps every report."""

    def __init__(self) -> None:
        self.reports: list[Report] = []

    def keep(self, report: Report) -> None:
        self.reports.append(report)


class HangingVoice(SlowVoice):
    """Speaks one text only once it is closed, as a voice whose worker is ended."""

    def close(self) -> None:
        self.let.set()


@pytest.mark.parametrize("verbs", [(Verb.END,), (Verb.QUIT, Verb.YES)])
def test_the_end_comes_while_a_voice_hangs(verbs: tuple[Verb, ...]) -> None:
    """What is shown goes on meanwhile, and the report is that it was stopped."""
    voice = HangingVoice("Volume nine.")
    player, _ = player_of(voice)
    player.journal = diary = Diary()
    player.start(NullDevice())
    player.do(Verb.SOFTER)
    while player.now().volume == 1.0:
        assert not player.over.is_set()
    for verb in verbs:
        player.do(verb)
    if Verb.YES in verbs:
        player._session._asking_until = to_frames(60)  # the question waits behind those words
    player.do(verbs[-1])
    assert player.over.wait(60)
    assert player.now().state == "over"
    assert player.stop().outcome == "stopped"
    assert player.ended_by is verbs[-1]
    assert diary.reports[-1].outcome == "stopped"
    voice.close()


def test_a_question_taken_back_and_asked_again_ends_nothing() -> None:
    """However fast: the second time it is asked anew."""
    player, _ = player_of(FakeVoice())
    player.start(NullDevice())
    player.do(Verb.QUIT)
    while not player.now().asking:
        assert not player.over.is_set()
    for verb in (Verb.NO, Verb.QUIT):
        player.do(verb)
    assert not player.over.wait(2 * STOP_LIMIT_S)
    assert player.now().asking
    player.do(Verb.YES)
    assert player.over.wait(60)
    assert player.ended_by is Verb.YES


def test_a_wait_in_the_routine_is_ready_before_it_is_laid() -> None:
    """A voice that takes its time for those words keeps nothing else waiting."""
    voice = HangingVoice(ENGLISH.ready)
    waiting = step(phase(1.0, until_ready=True), title="Wait")
    sounds = Sounds(voice)
    player = Player(Compiler(plan(waiting), sounds), sounds)
    player.start(RecordingDevice())
    while player.now().state != "preparing":
        assert not player.over.is_set()
    voice.close()
    while player.now().state != "ready":
        assert not player.over.is_set()
    assert player.stop().outcome == "stopped"


def test_it_can_be_stopped_before_it_has_started() -> None:
    """As when the first words fail: the fault that is told is theirs."""
    player, _ = player_of(FakeVoice())
    report = player.stop()
    assert (report.outcome, report.step, report.seconds) == ("stopped", 0, 0.0)
    assert player.over.is_set()


def test_what_was_not_needed_and_cannot_be_spoken_is_no_fault() -> None:
    """A session from a later step on is whole without the words before it."""
    sounds = Sounds(BrokenVoice())
    steps = [step(phase(1.0), title=title) for title in ("Breathe", "Fold")]
    player = Player(Compiler(plan(*steps), sounds), sounds, Conditions(first_step=2))
    played(player, RecordingDevice())
    assert player.stop().outcome == "finished"


class DyingDevice(RecordingDevice):
    """Goes away after a while; the next one is sound, once it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.back = threading.Event()
        self.next = RecordingDevice()

    @property
    def failure(self) -> Exception | None:
        return DeviceError("The sound device was lost.") if len(self.blocks) > 200 else None

    def again(self) -> RecordingDevice:
        if not self.back.is_set():
            raise DeviceError("It is still away.")
        return self.next


def test_a_device_that_goes_away_is_waited_for() -> None:
    """It is said what is wrong; when it's back the session goes on at what was heard last."""
    player, _ = player_of(FakeVoice())
    device = DyingDevice()
    player.start(device)
    while player.now().state != "lost":
        assert not player.over.is_set()
    lost = player.now()
    assert lost.fault == "The sound device was lost."
    device.back.set()
    while player.now().state == "lost":
        assert not player.over.is_set()
    assert player.now().position >= lost.position - to_frames(2)  # words broken off come again
    player.over.wait()
    assert player.stop().outcome == "finished"
    assert player.now().fault is None
    assert len(device.next.samples) > 0


def test_it_goes_on_in_silence_when_asked() -> None:
    """Nobody has to wait for a device that never comes back."""
    player, _ = player_of(FakeVoice())
    player.start(DyingDevice())
    while player.now().state != "lost":
        assert not player.over.is_set()
    player.do(Verb.SILENT)
    while player.now().state == "lost":
        assert not player.over.is_set()
    player.do(Verb.END)
    assert player.stop().outcome == "stopped"


def test_a_device_that_comes_back_ends_the_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Until then it is said that there is no sound; then the session is heard again."""
    monkeypatch.setattr(lost_device, "RETRY_IN_SILENCE_S", 0.05)
    player, _ = player_of(FakeVoice())
    device = DyingDevice()
    player.start(device)
    while player.now().state != "lost":
        assert not player.over.is_set()
    player.do(Verb.SILENT)
    while player.now().state != "leading":
        assert not player.over.is_set()
    assert player.now().fault == lost_device.WITHOUT_SOUND
    device.back.set()
    while player.now().fault:
        assert not player.over.is_set()
    player.over.wait()
    assert player.stop().outcome == "finished"
    assert device.next.samples.any()


def test_a_session_without_a_device_is_heard_once_there_is_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Until then it goes on in silence, and says why."""
    monkeypatch.setattr(lost_device, "RETRY_IN_SILENCE_S", 0.05)
    player, _ = player_of(FakeVoice())
    device = DyingDevice()
    player.start_in_silence(device, NoDeviceError("There is none."))
    while player.now().position < to_frames(0.2):
        assert player.now().fault == lost_device.WITHOUT_SOUND
    device.back.set()
    while player.now().fault:
        assert not player.over.is_set()
    player.over.wait()
    assert player.stop().outcome == "finished"
    assert device.next.samples.any()


def test_with_nobody_there_a_lost_device_ends_the_session_with_its_reason() -> None:
    """Nobody would see it, and a log file has the sentence."""
    player, _ = player_of(FakeVoice(), attended=False)
    played(player, DyingDevice())
    with pytest.raises(DeviceError, match="lost"):
        player.stop()


class Unwilling(RecordingDevice):
    """Can be started, but says so at once and goes no further."""

    def start(self, pull: Pull) -> None:
        raise NoDeviceError("That is all I wanted to know.")


def test_the_first_sound_does_not_wait_for_the_rest() -> None:
    """The device starts while the third step of a thousand cannot even be spoken."""
    long = plan(*(step(title=f"Number {n}", say=f"This is {n}.") for n in range(1000)))
    voice = SlowVoice("This is 2.")
    sounds = Sounds(voice)
    player = Player(Compiler(long, sounds), sounds)
    with pytest.raises(DeviceError, match="all I wanted"):
        player.start(Unwilling())
    player.start(RecordingDevice())
    voice.let.set()
    assert player.stop().outcome == "stopped"


def test_the_journal_has_each_step_as_it_is_reached_and_the_end() -> None:
    """So that a session that is killed can be gone on with."""
    player, _ = player_of(FakeVoice())
    player.journal = diary = Diary()
    played(player, RecordingDevice())
    player.stop()
    assert [report.step for report in diary.reports] == [0, 1, 2, 3, 3]
    assert [report.outcome for report in diary.reports] == ["running"] * 4 + ["finished"]
    assert {step.outcome for step in diary.reports[-1].steps} == {"done"}
    assert diary.reports[-1].seconds == pytest.approx(diary.reports[-2].seconds, abs=5)


def test_what_hurt_is_in_the_journal_at_once() -> None:
    """While the person still rests: a program that is killed then must not lead back into it."""
    player, _ = player_of(FakeVoice())
    player.journal = diary = Diary()
    player.start(NullDevice())
    player.do(Verb.NEXT)
    while player.now().step != 1:
        assert not player.over.is_set()
    player.do(Verb.HURTS)
    while diary.reports[-1].steps[0].outcome != "hurt":
        assert not player.over.is_set()
    assert diary.reports[-1].step == 1
    assert player.stop().outcome == "stopped"


def test_the_journal_knows_how_long_a_long_step_has_taken() -> None:
    """To the minute, so that an interrupted session is not told much shorter than it was."""
    sounds = Sounds(FakeVoice())
    player = Player(Compiler(plan(step(phase(200.0), title="Heat")), sounds), sounds)
    player.journal = diary = Diary()
    played(player, RecordingDevice())
    player.stop()
    in_step = [report.seconds for report in diary.reports if report.step == 1]
    assert [round(seconds) // 60 for seconds in in_step] == [0, 1, 2, 3]


def test_an_interrupted_session_is_one_with_what_it_was_before() -> None:
    """What hurt stays left out, with a word; the report is about both halves."""
    sounds = Sounds(FakeVoice())
    steps = [step(phase(1.0), title=title) for title in ("Fold", "Breathe", "Fold", "Rest")]
    whole_plan = plan(*steps)
    outcomes: list[StepOutcome] = ["hurt", "not reached", "not reached", "not reached"]
    before = Report(
        "Plan",
        "running",
        1,
        tuple(StepReport(n, steps[n - 1].title, outcome) for n, outcome in enumerate(outcomes, 1)),
        seconds=300.0,
        paused_s=20.0,
    )
    conditions = Conditions(first_step=2, before=before)
    player = Player(Compiler(whole_plan, sounds), sounds, conditions)
    assert (player.report.step, player.report.outcome) == (2, "running")
    captions = {now.caption for now in played(player, RecordingDevice())}
    report = player.stop()
    assert ENGLISH.left_out("Fold") in captions
    assert "Fold." not in captions
    assert [step.outcome for step in report.steps] == ["hurt", "done", "left out", "done"]
    assert report.seconds > 300.0
    assert (report.paused_s, report.interruptions) == (20.0, 1)


def test_volume_and_chimes_begin_as_they_were_left() -> None:
    """For a routine that follows another one."""
    sounds = Sounds(FakeVoice())
    player = Player(Compiler(PLAN, sounds), sounds, Conditions(volume=0.4, chimes=False))
    player.start(RecordingDevice())
    assert (player.now().volume, player.now().chimes) == (0.4, False)
    player.stop()


def test_commands_given_from_many_threads_are_all_done() -> None:
    """They are values on one queue: none is lost, and the end comes."""
    player, _ = player_of(FakeVoice())
    player.start(RecordingDevice())
    verbs = [verb for verb in Verb if verb not in (Verb.END, Verb.QUIT, Verb.YES)]
    threads = [threading.Thread(target=player.do, args=(verb,)) for verb in verbs * 5]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    player.do(Verb.END)
    player.over.wait()
    assert player.stop().outcome == "stopped"


def test_a_sleep_of_the_machine_is_paused_time() -> None:
    """It's in the report as such, and in how long the session took."""
    player, _ = player_of(FakeVoice())
    played(player, RecordingDevice())
    before = player.report
    player._session.interrupted(still_s=600.0)
    after = player.stop()
    assert after.paused_s == pytest.approx(before.paused_s + 600)
    assert after.seconds == pytest.approx(before.seconds + 600)


def test_time_without_the_device_is_paused_time() -> None:
    """The session stands still, however the person spends that time."""
    player, _ = player_of(FakeVoice())
    player.start(DyingDevice())
    while player.now().state != "lost":
        assert not player.over.is_set()
    before = player.report
    wait_for(lambda: player.report.paused_s > before.paused_s + 0.3)
    player.do(Verb.END)
    after = player.stop()
    assert after.seconds - before.seconds == pytest.approx(after.paused_s - before.paused_s)


def test_a_session_that_begins_at_a_step_does_not_say_that_it_goes_on() -> None:
    """Only one that was interrupted does."""
    sounds = Sounds(FakeVoice())
    player = Player(Compiler(PLAN, sounds), sounds, Conditions(first_step=2))
    captions = {now.caption for now in played(player, RecordingDevice())}
    player.stop()
    assert ENGLISH.beginning("Breathe") in captions
    assert ENGLISH.going_on("Breathe") not in captions
