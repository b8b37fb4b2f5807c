"""Vorbis comments, the tags of FLAC, Vorbis and Opus, chapters among them.

The names of tags as in Xiph.Org, "Ogg Vorbis I format specification: comment field and header
specification"; chapters as in "Chapter Extension" of the Xiph.Org wiki.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio.clip import to_milliseconds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from audio.files.encoded import Chapter
    from audio.files.writer import About

CHAPTERS_MAX = 999
"""Their numbers have three digits: there are none after these."""


def comments(about: About, chapters: Sequence[Chapter]) -> Iterator[tuple[str, str]]:
    """Yield the names and values of all tags."""
    if about.made_with is not None:
        yield "ENCODER", about.made_with
    if about.title is not None:
        yield "TITLE", about.title
    if about.language is not None:
        yield "LANGUAGE", about.language
    for number, chapter in enumerate(chapters[:CHAPTERS_MAX], 1):
        seconds, milliseconds = divmod(to_milliseconds(chapter.start), 1000)
        minutes, seconds = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        at = f"{hours:02}:{minutes:02}:{seconds:02}.{milliseconds:03}"
        yield f"CHAPTER{number:03}", at
        yield f"CHAPTER{number:03}NAME", chapter.label
