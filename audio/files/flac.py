"""FLAC files: without loss, to the frame; RFC 9639."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from audio.files.comments import add_comments
from audio.files.sndfile import SndfileWriter

if TYPE_CHECKING:
    from audio.files.encoded import Chapter
    from audio.files.writer import About, Encoding


class FlacWriter(SndfileWriter):
    """Writes FLAC, with a chapter at each mark."""

    name = "FLAC"
    bits = (16, 24)

    def _settings(self, encoding: Encoding) -> dict[str, Any]:
        return {"format": "FLAC", "subtype": f"PCM_{encoding.bits}"}

    def _tag(self, file: BinaryIO, about: About, chapters: list[Chapter]) -> None:
        from mutagen.flac import FLAC  # noqa: PLC0415 - loaded when the sound is done

        file.seek(0)
        flac = FLAC(file)
        if flac.tags is None:
            flac.add_tags()
        add_comments(flac.tags, about, chapters)
        file.seek(0)
        flac.save(file)
