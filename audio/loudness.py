"""How loud sound is to a listener, and how to keep its peaks below a ceiling.

Loudness and true peak after Recommendation ITU-R BS.1770-5, for one channel: K-weighting and
gating (annex 1), peaks between the frames by four-fold oversampling (annex 2).
"""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

if TYPE_CHECKING:
    from numpy.typing import NDArray  # which takes 5 ms

    Sound: TypeAlias = NDArray[np.floating[Any]]

STEP_S, STEPS_IN_BLOCK = 0.1, 4
"""Gating blocks of 400 ms, three quarters of each shared with the next."""
ABSOLUTE_GATE_LUFS, RELATIVE_GATE_LU = -70.0, -10.0
_OFFSET_LU = -0.691  # makes a full-scale sine of 997 Hz read -3.01 LUFS

_OVERSAMPLING = 4
_HALF_WIDTH = 12
"""Frames on each side that a value between two frames is computed from."""
_STEPS_AT_ONCE = 8
_BATCH = 1 << 11  # bounds the memory that a long sound takes


def loudness_lufs(samples: Sound, rate: int) -> float:
    """Return the gated loudness, in which the pauses between words do not count.

    Args:
        samples: shape (frames,), full scale is 1.0.
        rate: sample rate in Hz.

    Returns:
        Loudness in LUFS, minus infinity for silence. What is shorter than one gating block
        of 400 ms is measured as one block, as long as it is.
    """
    powers = _block_powers(samples, rate)
    powers = powers[powers > 10 ** ((ABSOLUTE_GATE_LUFS - _OFFSET_LU) / 10)]
    if len(powers) == 0:
        return -math.inf
    gate = powers.mean() * 10 ** (RELATIVE_GATE_LU / 10)
    return _OFFSET_LU + 10 * math.log10(powers[powers > gate].mean())


def true_peak(samples: Sound) -> float:
    """Return the highest absolute value at and between the frames; full scale is 1.0."""
    if len(samples) == 0:
        return 0.0
    _, peaks = _peaks(samples, above=0.5 * float(np.abs(samples).max()))
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
    places, peaks = _peaks(samples, above=0.5 * ceiling)
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
        limited[start:stop] *= _smoothed(gain, quarter)[: len(limited) - start].astype(
            samples.dtype
        )
    # A gain that changes moves the peaks between the frames, by some hundredths of a decibel.
    limited *= min(1.0, ceiling / true_peak(limited))
    return limited


@functools.cache
def k_weighting(rate: int) -> tuple[tuple[Sound, Sound], tuple[Sound, Sound]]:
    """Return the two biquads of the K-weighting filter at ``rate``: the head, the high-pass.

    Each is (numerator, denominator) in rising powers of 1/z, the denominator beginning with 1.
    BS.1770 lists them at 48 kHz only. Here they are made from their analogue prototypes by the
    bilinear transform, for any rate; at 48 kHz the listed figures come out. The prototypes'
    corners, Qs and gains follow from the listed figures: B. De Man, "Evaluation of
    Implementations of the EBU R128 Loudness Measurement", AES Convention 145, 2018.
    """
    corner_hz, q, gain_db = 1681.974450955533, 0.7071752369554196, 3.999843853973347
    high = 10 ** (gain_db / 20)
    k = math.tan(math.pi * corner_hz / rate)
    shelf = _bilinear(high, high**0.4996667741545416 / q, 1.0, k), _bilinear(1.0, 1 / q, 1.0, k)
    corner_hz, q = 38.13547087602444, 0.5003270373238773
    k = math.tan(math.pi * corner_hz / rate)
    high_pass = np.array((1.0, -2.0, 1.0)), _bilinear(1.0, 1 / q, 1.0, k)
    return (
        (shelf[0] / shelf[1][0], shelf[1] / shelf[1][0]),
        (high_pass[0], high_pass[1] / high_pass[1][0]),  # listed with this very numerator
    )


