"""Computed beds: endless, without a seam, quiet at 0 Hz, the same each time."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
import pytest

from audio.beds.choice import bed_of
from audio.beds.names import BED_LUFS, COMPUTED
from audio.blocks import BLOCK
from audio.loudness import loudness_of
from tests.audio.measuring import share_between

if TYPE_CHECKING:
    from audio.loudness import Sound

RATE = 48_000


def heard(name: str, seconds: int, lufs: float = BED_LUFS) -> Sound:
    """Return the beginning of a bed."""
    return np.concatenate(list(islice(bed_of(name, lufs).blocks(), seconds)))


@pytest.mark.parametrize("name", COMPUTED)
def test_a_bed_is_as_loud_as_was_asked(name: str) -> None:
    """Over a minute and half, within 0.5 LU, whichever it is."""
    for lufs in (BED_LUFS, -30.0):
        blocks = islice(bed_of(name, lufs).blocks(), 90)
        assert loudness_of(blocks, RATE) == pytest.approx(lufs, abs=0.5)


@pytest.mark.parametrize("name", COMPUTED)
def test_a_bed_is_the_same_each_time(name: str) -> None:
    """To the bit, and nothing of it comes again within a while."""
    once, again = heard(name, 8), heard(name, 8)
    assert np.array_equal(once, again)
    assert once.shape == (8 * BLOCK, 2)
    seconds = once.reshape(8, BLOCK, 2)
    assert all(not np.array_equal(seconds[0], other) for other in seconds[1:])


@pytest.mark.parametrize("name", COMPUTED)
def test_a_bed_has_no_seam(name: str) -> None:
    """No step where a block ends is larger than those within blocks, and none is a click."""
    sound = heard(name, 40)
    steps = np.abs(np.diff(sound, axis=0)).max(axis=1)
    seams = steps[BLOCK - 1 :: BLOCK]
    assert seams.max() < np.quantile(steps, 0.9999)
    strength = np.sqrt(np.mean(sound.reshape(400, -1) ** 2, axis=1))
    assert strength.max() / strength.min() < 6  # a tenth of a second after the other


@pytest.mark.parametrize("name", COMPUTED)
def test_a_bed_does_not_drift(name: str) -> None:
    """There is no offset, nor what only loudspeakers' cones would show."""
    sound = heard(name, 30)
    assert np.abs(sound.mean(axis=0)).max() < 1e-5
    assert share_between(sound[:, 0], 0, 15, RATE) < 0.001


@pytest.mark.parametrize("name", COMPUTED)
def test_a_bed_is_wide(name: str) -> None:
    """Its two channels are not one, and equally strong within a decibel."""
    left, right = heard(name, 40).T
    assert abs(np.corrcoef(left, right)[0, 1]) < 0.95
    ratio = np.sqrt(np.mean(left**2) / np.mean(right**2))
    assert ratio == pytest.approx(1, rel=0.12)


def test_brown_noise_falls_by_6_db_an_octave() -> None:
    """From 125 Hz on each octave has half the power of the one below it."""
    sound = heard("brown-noise", 30)[:, 0]
    octaves = [share_between(sound, hz, 2 * hz, RATE) for hz in (125, 250, 500, 1000, 2000)]
    ratios = np.array(octaves[:-1]) / np.array(octaves[1:])
    assert ratios == pytest.approx(2, rel=0.1)
