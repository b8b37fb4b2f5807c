"""A bed under a session: it makes way in time, gently, and never for more than it should."""

from __future__ import annotations

from itertools import repeat

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.beds.bed import Bed
from audio.beds.ducking import ATTACK_S, DEPTH_DB, FADE_S, HOLD_S, RELEASE_S, with_bed
from audio.blocks import BLOCK, in_blocks
from audio.clip import SAMPLE_RATE, to_frames
from audio.files.writer import Encoding
from audio.mixdown import mixed_down
from tests.audio.test_mixdown import cut, joined, noise

LEVEL = 0.01
STEADY = Bed(lambda: (block for block in repeat(np.ones((BLOCK, 2), np.float32))), LEVEL)
"""What comes out of it is the gain itself."""
LOWEST = 10 ** (-DEPTH_DB / 20)


def gain_under(runs: list, channels: int = 2) -> np.ndarray:
    """Return the bed's gain in each frame of a session."""
    blocks = list(in_blocks(runs))
    made = np.concatenate(list(with_bed(blocks, STEADY, channels)))
    sound = joined(runs) / 32768
    bed = made.reshape(len(sound), -1) - sound[:, None]
    assert np.abs(bed - bed[:, :1]).max() < 1e-6
    return bed[:, 0] / LEVEL


def words(seconds: float) -> np.ndarray:
    """Return something that is heard, in every frame."""
    return np.maximum(noise(to_frames(seconds)), 1)


def test_the_bed_makes_way_before_words_and_comes_back_after_them() -> None:
    """It is at rest until the attack begins, down at the first word, and at rest again in time."""
    start, end = 20 * SAMPLE_RATE, 22 * SAMPLE_RATE
    gain = gain_under([start, words(2), 20 * SAMPLE_RATE])
    attack, hold, release = (to_frames(each) for each in (ATTACK_S, HOLD_S, RELEASE_S))
    rest = gain[to_frames(FADE_S) : start - attack]
    assert np.abs(rest - 1).max() < 1e-3
    assert np.abs(gain[start - 1 : end + hold] - LOWEST).max() < 1e-3
    assert np.abs(gain[end + hold + release : -to_frames(FADE_S)] - 1).max() < 1e-3
    assert (np.diff(gain[start - attack : start]) < 1e-4).all()
    assert (np.diff(gain[end + hold : end + hold + release]) > -1e-4).all()


def test_short_pauses_leave_it_down() -> None:
    """Between two sentences it does not come and go."""
    gain = gain_under([10 * SAMPLE_RATE, words(1), to_frames(HOLD_S), words(1), SAMPLE_RATE * 10])
    assert np.abs(gain[10 * SAMPLE_RATE : 13 * SAMPLE_RATE] - LOWEST).max() < 1e-3


@settings(max_examples=15)
@given(
    lengths=st.lists(st.integers(1, 4 * BLOCK), min_size=1, max_size=5),
    channels=st.sampled_from((1, 2)),
)
def test_it_goes_gently_and_no_further(lengths: list[int], channels: int) -> None:
    """Whatever is heard when: between nothing and rest, at the lowest under words, no jump."""
    runs = [words(n / SAMPLE_RATE) if i % 2 else n for i, n in enumerate(lengths)]
    gain = gain_under(runs, channels)
    assert gain.min() >= -1e-3
    assert gain.max() <= 1 + 1e-3
    heard = joined(runs) != 0
    if heard.any():
        assert gain[heard].max() <= LOWEST + 1e-3
    assert np.abs(np.diff(gain)).max(initial=0) < 2e-3 + 1 / to_frames(ATTACK_S)


@settings(max_examples=5)
@given(
    lengths=st.lists(st.integers(1, 2 * BLOCK), max_size=6), rate=st.sampled_from((44_100, 48_000))
)
def test_where_runs_begin_is_not_heard(lengths: list[int], rate: int) -> None:
    """The same sound in other runs is the same over a bed, to the bit."""
    sound = np.concatenate((noise(BLOCK), np.zeros(5 * BLOCK + 99, np.int16), noise(BLOCK // 2)))
    encoding = Encoding(2, rate)
    whole = joined(mixed_down([sound], encoding, 6.0, STEADY), 2)
    parts = joined(mixed_down(cut(sound, lengths), encoding, 6.0, STEADY), 2)
    assert np.array_equal(parts, whole)
    assert len(whole) == round(len(sound) * rate / SAMPLE_RATE)


def test_it_comes_at_the_beginning_and_goes_before_the_end() -> None:
    """From nothing and to nothing, also where a session is shorter than both fades."""
    for seconds in (3.3, 30):
        gain = gain_under([to_frames(seconds)])
        assert abs(gain[[0, -1]]).max() < 1e-3
        assert np.abs(np.diff(gain)).max() < 1e-3
    assert gain.max() == pytest.approx(1, abs=1e-3)
