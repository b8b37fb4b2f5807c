"""Somebody's own music as a bed: whatever it is, in bounded memory, or one clear sentence."""

from __future__ import annotations

import struct
import tracemalloc
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from audio.beds.bed import BedError
from audio.beds.choice import bed_of
from audio.beds.music import end_to_end, in_equal_blocks
from audio.blocks import BLOCK
from audio.errors import FileError
from audio.loudness import loudness_of

if TYPE_CHECKING:
    from audio.loudness import Sound

RATE = 48_000
DAMAGED = Path(__file__).parents[1].joinpath("damaged.ogg").read_bytes()


def melody(seconds: float, rate: int, channels: int = 2) -> Sound:
    """Return chords that swell."""
    at_s = np.arange(round(seconds * rate)) / rate
    swell = 1 + 0.5 * np.sin(at_s)
    parts = [swell * np.sin(2 * np.pi * hz * at_s) for hz in (220, 330)[:channels]]
    return 0.2 * np.stack(parts, axis=1)


@pytest.mark.parametrize(
    ("name", "rate", "channels", "seconds"),
    [
        ("a.wav", 44_100, 2, 30.0),
        ("a.wav", 8_000, 1, 1.0),
        ("a.flac", 96_000, 1, 9.0),
        ("a.mp3", 22_050, 2, 12.0),
        ("a.ogg", 44_100, 2, 5.3),
        ("a.opus", 48_000, 2, 5.3),
        ("a.wav", 48_000, 6, 9.0),
    ],
)
def test_any_length_rate_and_format_will_do(
    tmp_path: Path, name: str, rate: int, channels: int, seconds: float
) -> None:
    """It goes on without end, at the loudness that was asked for, and is the same each time."""
    sound = np.tile(melody(seconds, rate, min(channels, 2)), (1, max(1, channels // 2)))
    kind = {"format": "OGG", "subtype": "OPUS"} if name.endswith(".opus") else {}
    soundfile.write(tmp_path / name, sound, rate, **kind)
    bed = bed_of(str(tmp_path / name), -30.0)
    blocks = list(islice(bed.blocks(), 40))
    assert {block.shape for block in blocks} == {(BLOCK, 2)}
    assert loudness_of(blocks, RATE) == pytest.approx(-30, abs=1)
    assert np.array_equal(np.concatenate(blocks[:9]), np.concatenate([*islice(bed.blocks(), 9)]))
    steps = np.abs(np.diff(np.concatenate(blocks), axis=0)).max()
    assert steps < 0.01


def wav_of(path: Path, samples: Sound) -> None:
    soundfile.write(path, samples, 8000, subtype="FLOAT")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        (
            "none.mp3",
            None,
            "it is not there; choose rain, pad, brown-noise, or another file: WAV, ",
        ),
        ("empty.wav", b"", "it is no sound file"),
        ("text.mp3", b"Not a sound at all. " * 500, "it is no sound file"),
        ("half.wav", b"RIFF\x24\x08\x00\x00WAVEfmt ", "it is no sound file"),
        ("damaged.ogg", DAMAGED, "it "),
        ("silent.wav", np.zeros(80_000), "it is silent"),
        ("short.wav", np.ones(4000) / 2, "it is shorter than 1 s"),
        ("nothing.wav", np.zeros(0), "it is shorter than 1 s"),
    ],
)
def test_what_is_no_music_is_told(
    tmp_path: Path, name: str, content: bytes | Sound | None, sentence: str
) -> None:
    """In one sentence with the file's name, whatever a decoder makes of it."""
    path = tmp_path / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content is not None:
        wav_of(path, content)
    with pytest.raises(FileError, match=rf"'{path}' cannot be a bed: {sentence}"):
        bed_of(str(path))


def test_a_folder_is_no_music(tmp_path: Path) -> None:
    """Nor is what is no file of another kind."""
    with pytest.raises(FileError, match="it is no file"):
        bed_of(str(tmp_path))


def test_a_rate_that_no_music_has_is_refused(tmp_path: Path) -> None:
    """Resampling from 1 Hz would take more than a gigabyte, for a file of one megabyte."""
    header = struct.pack(
        "<4sI8sIHHIIHH4sI", b"RIFF", 0, b"WAVEfmt ", 16, 1, 1, 1, 1, 1, 8, b"data", 99
    )
    (tmp_path / "a.wav").write_bytes(header + bytes(range(99)))
    with pytest.raises(FileError, match="has 1 channels of 1 Hz"):
        bed_of(str(tmp_path / "a.wav"))


def test_what_is_no_number_is_no_sound(tmp_path: Path) -> None:
    """Files of floats may hold anything: it is left out."""
    sound = melody(5, 8000, 1)[:, 0]
    sound[[500, 900, 1300]] = np.nan, np.inf, 1e30
    wav_of(tmp_path / "a.wav", sound)
    made = np.concatenate(list(islice(bed_of(str(tmp_path / "a.wav")).blocks(), 5)))
    assert np.isfinite(made).all()


def test_a_file_that_becomes_shorter_is_told(tmp_path: Path) -> None:
    """Where that happens in the middle of an export, and it is not read for ever."""
    path = tmp_path / "a.wav"
    wav_of(path, melody(12, 8000, 1)[:, 0])
    blocks = bed_of(str(path)).blocks()
    next(blocks)
    wav_of(path, melody(2, 8000, 1)[:, 0])
    with pytest.raises(FileError, match="has become shorter"):
        for _ in range(60):
            next(blocks)


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """Ten minutes take as much of it as one."""
    peaks = []
    for minutes in (1, 10):
        path = tmp_path / f"{minutes}.wav"
        soundfile.write(path, np.tile(melody(10, 8000, 1), (6 * minutes, 1)), 8000)
        tracemalloc.start()
        for _ in islice(bed_of(str(path)).blocks(), 60 * minutes + 10):
            pass
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.1 * peaks[0]


@given(
    seam=st.integers(1, 300),
    more=st.integers(0, 500),
    cuts=st.lists(st.integers(1, 400), max_size=6),
)
def test_ends_and_beginnings_sound_together(seam: int, more: int, cuts: list[int]) -> None:
    """All else is as it was, a pass is a seam shorter than the file, and no cut is heard."""
    frames = 2 * seam + more
    ramp = np.linspace(1, 2, frames, dtype=np.float32)[:, None].repeat(2, axis=1)

    def pieces() -> list[Sound]:
        return np.split(ramp, sorted({cut for cut in cuts if cut < frames}))

    def sounding() -> Sound:
        three = end_to_end([pieces(), pieces(), pieces()], seam)
        return np.concatenate(list(three))

    made = sounding()
    assert len(made) == 3 * (frames - seam)
    assert np.array_equal(made[: frames - seam], ramp[: frames - seam])
    middle = made[frames - seam : 2 * (frames - seam)]
    assert np.array_equal(middle[seam:], ramp[seam : frames - seam])
    assert middle[:seam].min() >= 1
    assert middle[:seam].max() <= 2**0.5 * 2


def test_a_pass_that_is_too_short_is_an_error() -> None:
    """Rather than a loop without an end."""
    long, short = np.zeros((100, 2), np.float32), np.zeros((10, 2), np.float32)
    with pytest.raises(BedError):
        list(end_to_end([[long], [short], [long]], 40))


@given(lengths=st.lists(st.integers(0, 3 * BLOCK), max_size=5))
def test_blocks_are_equal(lengths: list[int]) -> None:
    """Of a second, with every frame in its place."""
    whole = np.arange(2 * sum(lengths), dtype=np.float32).reshape(-1, 2)
    pieces = np.split(whole, np.cumsum(lengths)[:-1]) if lengths else []
    blocks = list(in_equal_blocks(pieces))
    assert len(blocks) == len(whole) // BLOCK
    assert all(np.array_equal(b, whole[n * BLOCK : (n + 1) * BLOCK]) for n, b in enumerate(blocks))
