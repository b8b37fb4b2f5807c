"""The last steps of every clip, spoken or computed; its loudness is chosen here, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from audio.clip import SAMPLE_RATE, Clip, to_frames
from audio.peaks import limit

if TYPE_CHECKING:
    from audio.loudness import Sound

WHOLE_LUFS = -19.0
"""What a whole session comes to, within 0.5 LU, whether it mostly speaks, chimes or gives tones to
breathe with: so nobody has to turn the volume for the next one. In one channel this is as loud as
the usual -16 LUFS of two. Clips are a little louder, for where they begin and end, a gating block
is half silence."""
SPEECH_LUFS = -18.6
CHIME_LUFS = -19.6
TONE_LUFS = -18.7
ALARM_LUFS = -17.0
CEILING = 10 ** (-1.6 / 20)
"""The highest true peak, linear: -1.6 dBTP. Encoding with loss moves peaks by up to 0.5 dB: what
players decode is at -1 dBTP or below, too."""
_FADE_S = 0.005


def finish(sound: Sound) -> Clip:
    """Limit the peaks, fade both ends and round to 16 bits.

    Args:
        sound: shape (frames,) at ``SAMPLE_RATE``, full scale is 1.0; it's used up, for fresh
            memory takes longer than all that is computed here.
    """
    limited = limit(sound, CEILING, SAMPLE_RATE)
    fade = min(to_frames(_FADE_S), len(limited) // 2)
    rise = 0.5 - 0.5 * np.cos(np.pi * (np.arange(fade) + 0.5) / max(1, fade))
    ramp = rise.astype(np.float32)
    limited[:fade] *= ramp
    limited[len(limited) - fade :] *= ramp[::-1]
    limited *= 32767
    samples = np.rint(limited, out=limited).astype(np.int16)
    samples.flags.writeable = False
    return Clip(samples)
