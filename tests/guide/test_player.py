"""A live session: what the device is given, how it begins, ends, waits and fails."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest

from audio.clip import SAMPLE_RATE, to_frames
from audio.devices.null import NullDevice
from audio.errors import DeviceError, VoiceError
from audio.mix import Mix
from audio.speech.fake import FakeVoice
from guide.compiler import Compiler
from guide.player import Player
from guide.sounds import Sounds
from guide.timeline import Timeline
from tests.guide.plans import phase, plan, step

if TYPE_CHECKING:
    from audio.clip import Clip, Samples
    from audio.devices.device import Pull
    from guide.now import Now

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


class Diary:
    """A screen that keeps what it was shown."""

    def __init__(self) -> None:
        self.shown: list[Now] = []
        self.closed = False

    def show(self, now: Now) -> None:
        self.shown.append(now)

    def close(self) -> None:
        self.closed = True


def whole(sounds: Sounds) -> Samples:
    """The same session as a file would have it."""
    timeline = Timeline.of("Plan", SAMPLE_RATE, Compiler(PLAN, sounds).sections())
    mixes = [Mix(s.frames, sounds.placements(s)).block(0, s.frames) for s in timeline.sections]
    return np.concatenate(mixes)


def test_a_device_is_given_the_export_sample_for_sample() -> None:
    """Live and in a file is one and the same sound, from the first frame to the last."""
    sounds, device, diary = Sounds(FakeVoice()), RecordingDevice(), Diary()
    Player(Compiler(PLAN, sounds), sounds).play(device, diary)
    expected = whole(sounds)
    first = int(np.flatnonzero(device.samples)[0]) - int(np.flatnonzero(expected)[0])
    given = device.samples[first : first + len(expected)]
    assert np.array_equal(given, expected)
    assert not device.samples[first + len(expected) :].any()


def test_the_screen_is_shown_what_is_heard() -> None:
    """Positions never run backwards, the total is that of the timeline, and it is closed."""
    sounds, diary = Sounds(FakeVoice()), Diary()
    Player(Compiler(PLAN, sounds), sounds).play(RecordingDevice(), diary)
    positions = [now.position for now in diary.shown]
    assert positions == sorted(positions)
    assert diary.shown[-1].total == len(whole(sounds))
    assert {"Fold", "Breathe"} <= {now.section.title for now in diary.shown}
    assert diary.closed


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
    sounds, device = Sounds(voice), RecordingDevice()

    class Impatient(Diary):
        def show(self, now: Now) -> None:
            super().show(now)
            if now.waiting and now.section.kind == "work":
                voice.let.set()

    diary = Impatient()
    Player(Compiler(PLAN, sounds), sounds).play(device, diary)
    assert any(now.total is None and now.position > 0 for now in diary.shown)
    expected, given = whole(sounds), device.samples
    heard, silent = given[np.flatnonzero(given)], expected[np.flatnonzero(expected)]
    assert np.array_equal(heard, silent)
    assert len(given) > len(expected)


class BrokenVoice(FakeVoice):
    """Cannot speak one text."""

    def speak(self, text: str, speed: float = 1.0) -> Clip:
        if text == "Breathe.":
            raise VoiceError("The voice has a cold.")
        return super().speak(text, speed)


def test_a_voice_that_fails_ends_the_session_with_its_reason() -> None:
    """What was ready is played to its end, then the fault is told."""
    sounds, device, diary = Sounds(BrokenVoice()), RecordingDevice(), Diary()
    with pytest.raises(VoiceError, match="cold"):
        Player(Compiler(PLAN, sounds), sounds).play(device, diary)
    assert diary.closed
    assert len(device.samples) > to_frames(4)


class DyingDevice(RecordingDevice):
    """Goes away after a while."""

    @property
    def failure(self) -> Exception | None:
        return DeviceError("The sound device was lost.") if len(self.blocks) > 20 else None


def test_a_device_that_goes_away_ends_the_session_with_its_reason() -> None:
    """And the screen is closed, so that the terminal is as it was."""
    sounds, diary = Sounds(FakeVoice()), Diary()
    with pytest.raises(DeviceError, match="lost"):
        Player(Compiler(PLAN, sounds), sounds).play(DyingDevice(), diary)
    assert diary.closed


class Unwilling(RecordingDevice):
    """Can be started, but says so at once and goes no further."""

    def start(self, pull: Pull) -> None:
        raise DeviceError("That is all I wanted to know.")


def test_the_first_sound_does_not_wait_for_the_rest() -> None:
    """The device starts while the third step of a thousand cannot even be spoken."""
    long = plan(*(step(title=f"Number {n}", say=f"This is {n}.") for n in range(1000)))
    voice = SlowVoice("This is 2.")
    sounds = Sounds(voice)
    player = Player(Compiler(long, sounds), sounds)
    with pytest.raises(DeviceError, match="all I wanted"):
        player.play(Unwilling(), Diary())
    player.close()
    voice.let.set()
