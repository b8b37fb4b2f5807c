"""Noise of any colour that never repeats and has no seam, and brown noise of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from audio.blocks import BLOCK
from audio.clip import SAMPLE_RATE

if TYPE_CHECKING:
    from collections.abc import Callable

    from audio.beds.bed import Blocks
    from audio.loudness import Sound

_GRAIN = 2 * BLOCK
_TURNS = np.exp(2j * np.pi * np.arange(1024) / 1024).astype(np.complex64)  # 10 bits of a phase


def brown_noise() -> Blocks:
    """Yield noise whose power falls by 6 dB an octave, as of a far waterfall.

    Below 40 Hz, where nothing but loudspeakers' cones would move, there is none.
    """
    return coloured(lambda hz: 1 / hz / (1 + (40 / hz) ** 4), seed=1)


def coloured(strength: Callable[[Sound], Sound], seed: int) -> Blocks:
    """Yield noise of two channels that know nothing of each other.

    Each block is the end of one grain and the beginning of the next, cross-faded with constant
    power. A grain has every frequency at its strength, in phases that only its number decides: it
    could be computed alone, and no two are alike.

    Args:
        strength: the amplitude at each frequency, which is in Hz and above 0.
        seed: two noises of different seeds know nothing of each other.
    """
    hz = np.fft.rfftfreq(_GRAIN, 1 / SAMPLE_RATE)
    amplitudes = np.zeros(len(hz))
    amplitudes[1:-1] = strength(hz[1:-1])  # at 0 Hz there is nothing: it would be an offset
    amplitudes *= _GRAIN / np.sqrt(2 * np.sum(amplitudes**2))  # a root mean square of 1
    amplitudes = amplitudes.astype(np.float32)
    window = np.sin(np.pi * (np.arange(_GRAIN) + 0.5) / _GRAIN).astype(np.float32)[:, None]
    number, ending = 1, (_grain(amplitudes, seed, 0) * window)[BLOCK:]
    while True:
        grain = _grain(amplitudes, seed, number) * window
        yield ending + grain[:BLOCK]
        number, ending = number + 1, grain[BLOCK:]


def _grain(amplitudes: Sound, seed: int, number: int) -> Sound:
    """Return shape (_GRAIN, 2), float32."""
    numbers = np.random.PCG64((seed, number)).random_raw(2 * len(amplitudes))
    spectra = _TURNS[(numbers >> np.uint64(54)).reshape(2, -1)] * amplitudes
    return np.ascontiguousarray(np.fft.irfft(spectra, axis=1).astype(np.float32, copy=False).T)
