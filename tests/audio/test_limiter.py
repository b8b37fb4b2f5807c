"""Turning up as sound comes: the ceiling holds, and nothing depends on how it comes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.blocks import BLOCK, in_blocks, samples_of
from audio.limiter import LIMIT_DBTP, LOWER_DB, QUARTER, amplified
from audio.loudness import loudness_lufs, loudness_of
from audio.peaks import true_peak
from tests.audio.test_mixdown import cut, noise

RATE = 48_000


@given(
    frames=st.integers(1, 3 * BLOCK),
    seed=st.integers(0, 2**32 - 1),
    gain_db=st.floats(-10, 40),
    width=st.integers(1, 60),
    share=st.floats(0.0001, 1),
)
def test_nothing_passes_the_ceiling(
    frames: int, seed: int, gain_db: float, width: int, share: float
) -> None:
    """Whatever comes, at and between the frames: noise, smooth or rough, or single clicks."""
    random = np.random.default_rng(seed)
    sound = random.standard_normal(frames) * (random.random(frames) < share)
    sound = np.convolve(sound, np.ones(width), "same")[:frames].astype(np.float32)
    parts = [sound[at : at + BLOCK] for at in range(0, frames, BLOCK)]
    made = np.concatenate([samples_of(block) for block in amplified(parts, gain_db, 1)])
    assert len(made) == frames
    assert true_peak(made) <= 10 ** ((LIMIT_DBTP + 0.1) / 20)


@given(lengths=st.lists(st.integers(1, 2 * BLOCK), max_size=8), gain_db=st.floats(-10, 20))
def test_where_runs_begin_is_not_heard(lengths: list[int], gain_db: float) -> None:
    """The same sound in other runs is the same, to the bit."""
    sound = noise(2 * BLOCK + 777)
    sound[BLOCK // 3 : BLOCK // 2] = 0
    one, other = (
        np.concatenate([samples_of(b) for b in amplified(in_blocks(runs), gain_db, 1)])
        for runs in ([sound], cut(sound, lengths))
    )
    assert np.array_equal(one, other)


@pytest.mark.parametrize("away", [-1, 0, 1, 3 * QUARTER, -3 * QUARTER, BLOCK // 2])
def test_a_block_s_edge_is_not_heard(away: int) -> None:
    """A peak near it is turned down as anywhere else, smoothly on both sides."""
    sound = np.full(2 * BLOCK, 0.1, np.float32)
    sound[BLOCK + away] = 2.0
    made = np.concatenate([samples_of(b) for b in amplified([sound[:BLOCK], sound[BLOCK:]], 0, 1)])
    gain = made / sound
    assert gain.min() == pytest.approx(10 ** (LIMIT_DBTP / 20) / 2, rel=0.05)
    assert np.abs(np.diff(gain)).max() < 1.5 / QUARTER
    far = np.abs(np.arange(2 * BLOCK) - BLOCK - away) > 4 * QUARTER + 1
    assert np.array_equal(made[far], sound[far])


def test_louder_sound_has_lower_peaks() -> None:
    """So that encoding it with loss, which moves them more then, leaves room."""
    (made,) = amplified([noise(BLOCK).astype(np.float32) / 2**15], 10, 1)
    assert true_peak(made) <= 10 ** ((LIMIT_DBTP + 0.1 - 10 * LOWER_DB) / 20)


def test_what_is_below_the_ceiling_is_only_turned_up() -> None:
    """By the very gain, and silence stays silence."""
    blocks = [noise(BLOCK).astype(np.float32) / 2**16, BLOCK, 77]
    made = list(amplified(blocks, 6, 1))
    assert made[1:] == [BLOCK, 77]
    assert np.array_equal(made[0], blocks[0] * np.float32(10 ** (6 / 20)))


def test_both_channels_are_turned_down_alike() -> None:
    """So nothing moves to a side when one of them is loud."""
    sound = np.full((BLOCK, 2), 0.25, np.float32)
    sound[BLOCK // 2, 0] = 3.0
    (made,) = amplified([sound], 0, 2)
    assert made[BLOCK // 2 - 1, 1] < 0.1
    assert np.array_equal(np.delete(made[:, 0], BLOCK // 2), np.delete(made[:, 1], BLOCK // 2))


@given(seconds=st.integers(1, 6), lengths=st.lists(st.integers(1, 2 * BLOCK), max_size=8))
def test_loudness_as_it_comes_is_that_of_the_whole(seconds: int, lengths: list[int]) -> None:
    """In one channel, and 3 LU more of the same in two; silence between counts for nothing."""
    sound = noise(seconds * RATE)
    whole = loudness_lufs(sound.astype(np.float32) / 32768, RATE)
    blocks = list(in_blocks(cut(sound, lengths)))
    assert loudness_of(blocks, RATE) == pytest.approx(whole, abs=0.01)
    doubled = [samples_of(block)[:, None].repeat(2, axis=1) for block in blocks]
    assert loudness_of(doubled, RATE) == pytest.approx(whole + 3.01, abs=0.01)
    paused = [*blocks, 600 * RATE, *blocks]
    assert loudness_of(paused, RATE) == pytest.approx(whole, abs=2.6 / seconds)


def test_silence_has_no_loudness() -> None:
    """Nor has what is shorter than a gating block."""
    assert loudness_of([], RATE) == loudness_of([BLOCK], RATE) == -np.inf
    assert loudness_of([np.ones(4800, np.float32)], RATE) == -np.inf
