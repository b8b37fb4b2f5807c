"""The child process that decodes somebody's own music: stereo at ``SAMPLE_RATE``, in blocks.

Decoders in C are not to be trusted with files from anywhere; here they may crash or hang.

    -> {"begin": PATH}   <- {}, or {"fault": why}
    -> {"more": true}    <- {"frames": n} and n frames of float32, none at the end; or a fault
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from audio.clip import SAMPLE_RATE
from audio.messages import own_streams, read_message, write_message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audio.loudness import Sound

_LOUDEST = 8.0  # what is beyond full scale in a file of floats may be meant; this is damage
_RATES = range(4_000, 768_001)  # measured: to resample from 1 Hz takes 1.4 GiB
_MOST_CHANNELS = 64


def decoded(path: str) -> Iterator[Sound]:
    """Yield a file's sound, shape (frames, 2), about a second at a time.

    Raises:
        OSError: it cannot be read.
        ValueError: it is none that can be decoded.
    """
    import soundfile  # noqa: PLC0415 - what fails to load is told as any fault is
    import soxr  # noqa: PLC0415

    try:
        with soundfile.SoundFile(path) as file:
            rate = file.samplerate
            if rate not in _RATES or file.channels > _MOST_CHANNELS:
                raise ValueError(f"has {file.channels} channels of {rate} Hz, which no music has")
            stream = soxr.ResampleStream(rate, SAMPLE_RATE, 2, "float32")
            while len(block := file.read(rate, dtype="float32", always_2d=True)):
                yield stream.resample_chunk(_in_two_channels(block))
            yield stream.resample_chunk(np.zeros((0, 2), np.float32), last=True)
    except RuntimeError as error:  # of libsndfile and of soxr
        raise ValueError("is no sound file that can be decoded") from error


def _in_two_channels(block: Sound) -> Sound:
    """Return the first two channels, or the one twice, without what is no number."""
    sound = block[:, :2] if block.shape[1] > 1 else block.repeat(2, axis=1)
    sound = np.nan_to_num(sound, nan=0.0, posinf=0.0, neginf=0.0)
    return np.ascontiguousarray(np.clip(sound, -_LOUDEST, _LOUDEST))


def _main() -> None:
    messages_in, messages_out = own_streams()
    blocks: Iterator[Sound] = iter(())
    while message := read_message(messages_in):
        header: dict[str, Any] = {}
        payload = b""
        try:
            if path := message[0].get("begin"):
                blocks = decoded(path)
            else:
                sound = next((block for block in blocks if len(block)), None)
                payload = b"" if sound is None else sound.tobytes()
        except (ValueError, ImportError) as error:
            header = {"fault": str(error)}
        except OSError as error:
            header = {"fault": f"cannot be read ({error.strerror})"}
        write_message(messages_out, header, payload)


if __name__ == "__main__":
    _main()
