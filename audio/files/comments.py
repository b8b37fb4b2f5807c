"""Vorbis comments, the tags of FLAC, Vorbis and Opus, chapters among them.

The names of tags as in Xiph.Org, "Ogg Vorbis I format specification: comment field and header
specification"; chapters as in "Chapter Extension" of the Xiph.Org wiki.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from audio.clip import to_milliseconds
from audio.files.picture import FRONT_COVER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from audio.files.encoded import Chapter
    from audio.files.picture import Picture
    from audio.files.writer import About

CHAPTERS_MAX = 999
"""Their numbers have three digits: there are none after these."""
_DEPTH = 24  # bits of a pixel; players look at the picture itself


def add_comments(tags: Any, about: About, chapters: Sequence[Chapter]) -> None:
    """Put all tags into those of mutagen, where libsndfile may have named itself."""
    if about.made_with is not None and "ENCODER" in tags:
        del tags["ENCODER"]
    tags.extend(_comments(about, chapters))


def flac_picture(cover: Picture) -> Any:
    """Return a picture as FLAC has it, and Ogg in a comment."""
    from mutagen.flac import Picture as FlacPicture  # noqa: PLC0415 - when the sound is done

    picture = FlacPicture()
    picture.type, picture.mime, picture.data = FRONT_COVER, cover.mime_type, cover.content
    picture.width, picture.height, picture.depth = cover.width, cover.height, _DEPTH
    return picture


def _comments(about: About, chapters: Sequence[Chapter]) -> Iterator[tuple[str, str]]:
    """Yield the names and values of all tags."""
    # First, so that a page of Ogg does not part it; and apart from the length of the next comment,
    # which may be a letter.
    made_with = about.made_with and f"{about.made_with} "
    for name, value in (
        ("ENCODER", made_with),
        ("TITLE", about.title),
        ("ALBUM", about.album),
        ("TRACKNUMBER", None if about.track is None else str(about.track)),
        ("DESCRIPTION", about.comment),
        ("LANGUAGE", about.language),
    ):
        if value is not None:
            yield name, value
    for number, chapter in enumerate(chapters[:CHAPTERS_MAX], 1):
        seconds, milliseconds = divmod(to_milliseconds(chapter.start), 1000)
        minutes, seconds = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        at = f"{hours:02}:{minutes:02}:{seconds:02}.{milliseconds:03}"
        yield f"CHAPTER{number:03}", at
        yield f"CHAPTER{number:03}NAME", chapter.label
