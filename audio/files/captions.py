"""What is said, as text with times: WebVTT, SubRip and LRC; UTF-8, to the millisecond.

WebVTT as in the W3C's "WebVTT: The Web Video Text Tracks Format"; nobody has written down what
SubRip and LRC are, so they are written as FFmpeg and most players read them.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, BinaryIO, Protocol

from audio.clip import to_milliseconds

if TYPE_CHECKING:
    from audio.files.writer import About

_JOINER = "\u2060"  # is not seen, and parts what would be read as markup where nothing escapes it
_SRT_MARKUP = re.compile(r"<|\{|--(?=>)")
_LRC_MARKUP = re.compile(r"^(?=\[)|<(?=\d)")


class CaptionWriter(Protocol):
    """Writes what is said and where steps begin, in order, as it comes.

    One is made with an empty file, which stays the caller's to close, and an ``About``. Whatever
    the file raises is passed on. All places are absolute, in frames.
    """

    def mark(self, start: int, label: str) -> None:
        """Name what begins at ``start``: a chapter."""

    def say(self, start: int, end: int, text: str) -> None:
        """Caption what is said in ``[start, end)``."""

    def finish(self, frames: int) -> None:
        """Write what only now is known: that the whole is of this length."""


class VttWriter:
    """Writes WebVTT."""

    def __init__(self, file: BinaryIO, about: About) -> None:
        """Begin at the start of an empty file."""
        self._file = file
        title = _in_one_line(about.title or "").replace("-->", f"--{_JOINER}>")
        file.write(f"WEBVTT{title and f' - {title}'}\n".encode())
        if about.made_with is not None:
            file.write(f"\nNOTE {about.made_with}\n".encode())

    def mark(self, start: int, label: str) -> None:
        """Write nothing: chapters of WebVTT are a file of their own."""

    def say(self, start: int, end: int, text: str) -> None:
        """Write a cue."""
        words = html.escape(_in_one_line(text), quote=False)
        self._file.write(f"\n{_clock(start)} --> {_clock(end)}\n{words}\n".encode())

    def finish(self, frames: int) -> None:
        """Write nothing: the last cue was the last."""


class SrtWriter:
    """Writes SubRip, which has no title and cannot be escaped."""

    def __init__(self, file: BinaryIO, about: About) -> None:
        """Begin at the start of an empty file."""
        self._file = file
        self._number = 0

    def mark(self, start: int, label: str) -> None:
        """Write nothing: it has no chapters."""

    def say(self, start: int, end: int, text: str) -> None:
        """Write a cue."""
        self._number += 1
        apart = "\n" if self._number > 1 else ""
        times = f"{_clock(start)} --> {_clock(end)}".replace(".", ",")
        words = _parted(_SRT_MARKUP, _in_one_line(text))
        self._file.write(f"{apart}{self._number}\n{times}\n{words}\n".encode())

    def finish(self, frames: int) -> None:
        """Write nothing: the last cue was the last."""


class LrcWriter:
    """Writes LRC. Its lines have no ends: an empty line takes one away when it was said."""

    def __init__(self, file: BinaryIO, about: About) -> None:
        """Begin at the start of an empty file."""
        self._file = file
        self._end: int | None = None
        for name, value in (("ti", about.title), ("la", about.language), ("re", about.made_with)):
            if value is not None:
                file.write(f"[{name}:{_in_one_line(value)}]\n".encode())

    def mark(self, start: int, label: str) -> None:
        """Write nothing: it has no chapters."""

    def say(self, start: int, end: int, text: str) -> None:
        """Write a line."""
        self._take_away_before(start)
        self._write(start, _parted(_LRC_MARKUP, _in_one_line(text)))
        self._end = end

    def finish(self, frames: int) -> None:
        """Take the last line away."""
        self._take_away_before(frames)

    def _take_away_before(self, frame: int) -> None:
        if self._end is not None and to_milliseconds(self._end) < to_milliseconds(frame):
            self._write(self._end, "")

    def _write(self, start: int, words: str) -> None:
        minutes, milliseconds = divmod(to_milliseconds(start), 60_000)
        stamp = f"{minutes:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"
        self._file.write(f"[{stamp}]{words}\n".encode())


def _clock(frame: int) -> str:
    """Return ``hh:mm:ss.mmm``."""
    seconds, milliseconds = divmod(to_milliseconds(frame), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{milliseconds:03}"


def _in_one_line(text: str) -> str:
    """Return it with single spaces: an empty line would end a cue."""
    return " ".join(text.split())


def _parted(markup: re.Pattern[str], text: str) -> str:
    """Return it with nothing in it that would be read as ``markup``."""
    return markup.sub(lambda found: found[0] + _JOINER, text)
