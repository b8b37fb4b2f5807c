"""Sound files of system voices: told by their content, and refused when they are cut."""

from __future__ import annotations

import io
import struct
import wave
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.speech.sound_file import SoundFileError, read_sound

SAMPLES = array("h", [0, 1, -1, 32767, -32768, 1000])


def wav(samples: array[int], channels: int = 1, rate: int = 22050) -> bytes:
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(samples.itemsize)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return written.getvalue()


def chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack(">I", len(content)) + content + b"\0" * (len(content) % 2)


def aiff(
    sound: bytes, frames: int, bits: int = 16, coding: bytes = b"", channels: int = 1
) -> bytes:
    rate = struct.pack(">HQ", 16383 + 14, 22050 << 49)  # 22050 = 1.345703125 x 2^14
    common = struct.pack(">hIh", 1, frames, bits) + rate
    if coding:
        common += coding + b"\x00\x00"
    kind = b"AIFC" if coding else b"AIFF"
    body = kind + chunk(b"COMM", common) + chunk(b"SSND", bytes(8) + sound)
    return b"FORM" + struct.pack(">I", len(body)) + body


def swapped(samples: array[int]) -> bytes:
    copy = array("h", samples)
    copy.byteswap()
    return copy.tobytes()


def test_wav() -> None:
    """WAV as eSpeak's driver and SAPI write it."""
    assert read_sound(wav(SAMPLES)) == (22050, SAMPLES.tobytes())


def test_wav_in_stereo_and_bytes() -> None:
    """Of several channels the first counts, and 8 bits become 16."""
    assert read_sound(wav(SAMPLES, channels=2)) == (22050, SAMPLES[::2].tobytes())
    assert read_sound(wav(array("B", [0, 128, 255]))) == (
        22050,
        array("h", [-32768, 0, 32512]).tobytes(),
    )


@pytest.mark.parametrize("coding", [b"", b"NONE", b"twos"])
def test_aiff(coding: bytes) -> None:
    """AIFF and AIFF-C as macOS writes them, big-endian."""
    assert read_sound(aiff(swapped(SAMPLES), 6, coding=coding)) == (22050, SAMPLES.tobytes())


def test_little_endian_aiff() -> None:
    """AIFF-C with the coding ``sowt``."""
    written = aiff(SAMPLES.tobytes(), 6, coding=b"sowt")
    assert read_sound(written) == (22050, SAMPLES.tobytes())


def test_aiff_of_8_bits() -> None:
    """Which are signed there."""
    written = aiff(struct.pack("3b", -128, 0, 127), 3, bits=8)
    assert read_sound(written) == (22050, array("h", [-32768, 0, 32512]).tobytes())


@pytest.mark.parametrize("whole", [wav(SAMPLES), aiff(swapped(SAMPLES), 6)], ids=["WAV", "AIFF"])
def test_a_cut_file_is_refused(whole: bytes) -> None:
    """Wherever the writer was stopped."""
    for length in range(len(whole)):
        with pytest.raises(SoundFileError):
            read_sound(whole[:length])


@pytest.mark.parametrize(
    "content",
    [b"", b"not a sound", wav(SAMPLES).replace(b"\x01\0\x01\0", b"\x07\0\x01\0", 1),
     aiff(b"12", 1, coding=b"ulaw"), wav(array("i", [1])),
     wav(SAMPLES).replace(b"\x01\0\x01\0", b"\x01\0\0\0", 1), wav(SAMPLES, rate=1),
     aiff(swapped(SAMPLES), 6).replace(struct.pack(">H", 16383 + 14), b"\0\0", 1),
     aiff(swapped(SAMPLES), 6).replace(struct.pack(">H", 16383 + 14), b"\x7f\0", 1)],
    ids=["nothing", "text", "unknown format", "unknown coding", "32 bits", "no channel", "1 Hz",
         "0 Hz", "beyond all numbers"],
)  # fmt: skip
def test_what_is_unknown_is_refused(content: bytes) -> None:
    """Noise is never taken for speech."""
    with pytest.raises(SoundFileError):
        read_sound(content)


@given(st.sampled_from([b"RIFF", b"FORM"]), st.binary(max_size=200))
def test_any_bytes_are_sound_or_refused(kind: bytes, noise: bytes) -> None:
    """Nothing else comes out, whatever was written."""
    for content in (kind + noise, kind + b"\0\0\0\0WAVE" + noise, kind + b"\0\0\0\0AIFF" + noise):
        try:
            read_sound(content)
        except SoundFileError:
            continue
