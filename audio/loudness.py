"""How loud sound is to a listener: Recommendation ITU-R BS.1770-5, annex 1.

K-weighting and gating, for one channel or two, in one go or as the sound comes.
"""

from __future__ import annotations

import functools
import math
from array import array
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray  # which takes 5 ms

    Sound: TypeAlias = NDArray[np.floating[Any]]

STEP_S, STEPS_IN_BLOCK = 0.1, 4
"""Gating blocks of 400 ms, three quarters of each shared with the next."""
ABSOLUTE_GATE_LUFS, RELATIVE_GATE_LU = -70.0, -10.0
_OFFSET_LU = -0.691  # makes a full-scale sine of 997 Hz read -3.01 LUFS

_STEPS_AT_ONCE = 8  # bounds the memory that a long sound takes


def loudness_lufs(samples: Sound, rate: int) -> float:
    """Return the gated loudness, in which the pauses between words do not count.

    Args:
        samples: shape (frames,), full scale is 1.0.
        rate: sample rate in Hz.

    Returns:
        Loudness in LUFS, minus infinity for silence. What is shorter than one gating block
        of 400 ms is measured as one block, as long as it is.
    """
    return _gated_lufs(_block_powers(samples, rate))


def loudness_of(blocks: Iterable[Sound | int], rate: int) -> float:
    """Return the gated loudness of sound that comes in blocks, of one channel or two.

    It takes 80 bytes of memory for each second.

    Args:
        blocks: shape (frames,) or (frames, channels), or silence, full scale is 1.0; whole steps
            of 100 ms, but for the last. What is beyond a whole step there does not count.
        rate: sample rate in Hz.

    Returns:
        Loudness in LUFS, minus infinity for silence, or what is shorter than a gating block.
    """
    step = round(STEP_S * rate)
    steps = array("d")
    for block in blocks:
        if isinstance(block, int):
            steps.frombytes(bytes(steps.itemsize * (block // step)))
            continue
        whole = block[: len(block) // step * step]
        channels = np.ascontiguousarray(np.atleast_2d(whole.T))
        powers = np.sum([_step_powers(each, rate, step) for each in channels], axis=0)
        steps.extend(powers)
    if len(steps) < STEPS_IN_BLOCK:
        return -math.inf
    return _gated_lufs(sliding_window_view(np.frombuffer(steps), STEPS_IN_BLOCK).mean(axis=1))


def _gated_lufs(powers: Sound) -> float:
    """Return the loudness of gating blocks with these mean squares."""
    powers = powers[powers > 10 ** ((ABSOLUTE_GATE_LUFS - _OFFSET_LU) / 10)]
    if len(powers) == 0:
        return -math.inf
    gate = powers.mean() * 10 ** (RELATIVE_GATE_LU / 10)
    return _OFFSET_LU + 10 * math.log10(powers[powers > gate].mean())


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
