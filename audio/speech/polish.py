"""From what an engine spoke to a finished clip: trimmed, at one rate and one loudness."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import soxr

from audio.clip import SAMPLE_RATE, Clip, to_frames
from audio.loudness import limit, loudness_lufs

if TYPE_CHECKING:
    from audio.clip import Samples
    from audio.loudness import Sound

SPEECH_LUFS = -19.0
"""Loudness of speech: -19 LUFS in one channel is as loud as the usual -16 LUFS in two."""
CEILING = 10 ** (-1 / 20)
"""The highest true peak of anything, linear: -1 dBTP."""

_SILENCE = 10 ** (-54 / 20)  # relative to the peak: below a voice's own breath
_BEFORE_S, _AFTER_S = 0.010, 0.030  # kept of the silence: soft beginnings, sounds that die away
_FADE_S = 0.005
_GAIN_MAX = 10 ** (30 / 20)  # what is quieter by more than this is noise, not speech


def polish(pcm: bytes, sample_rate: int) -> Clip:
    """Make an engine's speech ready for the mix.

    The same bytes in give the same clip out. Silence alone gives a clip of 10 ms of it.

    Args:
        pcm: mono, int16, native byte order.
        sample_rate: of ``pcm``, in Hz.
    """
    spoken = _trimmed(np.frombuffer(pcm, np.int16), sample_rate)
    if len(spoken) == 0:
        return finish(np.zeros(to_frames(_BEFORE_S), np.float32))
    speech: Sound = spoken.astype(np.float32) / 32768
    gain = 10 ** ((SPEECH_LUFS - loudness_lufs(speech, sample_rate)) / 20)
    speech *= np.float32(min(gain, _GAIN_MAX))
    if sample_rate != SAMPLE_RATE:
        speech = soxr.resample(speech, sample_rate, SAMPLE_RATE)
    return finish(limit(speech, CEILING, SAMPLE_RATE))


def finish(sound: Sound) -> Clip:
    """Fade both ends and round to a clip.

    Args:
        sound: shape (frames,), full scale is 1.0; changed in place.
    """
    fade = min(to_frames(_FADE_S), len(sound) // 2)
    ramp = 0.5 - 0.5 * np.cos(np.pi * (np.arange(fade) + 0.5) / max(1, fade))
    sound[:fade] *= ramp.astype(sound.dtype)
    sound[len(sound) - fade :] *= ramp[::-1].astype(sound.dtype)
    samples = np.rint(sound * 32767).astype(np.int16)
    samples.flags.writeable = False
    return Clip(samples)


def _trimmed(spoken: Samples, sample_rate: int) -> Samples:
    """Cut the silence from both ends, but for a few ms."""
    level = np.abs(spoken.astype(np.int32))
    sounding = np.flatnonzero(level > max(1.0, _SILENCE * float(level.max(initial=0))))
    if len(sounding) == 0:
        return spoken[:0]
    first = int(sounding[0]) - math.ceil(_BEFORE_S * sample_rate)
    last = int(sounding[-1]) + math.ceil(_AFTER_S * sample_rate)
    return spoken[max(0, first) : last + 1]
