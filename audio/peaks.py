"""The peaks of a sound, also between its frames, and how to keep them below a ceiling.

True peak after Recommendation ITU-R BS.1770-5, annex 2: four-fold oversampling.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from audio.loudness import Sound

_OVERSAMPLING = 4
HALF_WIDTH = 12
"""Frames on each side that a value between two frames is computed from."""
_BATCH = 1 << 11  # bounds the memory that a long sound takes


def true_peak(samples: Sound) -> float:
    """Return the highest absolute value at and between the frames; full scale is 1.0."""
    if len(samples) == 0:
        return 0.0
    _, peaks = peaks_above(samples, above=0.5 * float(np.abs(samples).max()))
    return float(peaks.max(initial=0.0))


def limit(samples: Sound, ceiling: float, rate: int, look_ahead_s: float = 0.005) -> Sound:
    """Return the sound with its true peak at ``ceiling`` or below.

    The gain goes down before a peak and comes back after it along a smooth curve, so that
    nothing is clipped and no step is heard.

    Args:
        samples: shape (frames,).
        ceiling: the highest true peak, linear; full scale is 1.0.
        rate: sample rate in Hz.
        look_ahead_s: how long the way down takes, and the way back, in seconds.
    """
    places, peaks = peaks_above(samples, above=0.5 * ceiling)
    if peaks.max(initial=0.0) <= ceiling:
        return samples
    limited = samples.copy()
    quarter = max(1, round(look_ahead_s * rate / 4))
    reach = 4 * quarter
    loud = peaks > ceiling
    places, gains = places[loud], ceiling / peaks[loud]
    for near in np.split(np.arange(len(places)), np.flatnonzero(np.diff(places) > 2 * reach) + 1):
        start, stop = max(0, places[near[0]] - reach), places[near[-1]] + 2 + reach
        gain = np.ones(stop - start)
        for side in (0, 1):  # the peak lies between this frame and the next
            np.minimum.at(gain, places[near] - start + side, gains[near])
        limited[start:stop] *= smoothed(gain, quarter)[: len(limited) - start].astype(samples.dtype)
    # A gain that changes moves the peaks between the frames, by some hundredths of a decibel.
    limited *= min(1.0, ceiling / true_peak(limited))
    return limited


@functools.cache
def _interpolator() -> Sound:
    """Return a windowed sinc, shape (neighbours, moments between two frames)."""
    moments = np.arange(1, _OVERSAMPLING) / _OVERSAMPLING
    distances = np.arange(1 - HALF_WIDTH, HALF_WIDTH + 1)[:, None] - moments
    kernel = np.sinc(distances) * np.cos(np.pi / 2 * distances / HALF_WIDTH) ** 2
    return np.asarray((kernel / kernel.sum(axis=0)).astype(np.float32))


def peaks_above(samples: Sound, above: float) -> tuple[NDArray[np.intp], Sound]:
    """Return where the sound may peak above a level, and how high it does there.

    Only frames beyond ``above``, and the moments next to them, are looked at: sound between
    two frames does not rise to twice of what they are, save for made-up signals.

    Returns:
        Frames, in order, and the highest absolute value from each to the next.
    """
    loud = (samples > above) | (samples < -above)
    loud[:-1] |= loud[1:]
    places = np.flatnonzero(loud)
    padded = np.zeros(len(samples) + 2 * HALF_WIDTH - 1, np.float32)
    padded[HALF_WIDTH - 1 : len(padded) - HALF_WIDTH] = samples
    neighbours = sliding_window_view(padded, 2 * HALF_WIDTH)
    peaks = np.abs(samples[places])
    for first in range(0, len(places), _BATCH):
        batch = slice(first, first + _BATCH)
        between = np.abs(neighbours[places[batch]] @ _interpolator()).max(axis=1)
        peaks[batch] = np.maximum(peaks[batch], between)
    return places, peaks


def smoothed(gain: Sound, quarter: int) -> Sound:
    """Return a smooth gain that is nowhere above ``gain``: down within four quarters, and up.

    The lowest value within two quarters, then twice the mean of what lies within one: all
    that a frame's mean is made of then saw that frame's own gain.
    """
    lowest, width, seen = np.pad(gain, 2 * quarter, mode="edge"), 1, 4 * quarter + 1
    while width < seen:  # each pass doubles how many frames a value has seen
        shift = min(width, seen - width)
        lowest = np.minimum(lowest[shift:], lowest[:-shift])
        width += shift
    for _ in range(2):
        sums = np.cumsum(np.pad(lowest, (quarter + 1, quarter), mode="edge"))
        lowest = (sums[2 * quarter + 1 :] - sums[: -2 * quarter - 1]) / (2 * quarter + 1)
    return lowest