def _bilinear(s2: float, s1: float, s0: float, k: float) -> Sound:
    """Map ``s2 s^2 + s1 s + s0`` to powers of 1/z; s is relative to the corner, k its tangent."""
    shapes = np.array(((1.0, -2.0, 1.0), (1.0, 0.0, -1.0), (1.0, 2.0, 1.0)))
    return np.asarray(np.array((s2, s1 * k, s0 * k * k)) @ shapes)


@functools.cache
def _weights(rate: int, frames: int) -> Sound:
    """Return what each bin of a spectrum of ``frames`` adds to the K-weighted mean square."""
    z = np.exp(-2j * np.pi * np.arange(frames // 2 + 1) / frames)
    weights = np.full(len(z), 2.0 / frames**2)  # the bins of negative frequency count as well
    for numerator, denominator in k_weighting(rate):
        weights *= np.abs(np.polyval(numerator[::-1], z) / np.polyval(denominator[::-1], z)) ** 2
    weights[0] /= 2
    if frames % 2 == 0:
        weights[-1] /= 2
    return weights.astype(np.float32)


def _block_powers(samples: Sound, rate: int) -> Sound:
    """Return the K-weighted mean square of each gating block.

    Each step of 100 ms is weighted by its spectrum, so that no filter has to run frame by
    frame; a block is four steps.
    """
    step = round(STEP_S * rate)
    if len(samples) < STEPS_IN_BLOCK * step:
        padded = np.zeros(STEPS_IN_BLOCK * step, np.float32)
        padded[: len(samples)] = samples
        total = _step_powers(padded, rate, step).sum(keepdims=True) * step
        return np.asarray(total / max(1, len(samples)))
    powers = _step_powers(samples[: len(samples) // step * step], rate, step)
    return np.asarray(sliding_window_view(powers, STEPS_IN_BLOCK).mean(axis=1))


def _step_powers(samples: Sound, rate: int, step: int) -> Sound:
    steps = samples.reshape(-1, step)
    powers = np.empty(len(steps))
    for first in range(0, len(steps), _STEPS_AT_ONCE):
        some = slice(first, first + _STEPS_AT_ONCE)
        spectra = np.fft.rfft(steps[some])
        powers[some] = (spectra.real**2 + spectra.imag**2) @ _weights(rate, step)
    return powers


@functools.cache
def _interpolator() -> Sound:
    """Return a windowed sinc, shape (neighbours, moments between two frames)."""
    moments = np.arange(1, _OVERSAMPLING) / _OVERSAMPLING
    distances = np.arange(1 - _HALF_WIDTH, _HALF_WIDTH + 1)[:, None] - moments
    kernel = np.sinc(distances) * np.cos(np.pi / 2 * distances / _HALF_WIDTH) ** 2
    return np.asarray((kernel / kernel.sum(axis=0)).astype(np.float32))


def _peaks(samples: Sound, above: float) -> tuple[NDArray[np.intp], Sound]:
    """Return where the sound may peak above a level, and how high it does there.

    Only frames beyond ``above``, and the moments next to them, are looked at: sound between
    two frames does not rise to twice of what they are, save for made-up signals.

    Returns:
        Frames, in order, and the highest absolute value from each to the next.
    """
    loud = (samples > above) | (samples < -above)
    loud[:-1] |= loud[1:]
    places = np.flatnonzero(loud)
    padded = np.zeros(len(samples) + 2 * _HALF_WIDTH - 1, np.float32)
    padded[_HALF_WIDTH - 1 : len(padded) - _HALF_WIDTH] = samples
    neighbours = sliding_window_view(padded, 2 * _HALF_WIDTH)
    peaks = np.abs(samples[places])
    for first in range(0, len(places), _BATCH):
        batch = slice(first, first + _BATCH)
        between = np.abs(neighbours[places[batch]] @ _interpolator()).max(axis=1)
        peaks[batch] = np.maximum(peaks[batch], between)
    return places, peaks


def _smoothed(gain: Sound, quarter: int) -> Sound:
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
