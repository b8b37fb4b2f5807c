"""FLAC files: without loss, to the frame; RFC 9639."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from audio.files.comments import comments
from audio.files.encoded import Chapter, EncodedWriter

if TYPE_CHECKING:
    from audio.files.writer import About


class FlacWriter(EncodedWriter):
    """Writes FLAC: 48 kHz, mono, 16 bit, with a chapter at each mark."""

    encoding = {"format": "FLAC", "subtype": "PCM_16"}  # noqa: RUF012 - as EncodedWriter has it

    def _tag(self, file: BinaryIO, about: About, chapters: list[Chapter]) -> None:
        from mutagen.flac import FLAC  # noqa: PLC0415 - loaded when the sound is done

        file.seek(0)
        flac = FLAC(file)
        if flac.tags is None:
            flac.add_tags()
        flac.tags.extend(comments(about, chapters))
        file.seek(0)
        flac.save(file)
