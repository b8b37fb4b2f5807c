"""Sound files: their chunks, their lengths, what made them; and those made of any texts."""

from __future__ import annotations

import io
import struct
import wave
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from audio.clip import SAMPLE_RATE
from audio.files.comparing import frames_of
from audio.files.split import files_of
from audio.files.wav import WavWriter
from audio.files.writer import About, Encoding
from audio.speech.sound_file import SoundFileError, read_sound
from guide.exporting.made_with import find_made_with
from tests.fuzz import empty_folder

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

LARGEST = 1500
SAMPLES: list[Path] = []
WORDS = (
    *(
        "RIFF",
        "WAVE",
        "fmt ",
        "data",
        "LIST",
        "INFO",
        "adtl",
        "labl",
        "cue ",
        "fact",
        "JUNK",
        "ds64",
    ),
    *(
        "FORM",
        "AIFF",
        "AIFC",
        "COMM",
        "SSND",
        "NONE",
        "sowt",
        "twos",
        "ID3",
        "TIT2",
        "CHAP",
        "APIC",
    ),
    *(
        "fLaC",
        "OggS",
        "OpusHead",
        "OpusTags",
        "\\x01vorbis",
        "ftyp",
        "moov",
        "mvhd",
        "trak",
        "mdhd",
    ),
    *("stsd", "mp4a", "udta", "meta", "ilst", "chpl", "Xing", "LAME", "\0\0\0\1", "\0\0", "\x7f"),
    *(
        "stretch-guide 1 ",
        " spoken_by=",
        " routine=",
        " track=1",
        "%20",
        "%ff",
        "#EXTM3U",
        "..",
        "/",
    ),
)
_ENDINGS = {b"RIFF": ".wav", b"fLaC": ".flac", b"OggS": ".ogg", b"FORM": ".aiff"}


def mutate(data: bytes, chance: Random) -> bytes:
    """Return other bytes: a number, a name or a piece of a file put over others, or gone."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randint(0, len(changed))
        match chance.randrange(4):
            case 0:
                number = chance.choice((0, 1, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, len(data)))
                changed[at : at + 4] = struct.pack(chance.choice("<>") + "I", number)
            case 1:
                word = chance.choice(WORDS).encode()
                changed[at : at + len(word)] = word
            case 2:
                del changed[at : at + chance.randint(1, 16)]
            case _:
                changed[at:at] = changed[at : at + chance.randint(1, 64)]
    return bytes(changed)


@cache
def _folder() -> Path:
    return empty_folder()


def check(data: bytes) -> None:
    """It is read, or refused by the one error that is told."""
    _check_speech(data)
    _check_origin(data)
    _check_length(data)
    _check_playlist(data)
    _check_written(data.decode("utf-8", "replace"))


def _check_speech(data: bytes) -> None:
    try:
        rate, pcm = read_sound(data)
    except SoundFileError as error:
        assert str(error).isprintable()
    else:
        assert 0 < rate < 1_000_000
        assert len(pcm) % 2 == 0
        assert len(pcm) <= 2 * len(data)


def _check_origin(data: bytes) -> None:
    """What is told can be written and read again."""
    if told := find_made_with(io.BytesIO(data)):
        assert find_made_with(io.BytesIO(str(told).encode("ascii"))) == told


def _check_length(data: bytes) -> None:
    file = _folder() / f"sound{_ENDINGS.get(data[:4], '.m4a' if data[4:8] == b'ftyp' else '.mp3')}"
    file.write_bytes(data)
    frames = frames_of(file)
    assert frames is None or frames >= 0


def _check_playlist(data: bytes) -> None:
    """Tracks lie beside their playlist, whatever it says."""
    playlist = _folder() / "a.wav.m3u8"
    playlist.write_bytes(data)
    for track in files_of(playlist)[1:]:
        assert track.parent == playlist.parent
        assert track.name not in ("", ".", "..")


def _check_written(text: str) -> None:
    """A WAV with any texts is one of chunks, to its last byte, and has its sound."""
    title, *labels = text.split("\n")
    file = io.BytesIO()
    encoding = Encoding(channels=1 + len(text) % 2, rate=24_000, bits=16)
    about = About(title=title, language="en", comment=text, album=title, made_with="a")
    writer = WavWriter(file, about, encoding)
    for number, label in enumerate(labels):
        writer.mark(number * SAMPLE_RATE, label)
    shape = (len(text) % 7, 2) if encoding.channels == 2 else (len(text) % 7,)
    writer.write(np.ones(shape, np.int16))
    writer.write(len(labels) % 5)
    writer.finish()
    content = file.getvalue()
    assert struct.unpack_from("<4sI4s", content) == (b"RIFF", len(content) - 8, b"WAVE")
    at = 12
    while at < len(content):
        at += 8 + (size := struct.unpack_from("<I", content, at + 4)[0]) + size % 2
    assert at == len(content)
    file.seek(0)
    with wave.open(file) as read:
        assert read.getnframes() == writer.frames
