"""Captions: whatever is said in them, programs of others read back what was written."""

from __future__ import annotations

import html
import io
import json
import re
import zlib
from typing import TYPE_CHECKING

import webvtt

from audio.clip import SAMPLE_RATE, to_milliseconds
from audio.files.captions import LrcWriter, SrtWriter, VttWriter
from audio.files.podcast import ChaptersWriter
from audio.files.split import in_names
from audio.files.writer import About
from tests.fuzz.mutations import of_lines

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from audio.files.captions import CaptionWriter

    Said = list[tuple[int, int, str]]

LARGEST = 600
SAMPLES: list[Path] = []
WORDS = (
    *("WEBVTT", "NOTE ", "STYLE", "REGION", "X-TIMESTAMP-MAP=", "-->", "--", "00:00:01.000", "->"),
    *("00:00:01,000 --> 00:00:02,000", "<b>", "</b>", "<c.x>", "<v Anna>", "<00:01.000>", "&lt;"),
    *(
        "&amp;",
        "&nbsp;",
        "&#10;",
        "{\\an8}",
        "{b}",
        "[00:01.00]",
        "[ti:x]",
        "[offset:+1]",
        "<",
        ">",
    ),
    *("&", "{", "}", "[", "]", "1", "\u2028", "\u2029", "\u0085", "\u2060", "\u200b", "\u202e"),
    *("\x0b", "\x0c", "\x1c", "\x1e", "\0", "\ufeff", "\ufffe", "\r", "\n\n", "\u00a0", "\u3000"),
)
_JOINER = "\u2060"
_LRC_LINE = re.compile(r"\[(\d\d+):(\d\d)\.(\d{3})\](.*)")
_LRC_TAG = re.compile(r"\[(ti|la|re):.*\]")
_SRT_CUE = re.compile(r"(\d+)\n(\S+) --> (\S+)\n([^\n]+)")
_SRT_MARKUP = re.compile(rf"[<{{](?!{_JOINER})")
_LONGEST = 5 * SAMPLE_RATE
_NAME_BYTES = 120


def mutate(data: bytes, chance: Random) -> bytes:
    """Return other texts: each line is one that is said."""
    return of_lines(data, chance, WORDS)


def check(data: bytes) -> None:
    """The first line is a title, each other one is said: all come back, with their times."""
    title, *texts = data.decode("utf-8", "replace").split("\n")
    said, frame = [], 0
    for text in texts:
        if text.split():
            length = zlib.crc32(text.encode()) % _LONGEST
            said.append((frame, frame + length, text))
            frame += length + len(text) % 3 * SAMPLE_RATE
    about = About(title=title, language="en", made_with="stretch-guide 1 spoken_by=a routine=b")
    ms = to_milliseconds
    whole = [(ms(start), ms(end), " ".join(text.split())) for start, end, text in said]
    bare = [(start, end, _bare(text)) for start, end, text in whole]
    assert _webvtt(_written(VttWriter, about, said)) == whole
    assert _subrip(_written(SrtWriter, about, said)) == bare
    assert _lrc(_written(LrcWriter, about, said)) == [(at, text) for at, _, text in bare if text]
    chapters = json.loads(_written(ChaptersWriter, about, said))["chapters"]
    assert [one["title"] for one in chapters] == [text for _, _, text in said]
    _check_name(in_names(title))


def _written(writer: type[CaptionWriter], about: About, said: Said) -> str:
    file = io.BytesIO()
    captions = writer(file, about)
    for start, end, text in said:
        captions.mark(start, text)
        captions.say(start, end, text)
    captions.finish(said[-1][1] + SAMPLE_RATE if said else SAMPLE_RATE)
    return file.getvalue().decode()


def _bare(text: str) -> str:
    return text.replace(_JOINER, "")


def _webvtt(text: str) -> Said:
    found = webvtt.from_buffer(io.StringIO(text))
    return [(_ms(cue.start), _ms(cue.end), html.unescape(cue.raw_text)) for cue in found.captions]


def _subrip(text: str) -> Said:
    """Return what a reader of blocks, which empty lines part, makes of SubRip."""
    cues = [_SRT_CUE.fullmatch(block) for block in text.rstrip("\n").split("\n\n") if block]
    assert all(cue and int(cue[1]) == number for number, cue in enumerate(cues, 1)), text
    assert not any(_SRT_MARKUP.search(cue[4]) for cue in cues if cue), text
    return [(_ms(cue[2]), _ms(cue[3]), _bare(cue[4])) for cue in cues if cue]


def _lrc(text: str) -> list[tuple[int, str]]:
    """Return the words of LRC with their times; all that is no such line is a tag."""
    lines = [(line, _LRC_LINE.fullmatch(line)) for line in text.removesuffix("\n").split("\n")]
    assert all(found or _LRC_TAG.fullmatch(line) for line, found in lines), text
    times = [((int(f[1]) * 60 + int(f[2])) * 1000 + int(f[3]), f[4]) for _, f in lines if f]
    assert times == sorted(times, key=lambda one: one[0])
    return [(start, _bare(words)) for start, words in times if _bare(words)]


def _ms(clock: str) -> int:
    hours, minutes, seconds = clock.replace(",", ".").split(":")
    whole, thousandths = seconds.split(".")
    return ((int(hours) * 60 + int(minutes)) * 60 + int(whole)) * 1000 + int(thousandths)


def _check_name(name: str) -> None:
    """It can be part of a file's name anywhere."""
    assert len(name.encode()) <= _NAME_BYTES
    assert not set(name) & set('<>:"/\\|?*')
    assert name.isprintable() and name == name.strip(" ") and not name.endswith(".")
