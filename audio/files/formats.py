"""The formats that sound can be written in, chosen by a file's ending."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from audio.files.writer import About, Writer

SOUND_ENDINGS = (".wav", ".flac", ".mp3", ".ogg", ".opus")
"""WAV, FLAC, MP3, Ogg Vorbis and Ogg Opus."""


def sound_writer(ending: str, file: BinaryIO, about: About) -> Writer:
    """Begin to write ``file`` in the format of ``ending``; only what that needs is imported.

    Raises:
        FileError: what encodes it cannot be loaded here.
        ValueError: the ending is none of ``SOUND_ENDINGS``.
    """
    match ending:
        case ".wav":
            from audio.files.wav import WavWriter  # noqa: PLC0415

            return WavWriter(file, about.title)
        case ".flac":
            from audio.files.flac import FlacWriter  # noqa: PLC0415

            return FlacWriter(file, about)
        case ".mp3":
            from audio.files.mp3 import Mp3Writer  # noqa: PLC0415

            return Mp3Writer(file, about)
        case ".ogg" | ".opus":
            from audio.files.ogg import OpusWriter, VorbisWriter  # noqa: PLC0415

            return VorbisWriter(file, about) if ending == ".ogg" else OpusWriter(file, about)
    raise ValueError(f"no format has the ending {ending}")
