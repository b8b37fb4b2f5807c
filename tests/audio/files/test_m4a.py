"""M4A and M4B: others read the sound from its first frame on, its chapters, and what it is."""

from __future__ import annotations

import io
import json
import struct
import subprocess
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from mutagen.mp4 import MP4

from audio.clip import SAMPLE_RATE
from audio.files.formats import sound_writer
from audio.files.writer import About, Encoding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ABOUT = About("Öde", "de", "Drei Übungen.", "made by 1.0")
PACKET = 1024
NESTED = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"udta", b"edts"}


def m4a(frames: int, marks: dict[int, str], ending: str = ".m4a", rate: int = SAMPLE_RATE) -> bytes:
    """Return a file of noise."""
    file = io.BytesIO()
    writer = sound_writer(ending, file, ABOUT, Encoding(rate=rate))
    writer.write(np.random.default_rng(1).integers(-9000, 9000, frames).astype(np.int16))
    for start, label in marks.items():
        writer.mark(start, label)
    writer.finish()
    return file.getvalue()


def boxes(content: bytes, start: int = 0, end: int | None = None) -> Iterator[tuple[str, int, int]]:
    """Yield all boxes, with where each begins and ends, as a path of names."""
    while start < (len(content) if end is None else end):
        size, kind = struct.unpack_from(">I4s", content, start)
        if size == 1:
            (size,) = struct.unpack_from(">Q", content, start + 8)
        yield kind.decode("latin-1"), start, start + size
        if kind in NESTED:
            for name, first, last in boxes(content, start + 8, start + size):
                yield f"{kind.decode()}.{name}", first, last
        start += size


def probed(path: Path) -> Any:
    """Return what ffprobe finds."""
    show = ("-show_streams", "-show_format", "-show_chapters", "-of", "json")
    command = ["ffprobe", "-v", "error", *show, path]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stderr == b""
    return json.loads(done.stdout)


@pytest.mark.needs("ffprobe", "ffmpeg")
@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100, 48_000])
@pytest.mark.parametrize("frames", [1, 1023, 1024, 1025, 50_000])
def test_it_is_as_long_as_the_sound(tmp_path: Path, frames: int, rate: int) -> None:
    """To the frame, as its header tells; who decodes hears the padding of the last packet at most.

    FFmpeg takes the delay off at the beginning, and nothing at the end.
    """
    path = tmp_path / "a.m4a"
    path.write_bytes(m4a(frames, {}, rate=rate))
    (stream,) = probed(path)["streams"]
    assert stream["duration_ts"] == frames
    command = ["ffmpeg", "-v", "error", "-i", path, "-f", "s16le", "-"]
    heard = len(subprocess.run(command, capture_output=True, check=True).stdout) // 2
    assert 0 <= heard - frames < PACKET


def test_players_can_begin_before_they_have_all() -> None:
    """What tells of the sound is before it, and the boxes fill the file to its last byte."""
    content = m4a(100_000, {0: "One", 48_000: "Two"})
    top = [(name, start, end) for name, start, end in boxes(content) if "." not in name]
    assert [name for name, _, _ in top] == ["ftyp", "moov", "mdat"]
    assert top[-1][2] == len(content)


def test_every_chunk_is_where_the_table_says() -> None:
    """The first chunk is at the beginning of the sound, and the chapters' names follow its end."""
    content = m4a(4_300_000, {0: "One", 48_000: "Two"})  # a table of several pieces
    found = list(boxes(content))
    sounds, texts = (
        [start for name, start, _ in found if name == f"moov.trak.mdia.minf.stbl.{kind}"]
        for kind in ("stco", "stsz")
    )
    (count,) = struct.unpack_from(">I", content, sounds[0] + 12)
    places = struct.unpack_from(f">{count}I", content, sounds[0] + 16)
    (packets,) = struct.unpack_from(">I", content, texts[0] + 16)
    sizes = struct.unpack_from(f">{packets}I", content, texts[0] + 20)
    (data,) = [start for name, start, _ in found if name == "mdat"]
    assert list(places) == [data + 16 + sum(sizes[:first]) for first in range(0, packets, 64)]
    (names,) = struct.unpack_from(">I", content, sounds[1] + 16)
    assert names == data + 16 + sum(sizes)
    assert content[names : names + 5] == b"\0\3One"


@pytest.mark.needs("ffprobe")
def test_no_chapter_is_lost(tmp_path: Path) -> None:
    """The track has all; Nero's list, which mutagen reads, has the first 255."""
    marks = {480 * n: f"Step {n}" for n in range(300)}
    path = tmp_path / "a.m4b"
    path.write_bytes(m4a(480 * 300, marks, ".m4b"))
    found = probed(path)["chapters"]
    assert [chapter["tags"]["title"] for chapter in found] == list(marks.values())
    assert [float(each["start_time"]) for each in found] == pytest.approx(
        [start / SAMPLE_RATE for start in marks], abs=1e-6
    )
    listed = MP4(path).chapters
    assert [chapter.title for chapter in listed] == list(marks.values())[:255]
    assert [chapter.start for chapter in listed] == pytest.approx(
        [start / SAMPLE_RATE for start in marks][:255], abs=1e-7
    )


@pytest.mark.needs("ffprobe")
def test_what_is_before_the_first_chapter_has_no_name(tmp_path: Path) -> None:
    """Chapters begin where they were marked, though their track begins at 0."""
    path = tmp_path / "a.m4a"
    path.write_bytes(m4a(96_000, {24_000: "One", 48_000: "Two"}))
    times = {each["tags"]["title"]: each["start_time"] for each in probed(path)["chapters"]}
    assert {name: float(at) for name, at in times.items()} == {"": 0, "One": 0.5, "Two": 1.0}


@pytest.mark.parametrize(("ending", "brand", "kind"), [(".m4a", b"M4A ", 1), (".m4b", b"M4B ", 2)])
def test_a_book_says_that_it_is_one(ending: str, brand: bytes, kind: int) -> None:
    """By its brand, and by iTunes' kind of media: players remember the place in a book."""
    content = m4a(4800, {}, ending)
    assert content[8:12] == brand
    tags = MP4(io.BytesIO(content)).tags
    assert tags["stik"] == [kind]
    assert [tags[f"\xa9{name}"] for name in ("nam", "cmt", "too")] == [
        [ABOUT.title], [ABOUT.comment], [ABOUT.made_with],
    ]  # fmt: skip


def test_there_is_no_date_in_it() -> None:
    """Neither of the file nor of its tracks: all of them are 0."""
    content = m4a(4800, {0: "One"})
    headers = [start for name, start, _ in boxes(content) if name[-4:] in ("mvhd", "tkhd", "mdhd")]
    assert len(headers) == 5
    assert all(content[start + 12 : start + 20] == bytes(8) for start in headers)
