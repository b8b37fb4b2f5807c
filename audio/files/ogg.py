"""Ogg files: Vorbis and Opus; RFC 3533, RFC 7845 and Xiph.Org's "Vorbis I specification"."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from audio.files.comments import add_comments, flac_picture
from audio.files.sndfile import SndfileWriter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audio.files.encoded import Chapter
    from audio.files.writer import About, Encoding

_SERIAL = 1  # of the one stream in the file; libsndfile draws one, which nothing needs
_LOWEST_KBIT, _HIGHEST_KBIT, _KBIT = 6, 256, 48  # of each channel of Opus
# What libvorbis aims at for each channel at its eleven qualities: alone, and as one of two.
_QUALITIES_KBIT = {
    1: (48, 60, 70, 80, 86, 96, 110, 120, 140, 160, 240),
    2: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 250),
}
_QUALITY_RATES = (44_100, 48_000)  # at others it aims at other ones


class VorbisWriter(SndfileWriter):
    """Writes Ogg Vorbis, of variable bitrate, with a chapter at each mark."""

    name = "Vorbis"

    def _settings(self, encoding: Encoding) -> dict[str, Any]:
        settings = {"format": "OGG", "subtype": "VORBIS"}
        if encoding.bitrate_kbit is None:
            return settings
        # libsndfile counts qualities down from the highest one, 0, to the lowest, 1.
        each = encoding.bitrate_kbit / encoding.channels
        quality = float(np.interp(each, _QUALITIES_KBIT[encoding.channels], np.linspace(0, 1, 11)))
        return {**settings, "compression_level": 1 - quality}

    def _bitrates_kbit(self, encoding: Encoding) -> Sequence[int]:
        if encoding.rate not in _QUALITY_RATES:
            return ()
        lowest, *_, highest = _QUALITIES_KBIT[encoding.channels]
        return range(lowest * encoding.channels, highest * encoding.channels + 1)

    def _tag(self, file: BinaryIO, about: About, chapters: list[Chapter]) -> None:
        from mutagen.oggvorbis import OggVorbis  # noqa: PLC0415 - loaded when the sound is done

        _tag_ogg(OggVorbis, file, about, chapters)


class OpusWriter(SndfileWriter):
    """Writes Ogg Opus: about 48 kbit/s for each channel, with a chapter at each mark."""

    name = "Opus"
    rates = (8_000, 12_000, 16_000, 24_000, 48_000)

    def _settings(self, encoding: Encoding) -> dict[str, Any]:
        each = (encoding.bitrate_kbit or _KBIT * encoding.channels) / encoding.channels
        return {
            "format": "OGG",
            "subtype": "OPUS",
            # libsndfile counts a channel's bitrates down from the highest, 0, to the lowest, 1.
            "compression_level": (_HIGHEST_KBIT - each) / (_HIGHEST_KBIT - _LOWEST_KBIT),
        }

    def _bitrates_kbit(self, encoding: Encoding) -> Sequence[int]:
        return range(_LOWEST_KBIT * encoding.channels, _HIGHEST_KBIT * encoding.channels + 1)

    def _tag(self, file: BinaryIO, about: About, chapters: list[Chapter]) -> None:
        from mutagen.oggopus import OggOpus  # noqa: PLC0415 - loaded when the sound is done

        _tag_ogg(OggOpus, file, about, chapters)


def _tag_ogg(kind: Any, file: BinaryIO, about: About, chapters: list[Chapter]) -> None:
    _give_serial(file)
    file.seek(0)
    ogg = kind(file)
    add_comments(ogg.tags, about, chapters)
    if about.cover:
        picture = b64encode(flac_picture(about.cover).write())
        ogg.tags["METADATA_BLOCK_PICTURE"] = [picture.decode()]
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
