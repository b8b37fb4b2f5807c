"""From what an engine spoke, or a sound of somebody's own, to a finished clip.

It is trimmed, and brought to one rate and one loudness.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from audio.clip import SAMPLE_RATE, Clip, to_frames
from audio.finish import SPEECH_LUFS, finish
from audio.loudness import loudness_lufs

if TYPE_CHECKING:
    from audio.clip import Samples

_SILENCE = 10 ** (-54 / 20)  # relative to the peak: below what is heard of a breath
_BEFORE_S, _AFTER_S = 0.010, 0.030  # kept of the silence: soft beginnings, sounds that die away
_GAIN_MAX = 10 ** (30 / 20)  # what would need more than this is noise, not speech


def polish(pcm: bytes, sample_rate: int, lufs: float = SPEECH_LUFS) -> Clip:
    """Make an engine's speech, or a sound from a file, ready for the mix.

    The same bytes in give the same clip out. Silence alone gives a clip of 10 ms of it.

    Args:
        pcm: mono, int16, native byte order.
        sample_rate: of ``pcm``, in Hz.
        lufs: how loud it becomes.
    """
    spoken = _trimmed(np.frombuffer(pcm, np.int16), sample_rate)
    if len(spoken) == 0:
        return finish(np.zeros(to_frames(_BEFORE_S), np.float32))
    speech = spoken.astype(np.float32)
    speech /= 32768
    gain = 10 ** ((lufs - loudness_lufs(speech, sample_rate)) / 20)
    speech *= min(gain, _GAIN_MAX)
    if sample_rate != SAMPLE_RATE:
        import soxr  # noqa: PLC0415 - 2 ms that a session from the cache does not need

        speech = soxr.resample(speech, sample_rate, SAMPLE_RATE)
    return finish(speech)


def _trimmed(spoken: Samples, sample_rate: int) -> Samples:
    """Cut the silence from both ends, but for a few ms."""
    peak = max(int(spoken.max(initial=0)), -int(spoken.min(initial=0)))
    floor = max(1, int(_SILENCE * peak))
    sounding = (spoken > floor) | (spoken < -floor)
    if not sounding.any():
        return spoken[:0]
    first = int(sounding.argmax()) - math.ceil(_BEFORE_S * sample_rate)
    last = len(spoken) - 1 - int(sounding[::-1].argmax()) + math.ceil(_AFTER_S * sample_rate)
    return spoken[max(0, first) : last + 1]
