"""From the mix to what is written: channels, rate, bits, to the frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.blocks import BLOCK, in_blocks, samples_of
from audio.clip import SAMPLE_RATE
from audio.files.writer import Encoding
from audio.mixdown import mixed_down

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audio.clip import Samples
    from audio.mix import Run

RATES = (8_000, 22_050, 44_100, 96_000)


def noise(frames: int, seed: int = 1) -> Samples:
    """Return sound that is not loud, which no two moments of have in common."""
    return np.random.default_rng(seed).integers(-9000, 9000, frames).astype(np.int16)


def joined(runs: Iterable[Run], channels: int = 1) -> Samples:
    """Return all samples, silence among them."""
    shape = () if channels == 1 else (channels,)
    parts = [np.zeros((r, *shape), np.int16) if isinstance(r, int) else r for r in runs]
    return np.concatenate([np.zeros((0, *shape), np.int16), *parts])


def cut(samples: Samples, lengths: list[int]) -> Iterable[Run]:
    """Yield the samples in runs of these lengths, and the rest; silence where all is zero."""
    while len(samples):
        length = lengths.pop() if lengths else len(samples)
        run, samples = samples[:length], samples[length:]
        yield run if run.any() else len(run)


LENGTHS = st.lists(st.integers(1, 2 * BLOCK), max_size=8)


@given(lengths=LENGTHS)
def test_what_needs_nothing_done_is_not_touched(lengths: list[int]) -> None:
    """One channel at 48 kHz in 16 bits is the mix itself: the same runs, silence among them."""
    runs: list[Run] = [noise(length) if length % 2 else length for length in lengths]
    assert [id(run) for run in mixed_down(iter(runs), Encoding())] == [id(run) for run in runs]


@given(lengths=LENGTHS)
def test_blocks_are_the_sound(lengths: list[int]) -> None:
    """All of a second but the last one, with every sample where it was."""
    runs: list[Run] = [noise(length) if length % 2 else length for length in lengths]
    blocks = [samples_of(block) for block in in_blocks(runs)]
    assert all(len(block) == BLOCK for block in blocks[:-1])
    assert all(0 < len(block) <= BLOCK for block in blocks)
    assert np.array_equal(joined(runs) / 32768, np.concatenate([np.zeros(0), *blocks]))


@pytest.mark.parametrize("bits", [16, 24])
@given(lengths=LENGTHS)
def test_both_channels_are_the_mix(bits: int, lengths: list[int]) -> None:
    """Every sample as it was, also with more bits; silence stays silence."""
    runs: list[Run] = [noise(length) if length % 2 else length for length in lengths]
    made = list(mixed_down(iter(runs), Encoding(2, bits=bits)))
    assert {run.dtype for run in made if not isinstance(run, int)} <= {
        np.dtype(np.int16 if bits == 16 else np.int32)
    }
    both = joined(made, 2) >> (0 if bits == 16 else 16)
    assert np.array_equal(both[:, 0], joined(runs))
    assert np.array_equal(both[:, 1], joined(runs))


@settings(max_examples=15)
@given(
    frames=st.integers(0, 3 * BLOCK), rate=st.sampled_from(RATES), channels=st.sampled_from((1, 2))
)
def test_another_rate_is_as_many_frames_as_it_makes(frames: int, rate: int, channels: int) -> None:
    """To the frame, of whatever was in it."""
    made = joined(mixed_down([noise(frames)], Encoding(channels, rate)), channels)
    assert len(made) == round(frames / SAMPLE_RATE * rate)


@settings(max_examples=15)
@given(lengths=LENGTHS, rate=st.sampled_from(RATES))
def test_where_runs_begin_is_not_heard(lengths: list[int], rate: int) -> None:
    """The same sound in other runs is the same, to the bit."""
    sound = noise(2 * BLOCK + 777)
    sound[BLOCK // 3 : BLOCK // 2] = 0
    encoding = Encoding(2, rate, 24)
    whole = joined(mixed_down([sound], encoding), 2)
    assert np.array_equal(joined(mixed_down(cut(sound, lengths), encoding), 2), whole)


@pytest.mark.parametrize("rate", RATES)
def test_a_tone_is_the_same_tone_at_another_rate(rate: int) -> None:
    """Its height, its strength and its place: nothing is shifted."""
    at_s = np.arange(2 * SAMPLE_RATE) / SAMPLE_RATE
    tone = np.rint(8000 * np.sin(2 * np.pi * 1000 * at_s)).astype(np.int16)
    made = joined(mixed_down([tone], Encoding(rate=rate)))
    wanted = 8000 * np.sin(2 * np.pi * 1000 * np.arange(2 * rate) / rate)
    middle = slice(rate // 10, -rate // 10)
    assert np.abs(made - wanted)[middle].max() < 3
