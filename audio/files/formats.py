"""The formats that sessions can be written in, chosen by a file's ending."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from pathlib import Path

    from audio.files.captions import CaptionWriter
    from audio.files.writer import About, Encoding, Writer

SOUND_ENDINGS = (".wav", ".flac", ".mp3", ".ogg", ".opus", ".m4a", ".m4b")
"""WAV, FLAC, MP3, Ogg Vorbis, Ogg Opus, and AAC in MP4, as music and as a book."""
COVER_ENDINGS = SOUND_ENDINGS[1:]
"""What can carry a picture."""
CAPTION_ENDINGS = (".vtt", ".srt", ".lrc", ".chapters.json")
"""WebVTT, SubRip, LRC, and the chapters of Podcasting 2.0."""
PAGE_ENDINGS = (".html",)
"""A page, which has its sound in it as MP3, and is put together by who knows what else it shows."""


def ending_of(path: Path) -> str | None:
    """Return which of all endings a file's name has, whatever its capitals; None where none."""
    name, known = path.name.lower(), SOUND_ENDINGS + CAPTION_ENDINGS + PAGE_ENDINGS
    return next((e for e in known if name.endswith(e)), None)


def sound_writer(ending: str, file: BinaryIO, about: About, encoding: Encoding) -> Writer:
    """Begin to write ``file`` in the format of ``ending``; only what that needs is imported.

    Raises:
        FileError: the format cannot be encoded so, or what encodes it cannot be loaded here.
        ValueError: the ending is none of ``SOUND_ENDINGS``.
    """
    match ending:
        case ".wav":
            from audio.files.wav import WavWriter  # noqa: PLC0415

            return WavWriter(file, about, encoding)
        case ".flac":
            from audio.files.flac import FlacWriter  # noqa: PLC0415

            return FlacWriter(file, about, encoding)
        case ".mp3":
            from audio.files.mp3 import Mp3Writer  # noqa: PLC0415

            return Mp3Writer(file, about, encoding)
        case ".ogg" | ".opus":
            from audio.files.ogg import OpusWriter, VorbisWriter  # noqa: PLC0415

            writer = VorbisWriter if ending == ".ogg" else OpusWriter
            return writer(file, about, encoding)
        case ".m4a" | ".m4b":
            from audio.files.m4a import M4aWriter, M4bWriter  # noqa: PLC0415

            kind = M4aWriter if ending == ".m4a" else M4bWriter
            return kind(file, about, encoding)
    raise ValueError(f"no format has the ending {ending}")


def caption_writer(ending: str, file: BinaryIO, about: About) -> CaptionWriter:
    """Begin to write ``file`` in the format of ``ending``.

    Raises:
        ValueError: the ending is none of ``CAPTION_ENDINGS``.
    """
    from audio.files.captions import LrcWriter, SrtWriter, VttWriter  # noqa: PLC0415 - as above
    from audio.files.podcast import ChaptersWriter  # noqa: PLC0415

    match ending:
        case ".vtt":
            return VttWriter(file, about)
        case ".srt":
            return SrtWriter(file, about)
        case ".lrc":
            return LrcWriter(file, about)
        case ".chapters.json":
            return ChaptersWriter(file, about)
    raise ValueError(f"no format has the ending {ending}")
