"""What a system voice has written, read as mono int16: WAV, AIFF or AIFF-C by its content.

macOS writes AIFF whatever the file's name says. A file that ends before its own headers say
so is refused: it was cut. Formats: "Multimedia Programming Interface and Data Specifications
1.0" (WAV) and Apple's "Audio Interchange File Format AIFF-C" of 1991.
"""

from __future__ import annotations

import math
import struct
import sys
from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PCM, _EXTENSIBLE = 1, 0xFFFE
_RATES = range(4_000, 768_001)  # others cannot be resampled, or take gigabytes


class SoundFileError(Exception):
    """The content is no whole sound file of a kind that system voices write."""


def read_sound(content: bytes) -> tuple[int, bytes]:
    """Return the sample rate in Hz, and mono int16 PCM in native byte order.

    Args:
        content: the whole file, 8 or 16 bit, any number of channels, of which the first counts.

    Raises:
        SoundFileError: it is cut, of no usual rate, or nothing that is known.
    """
    read = _READERS.get(content[:4] + content[8:12])
    if read is None:
        raise SoundFileError("what was written is no sound file")
    try:
        rate, pcm = read(content)
    except (struct.error, KeyError, OverflowError) as error:
        raise SoundFileError("the sound file lacks a part") from error
    if rate not in _RATES:
        raise SoundFileError(f"the sound file is of {rate} Hz, which no voice speaks at")
    return rate, pcm


def _read_wav(content: bytes) -> tuple[int, bytes]:
    chunks = dict(_chunks(content, "<"))
    form, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", chunks[b"fmt "])
    if form not in (_PCM, _EXTENSIBLE):
        raise SoundFileError(f"the sound file has the unknown format {form}")
    return rate, _first_channel(chunks[b"data"], channels, bits, "little", signed_bytes=False)


def _read_aiff(content: bytes) -> tuple[int, bytes]:
    chunks = dict(_chunks(content, ">"))
    common = chunks[b"COMM"]
    channels, frames, bits = struct.unpack_from(">hIh", common)
    coding = common[18:22] or b"NONE"
    if coding not in (b"NONE", b"twos", b"sowt"):
        raise SoundFileError(f"the sound file has the unknown coding {coding!r}")
    (offset,) = struct.unpack_from(">I", chunks[b"SSND"])
    sound = chunks[b"SSND"][8 + offset :]
    wanted = frames * channels * bits // 8
    if len(sound) < wanted:
        raise SoundFileError("the sound file is cut")
    order = "little" if coding == b"sowt" else "big"
    return _from_extended(common[8:18]), _first_channel(
        sound[:wanted], channels, bits, order, signed_bytes=True
    )


def _chunks(content: bytes, order: str) -> Iterator[tuple[bytes, bytes]]:
    start = 12
    while start + 8 <= len(content):
        name, size = struct.unpack_from(f"{order}4sI", content, start)
        if start + 8 + size > len(content):
            raise SoundFileError("the sound file is cut")
        yield name, content[start + 8 : start + 8 + size]
        start += 8 + size + size % 2


def _from_extended(number: bytes) -> int:
    """Return the whole number in 80 bits of IEEE 754 extended precision."""
    exponent: int
    mantissa: int
    exponent, mantissa = struct.unpack(">HQ", number)
    return round(math.ldexp(mantissa, exponent - 16383 - 63))


def _first_channel(
    sound: bytes, channels: int, bits: int, order: str, *, signed_bytes: bool
) -> bytes:
    if channels < 1 or bits not in (8, 16):
        raise SoundFileError(f"the sound file has {channels} channels of {bits} bits")
    if bits == 8:
        samples = array("h", [(byte ^ 0x80 if signed_bytes else byte) - 128 << 8 for byte in sound])
    else:
        samples = array("h", sound[: len(sound) // 2 * 2])
        if order != sys.byteorder:
            samples.byteswap()
    return samples[::channels].tobytes()


_READERS = {b"RIFFWAVE": _read_wav, b"FORMAIFF": _read_aiff, b"FORMAIFC": _read_aiff}
"""By the names of the whole and of what is in it."""
