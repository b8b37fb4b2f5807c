"""Seconds and frames, and clips."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from audio.clip import SAMPLE_RATE, Clip, to_frames, to_milliseconds, to_seconds


@given(frames=st.integers(0, 24 * 3600 * SAMPLE_RATE))
def test_frames_survive_the_way_to_seconds_and_back(frames: int) -> None:
    """Any number of frames up to a day is the same after two conversions."""
    assert to_frames(to_seconds(frames)) == frames


@given(seconds=st.floats(0, 24 * 3600))
def test_the_nearest_frame_is_taken(seconds: float) -> None:
    """A number of seconds moves by half a frame at most."""
    assert abs(to_seconds(to_frames(seconds)) - seconds) <= 0.5 / SAMPLE_RATE + 1e-9


@given(frames=st.integers(0, 24 * 3600 * SAMPLE_RATE))
def test_the_nearest_millisecond_is_taken(frames: int) -> None:
    """Exactly, without going through seconds, which are no whole numbers."""
    assert abs(1000 * frames - to_milliseconds(frames) * SAMPLE_RATE) <= SAMPLE_RATE // 2


def test_another_rate_may_be_given() -> None:
    """The sample rate is 48 kHz unless another is given."""
    assert to_frames(0.5) == 24_000
    assert to_frames(0.5, 22_050) == 11_025


def test_a_clip_knows_its_length() -> None:
    """Its frames are those of its samples."""
    assert Clip(np.zeros(7, np.int16)).frames == 7
