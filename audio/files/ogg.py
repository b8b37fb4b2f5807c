"""Ogg files: Vorbis and Opus; RFC 3533, RFC 7845 and Xiph.Org's "Vorbis I specification"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from audio.files.comments import add_comments
from audio.files.sndfile import SndfileWriter

if TYPE_CHECKING:
    from audio.files.encoded import Chapter
    from audio.files.writer import About, Encoding

_SERIAL = 1  # of the one stream in the file; libsndfile draws one, which nothing needs
_LOWEST_KBIT, _HIGHEST_KBIT, _KBIT = 6, 256, 48


class VorbisWriter(SndfileWriter):
    """Writes Ogg Vorbis, of variable bitrate, with a chapter at each mark."""

    name = "Vorbis"

    def _settings(self, encoding: Encoding) -> dict[str, Any]:
        return {"format": "OGG", "subtype": "VORBIS"}

    def _tag(self, file: BinaryIO, about: About, chapters: list[Chapter]) -> None:
        from mutagen.oggvorbis import OggVorbis  # noqa: PLC0415 - loaded when the sound is done

        _tag_ogg(OggVorbis, file, about, chapters)


class OpusWriter(SndfileWriter):
    """Writes Ogg Opus: about 48 kbit/s for each channel, with a chapter at each mark."""

    name = "Opus"
    rates = (8_000, 12_000, 16_000, 24_000, 48_000)

    def _settings(self, encoding: Encoding) -> dict[str, Any]:
        return {
            "format": "OGG",
            "subtype": "OPUS",
            # libsndfile counts a channel's bitrates down from the highest, 0, to the lowest, 1.
            "compression_level": (_HIGHEST_KBIT - _KBIT) / (_HIGHEST_KBIT - _LOWEST_KBIT),
        }

    def _tag(self, file: BinaryIO, about: About, chapters: list[Chapter]) -> None:
        from mutagen.oggopus import OggOpus  # noqa: PLC0415 - loaded when the sound is done

        _tag_ogg(OggOpus, file, about, chapters)


def _tag_ogg(kind: Any, file: BinaryIO, about: About, chapters: list[Chapter]) -> None:
    _give_serial(file)
    file.seek(0)
    ogg = kind(file)
    add_comments(ogg.tags, about, chapters)
    file.seek(0)
    ogg.save(file)


def _give_serial(file: BinaryIO) -> None:
    """Write every page anew with a serial number that is no chance, and so its checksum."""
    from mutagen.ogg import OggPage  # noqa: PLC0415 - loaded when the sound is done

    file.seek(0)
    while not _at_end(file):
        page = OggPage(file)
        page.serial = _SERIAL
        file.seek(page.offset)
        file.write(page.write())


def _at_end(file: BinaryIO) -> bool:
    place = file.tell()
    ended = not file.read(1)
    file.seek(place)
    return ended
