"""Captions and podcast chapters: what others read is what is said, to the millisecond."""

from __future__ import annotations

import io
import json
import subprocess
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.clip import SAMPLE_RATE, to_milliseconds
from audio.errors import FileError
from audio.files.formats import CAPTION_ENDINGS, caption_writer
from audio.files.whole import whole_file
from audio.files.writer import About

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

TEXTS = CAPTION_ENDINGS[:3]
ABOUT = About("Öde --> 1", "en")
JOINER = "\u2060"
DAY = 24 * 3600 * SAMPLE_RATE


class Said(NamedTuple):
    """What is said in ``[start, end)``, in frames."""

    start: int
    end: int
    text: str


def content(ending: str, said: Iterable[Said], about: About = ABOUT) -> bytes:
    """Return a whole file, of a session that goes on for a second after the last words."""
    file = io.BytesIO()
    writer = caption_writer(ending, file, about)
    end = 0
    for start, end, text in said:
        writer.say(start, end, text)
    writer.finish(end + SAMPLE_RATE)
    return file.getvalue()


def read(path: Path, *ways: str) -> str:
    """Return what FFmpeg says about captions, or makes of them, without warnings."""
    program, *rest = ways
    command = [program, "-v", "warning", "-i", path, *rest]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stderr == b""
    return done.stdout.decode()


def times(path: Path) -> list[tuple[int, int]]:
    """Return the milliseconds of start and length of all captions that ffprobe finds."""
    show = ("-show_packets", "-of", "json")
    packets = json.loads(read(path, "ffprobe", *show))["packets"]
    return [
        (round(1000 * float(p["pts_time"])), round(1000 * float(p["duration_time"])))
        for p in packets
        if int(p["size"]) > 1  # a line without words takes those before it away
    ]


def texts(path: Path) -> list[str]:
    """Return the words that FFmpeg shows, one item for each caption that has any."""
    shown = read(path, "ffmpeg", "-f", "srt", "-").strip().split("\n\n")
    parts = [block.split("\n") for block in shown]
    return ["\n".join(words) for _, _, *words in parts if any(words)]


@pytest.mark.needs("ffprobe")
@pytest.mark.parametrize("ending", TEXTS)
def test_every_caption_is_on_its_millisecond(tmp_path: Path, ending: str) -> None:
    """Also where frames are no whole milliseconds, and beyond an hour."""
    said = [Said(n * 12_345_677, n * 12_345_677 + 24_001 + n, f"Line {n}.") for n in range(40)]
    path = tmp_path / f"a{ending}"
    path.write_bytes(content(ending, said))
    starts_and_ends = [(to_milliseconds(s.start), to_milliseconds(s.end)) for s in said]
    assert times(path) == [(start, end - start) for start, end in starts_and_ends]


@pytest.mark.needs("ffmpeg")
@pytest.mark.parametrize("ending", TEXTS)
@pytest.mark.parametrize(
    "text",
    [
        "Reach <b>up</b> & hold.",
        "a < b > c",
        "&lt; stays as it is",
        "10 --> 20: 00:00:01,000 --> 00:00:02,000",
        "-->",
        "[00:07.00] at <00:08.00>",
        "<v Bob>Hi",
        "Ruhig – ganz „ruhig“, 深呼吸, شهيق",
    ],
)
def test_words_are_never_markup(tmp_path: Path, ending: str, text: str) -> None:
    """Whatever is written is what is shown, and what follows is where it was."""
    path = tmp_path / f"a{ending}"
    said = [Said(0, 48_000, text), Said(48_000, 96_000, "Then.")]
    path.write_bytes(content(ending, said))
    shown = [words.replace(JOINER, "") for words in texts(path)]
    assert shown == [text, "Then."]
    assert times(path) == [(0, 1000), (1000, 1000)]


@pytest.mark.parametrize("ending", TEXTS)
@given(text=st.text(min_size=1).filter(lambda text: text.split()))
def test_words_are_in_one_line(ending: str, text: str) -> None:
    """No break of a line within them ends a caption, or makes another one."""
    plain, strange = (
        content(ending, [Said(0, 1, words), Said(1, 2, "b")], About(words)).decode()
        for words in ("a", text)
    )
    assert strange.count("\n") == plain.count("\n")
    assert len(strange.split("\n\n")) == len(plain.split("\n\n"))


def test_the_files_are_as_people_know_them() -> None:
    """To the letter."""
    said = [Said(0, 48_000, "One."), Said(48_000, 60_000, "Two & a half."), Said(DAY, DAY + 1, "3")]
    assert content(".vtt", said).decode() == (
        f"WEBVTT - Öde --{JOINER}> 1\n\n"
        "00:00:00.000 --> 00:00:01.000\nOne.\n\n"
        "00:00:01.000 --> 00:00:01.250\nTwo &amp; a half.\n\n"
        "24:00:00.000 --> 24:00:00.000\n3\n"
    )
    assert content(".srt", said).decode() == (
        "1\n00:00:00,000 --> 00:00:01,000\nOne.\n\n"
        "2\n00:00:01,000 --> 00:00:01,250\nTwo & a half.\n\n"
        "3\n24:00:00,000 --> 24:00:00,000\n3\n"
    )
    assert content(".lrc", said).decode() == (
        "[ti:Öde --> 1]\n[la:en]\n"
        "[00:00.000]One.\n"
        "[00:01.000]Two & a half.\n[00:01.250]\n"
        "[1440:00.000]3\n[1440:00.000]\n"
    )


def test_podcast_chapters_are_the_steps() -> None:
    """JSON of version 1.2.0: they partition the session, and need no escapes but JSON's own."""
    file = io.BytesIO()
    writer = caption_writer(".chapters.json", file, ABOUT)
    for start, label in ((0, 'Fold "it"'), (48_007, "Öde"), (96_031, "<b>")):
        writer.mark(start, label)
        writer.say(start, start + 7, "said")
    writer.finish(480_000)
    assert json.loads(file.getvalue()) == {
        "version": "1.2.0",
        "title": "Öde --> 1",
        "chapters": [
            {"startTime": 0, "endTime": 1.0, "title": 'Fold "it"'},
            {"startTime": 1.0, "endTime": 2.001, "title": "Öde"},
            {"startTime": 2.001, "endTime": 10, "title": "<b>"},
        ],
    }


@pytest.mark.parametrize("ending", CAPTION_ENDINGS)
def test_a_full_disk_is_never_success(small_disk: Path, ending: str) -> None:
    """The older file stays, nothing else is there, and a sentence says why."""
    target = small_disk / f"a{ending}"
    target.write_bytes(b"older")
    with (
        pytest.raises(FileError, match=r"the disk is full; free some space there, or choose"),
        whole_file(target, overwrite=True) as file,
    ):
        writer = caption_writer(ending, file, ABOUT)
        for n in range(3000):
            writer.mark(n, "L" * 500)
            writer.say(n, n + 1, "L" * 500)
        writer.finish(4000)
    assert [path.name for path in small_disk.iterdir()] == [target.name]
    assert target.read_bytes() == b"older"


def test_a_format_that_is_unknown_is_refused() -> None:
    """Whoever chooses a format by an ending asks first whether it is one."""
    with pytest.raises(ValueError, match=r"no format has the ending \.json"):
        caption_writer(".json", io.BytesIO(), ABOUT)
