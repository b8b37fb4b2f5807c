"""The voice for tests keeps its word about lengths."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from audio.clip import to_frames
from audio.speech.fake import LETTER_S, FakeVoice


@given(st.text(min_size=1, max_size=50), st.floats(1, 1.25))
def test_length_follows_the_text(text: str, speed: float) -> None:
    """So many frames for each character, fewer when faster; the same every time, and audible."""
    clip = FakeVoice().speak(text, speed)
    assert clip.frames == to_frames(LETTER_S * len(text) / speed)
    assert np.array_equal(clip.samples, FakeVoice("de").speak(text, speed).samples)
    assert np.abs(clip.samples).max() > 5000


def test_lengths_can_be_given() -> None:
    """For texts that must be of a certain length."""
    voice = FakeVoice(lengths_s={"Hold.": 2.0})
    assert voice.speak("Hold.").frames == 96_000
    assert voice.speak("Hold.", 1.25).frames == 76_800
    voice.close()
