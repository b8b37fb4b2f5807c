"""What is said beside the routine: whole sections, whatever becomes of the voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.clip import to_frames
from audio.errors import VoiceError
from audio.speech.fake import FakeVoice
from guide.compiling.compiler import BREATH
from guide.compiling.outline import outline
from guide.compiling.sounds import Sounds
from guide.language.words import ENGLISH
from guide.session.asides import REST_S, ROUND, Asides
from tests.guide.plans import phase, plan, step
from tests.guide.session.asked_voice import AskedVoice

if TYPE_CHECKING:
    from audio.clip import Clip
    from guide.compiling.timeline import Section

SOUNDS = Sounds(FakeVoice())


class Hoarse(FakeVoice):
    """A voice that has failed for good."""

    def speak(self, text: str, speed: float = 1.0) -> Clip:
        raise VoiceError("The voice is gone.")


def texts(section: Section) -> list[str]:
    return [cue.text for cue in section.cues if cue.text]


def is_whole(section: Section) -> bool:
    """Whether its cues partition it."""
    ends = [0, *(cue.end for cue in section.cues)]
    starts = [*(cue.start for cue in section.cues), section.frames]
    return ends == starts


@given(
    st.lists(st.text("ab. ", min_size=1, max_size=30), min_size=1, max_size=4),
    st.integers(0, 3),
    st.sampled_from((0.0, 0.5)),
)
def test_sentences_are_said_with_a_breath_after_each(
    sentences: list[str], counts: int, wake_s: float
) -> None:
    """Then numbers, down to one; a lead-in comes first where it is wished."""
    section = Asides(SOUNDS, ENGLISH, wake_s).say(*sentences, counts=counts)
    numbers = ["three", "two", "one"][3 - counts :]
    assert texts(section) == [*sentences, *numbers]
    assert is_whole(section)
    spoken = sum(SOUNDS.of_speech(sentence) + BREATH for sentence in sentences)
    assert section.frames == to_frames(wake_s) + spoken + to_frames(counts)
    assert (section.cues[0].sound == "wake") == bool(wake_s)


def test_what_waits_is_repeated_every_half_minute() -> None:
    """The reminder is its words and half a minute; the alarm goes on ringing at once."""
    asides = Asides(SOUNDS, ENGLISH)
    assert texts(asides.ready) == [ENGLISH.ready]
    assert asides.ready.frames == SOUNDS.of_speech(ENGLISH.ready) + ROUND
    assert [cue.sound for cue in asides.alarm.cues if cue.kind == "chime"] == ["alarm"]
    assert texts(asides.alarm) == [ENGLISH.alarm]
    assert is_whole(asides.ready) and is_whole(asides.alarm)


@pytest.mark.parametrize("easier", [False, True])
@pytest.mark.parametrize("come_out", [None, "Let go of your {side} knee."])
def test_when_it_hurts_it_is_said_how_to_come_out_and_what_is_on_offer(
    easier: bool, come_out: str | None
) -> None:
    """Then comes the rest, as long as is said."""
    gentle = step(title="Lean") if easier else None
    move = step(phase(9.0), sides=("left",), come_out=come_out, easier=gentle)
    part = next(part for part in outline(plan(move)) if part.kind == "work")
    section = Asides(SOUNDS, ENGLISH).hurt(part, "we go on with Breathe")
    said = " ".join(texts(section))
    assert said.startswith("Stop. ")
    assert ("Let go of your left knee." in said) == bool(come_out)
    assert ("press E" in said) == easier
    assert "In 20 seconds we go on with Breathe." in said
    assert section.cues[-1].kind == "silence"
    assert section.cues[-1].frames == to_frames(REST_S) + BREATH
    assert is_whole(section)


def test_a_voice_that_fails_makes_a_silence() -> None:
    """The session goes on without the words; what waits for the person still waits."""
    asides = Asides(Sounds(Hoarse()), ENGLISH)
    section = asides.say("Paused.", counts=3)
    assert texts(section) == []
    assert section.frames >= to_frames(3)
    assert asides.ready.frames >= ROUND
    assert [cue.sound for cue in asides.alarm.cues if cue.kind == "chime"] == ["alarm"]


def test_what_has_to_come_at_once_is_spoken_beforehand() -> None:
    """What waits for the person is asked of the voice once, and never again."""
    voice = AskedVoice()
    asides = Asides(Sounds(voice), ENGLISH)
    asides.prepare()
    assert {ENGLISH.paused, ENGLISH.more, ENGLISH.less, ENGLISH.ready, ENGLISH.alarm} <= set(
        voice.asked
    )
    before = len(voice.asked)
    asides.prepare()
    _ = asides.ready, asides.alarm
    assert len(voice.asked) == before
