"""Sound files of people's own, in place of chimes: decoded within bounds.

Decoders in C are not to be trusted with files from anywhere: measured, some damaged OGG files
end the process. So each file is decoded in a process of its own, which may end.
"""

from __future__ import annotations

import subprocess
import sys
from array import array
from contextlib import closing
from functools import lru_cache

from audio.clip import SAMPLE_RATE
from audio.errors import AudioError

LONGEST_S = 10
"""The longest sound that stands for a chime, in seconds."""
_MOST_BYTES = LONGEST_S * SAMPLE_RATE * 2
_PATIENCE_S = 20
_BEGINNINGS = (b"RIFF", b"fLaC", b"OggS", b"ID3", *(bytes((0xFF, low)) for low in range(0xE2, 256)))
"""Of WAV, FLAC, OGG and MP3; else the decoder takes rubbish for MP3."""


class OwnSoundError(AudioError):
    """A file is no sound that can stand for a chime; the message is put after its name."""


@lru_cache(maxsize=12)
def decoded(content: bytes) -> bytes:
    """Return mono int16 PCM at ``SAMPLE_RATE``, in native byte order.

    Args:
        content: the whole file: WAV, FLAC, MP3 or OGG Vorbis.

    Raises:
        OwnSoundError: it is none of these, silent, or longer than ``LONGEST_S``.
    """
    if not content.startswith(_BEGINNINGS):
        raise OwnSoundError("is no sound file")
    # -P: a folder "audio" where somebody happens to be is not ours.
    command = [sys.executable, "-P", "-m", "audio.own_sound"]
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=_PATIENCE_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise OwnSoundError("cannot be decoded") from error
    if done.returncode:
        raise OwnSoundError("cannot be decoded")
    if len(done.stdout) > _MOST_BYTES:
        raise OwnSoundError(f"is longer than {LONGEST_S} s")
    if not any(done.stdout):
        raise OwnSoundError("is silent")
    return done.stdout


def _decode(content: bytes) -> bytes:
    """Return its PCM, or as much of it as shows that there is too much: memory is bounded."""
    import miniaudio  # noqa: PLC0415 - only in the process that decodes

    sound = array("h")
    stream = miniaudio.stream_memory(content, nchannels=1, sample_rate=SAMPLE_RATE)
    with closing(stream):
        for some in stream:
            sound.extend(some)
            if 2 * len(sound) > _MOST_BYTES:
                break
    return sound.tobytes()


def _main() -> int:
    """Decode standard input to standard output; return the exit status."""
    import miniaudio  # noqa: PLC0415

    try:
        sys.stdout.buffer.write(_decode(sys.stdin.buffer.read()))
    except miniaudio.MiniaudioError:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(_main())
