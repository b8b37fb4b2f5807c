"""Chapters for podcasts: JSON as in "JSON Chapters Format" 1.2.0 of Podcasting 2.0."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, BinaryIO

from audio.clip import to_milliseconds

if TYPE_CHECKING:
    from audio.files.writer import About


class ChaptersWriter:
    """Writes a chapter for each step, when all are known."""

    def __init__(self, file: BinaryIO, about: About) -> None:
        """Begin at the start of an empty file."""
        self._file = file
        self._about = about
        self._markers: list[tuple[int, str]] = []

    def mark(self, start: int, label: str) -> None:
        """Name what begins at ``start``."""
        self._markers.append((start, label))

    def say(self, start: int, end: int, text: str) -> None:
        """Write nothing: chapters have no captions."""

    def finish(self, frames: int) -> None:
        """Write them all."""
        chapters = [
            {"startTime": _seconds(start), "endTime": _seconds(end), "title": label}
            for (start, label), (end, _) in pairwise([*self._markers, (frames, "")])
        ]
        about = {"title": self._about.title, "madeWith": self._about.made_with}
        known = {name: value for name, value in about.items() if value is not None}
        whole = {"version": "1.2.0", **known, "chapters": chapters}
        self._file.write(json.dumps(whole, ensure_ascii=False, indent=2).encode() + b"\n")


def _seconds(frame: int) -> float:
    return to_milliseconds(frame) / 1000
