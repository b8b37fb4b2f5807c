"""Sound files of people's own, in place of chimes: decoded within bounds."""

from __future__ import annotations

from array import array
from contextlib import closing

import miniaudio

from audio.clip import SAMPLE_RATE
from audio.errors import AudioError

LONGEST_S = 10
"""The longest sound that stands for a chime, in seconds."""
_MOST_BYTES = LONGEST_S * SAMPLE_RATE * 2
_BEGINNINGS = (b"RIFF", b"fLaC", b"OggS", b"ID3", *(bytes((0xFF, low)) for low in range(0xE2, 256)))
"""Of WAV, FLAC, OGG and MP3; else the decoder takes rubbish for MP3."""


class OwnSoundError(AudioError):
    """A file is no sound that can stand for a chime; the message is put after its name."""


def decoded(content: bytes) -> bytes:
    """Return mono int16 PCM at ``SAMPLE_RATE``, in native byte order.

    It stops as soon as there is too much, so that a small file cannot take much memory.

    Args:
        content: the whole file: WAV, FLAC, MP3 or OGG Vorbis.

    Raises:
        OwnSoundError: it is none of these, silent, or longer than ``LONGEST_S``.
    """
    if not content.startswith(_BEGINNINGS):
        raise OwnSoundError("is no sound file")
    sound = array("h")
    try:
        stream = miniaudio.stream_memory(content, nchannels=1, sample_rate=SAMPLE_RATE)
        with closing(stream):
            for some in stream:
                sound.extend(some)
                if 2 * len(sound) > _MOST_BYTES:
                    raise OwnSoundError(f"is longer than {LONGEST_S} s")
    except miniaudio.MiniaudioError as error:
        raise OwnSoundError("cannot be decoded") from error
    if not any(sound):
        raise OwnSoundError("is silent")
    return sound.tobytes()
