"""Rain on leaves: noise that swells a little, and single drops."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from audio.beds.noise import coloured
from audio.blocks import BLOCK
from audio.clip import SAMPLE_RATE

if TYPE_CHECKING:
    from audio.beds.bed import Blocks
    from audio.loudness import Sound

_SEED = 2
_DROPS = 14  # in a second
_DROP = 2400  # frames that a drop is heard for
_SHAPES = 64
_SWELL = ((11, 0.12), (17, 0.08))
"""Periods in seconds, and how much of the amplitude each takes or gives."""


def rain() -> Blocks:
    """Yield rain."""
    shapes = _shapes()
    after = np.zeros((_DROP, 2), np.float32)  # of the drops that fell last
    at_s = np.arange(BLOCK) / SAMPLE_RATE
    for number, hiss in enumerate(coloured(_hiss, _SEED)):
        sound = np.zeros((BLOCK + _DROP, 2), np.float32)
        sound[:_DROP] = after
        _let_drops_fall(sound, shapes, number)
        sound[:BLOCK] += hiss * _swell(at_s + number)[:, None]
        after = sound[BLOCK:]
        yield sound[:BLOCK]


def _swell(at_s: Sound) -> Sound:
    """Return the amplitude of the hiss at these moments."""
    parts = [part * np.sin(2 * np.pi * at_s / each) for each, part in _SWELL]
    return np.asarray(1 + np.sum(parts, axis=0), np.float32)


def _hiss(hz: Sound) -> Sound:
    """Return how strong the noise of many far drops is: most of it from 300 Hz to 5 kHz."""
    return 1 / np.sqrt(hz * (1 + (300 / hz) ** 4) * (1 + (hz / 5000) ** 4))


def _shapes() -> Sound:
    """Return drops, shape (_SHAPES, _DROP): short notes of 600 Hz to 3 kHz, soft at both ends."""
    rank = (np.arange(_SHAPES)[:, None] * 0.618034) % 1.0
    at_s = np.arange(_DROP)[None, :] / SAMPLE_RATE
    hz = 600 * 5**rank
    notes = np.sin(2 * np.pi * hz * at_s) * np.exp(-at_s * hz / 10) * (1 - np.exp(-at_s * 2000))
    notes *= np.cos(np.pi / 2 * np.arange(_DROP) / _DROP) ** 2
    return np.asarray(notes, np.float32)


def _let_drops_fall(sound: Sound, shapes: Sound, number: int) -> None:
    """Add the drops of second ``number``, in two channels: some near, most far."""
    draws = np.random.PCG64((_SEED, number, 1)).random_raw(4 * _DROPS) / 2.0**64
    for when, which, near, left in draws.reshape(_DROPS, 4):
        start = int(when * BLOCK)
        strength = np.array((left, 1 - left), np.float32) ** 0.5 * np.float32(1.5 * near**3)
        sound[start : start + _DROP] += shapes[int(which * _SHAPES)][:, None] * strength
