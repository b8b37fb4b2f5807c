"""FLAC files: without loss, to the frame; RFC 9639."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from audio.files.comments import comments
from audio.files.encoded import Chapter, EncodedWriter

if TYPE_CHECKING:
    from audio.files.writer import About, Encoding


class FlacWriter(EncodedWriter):
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
        flac.tags.clear()  # libsndfile names itself as what made the file
        flac.tags.extend(comments(about, chapters))
        file.seek(0)
        flac.save(file)
