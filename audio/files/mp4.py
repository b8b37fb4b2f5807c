"""What an MP4 file tells of its one sound, before the sound itself: ``moov``.

AAC as in ISO/IEC 14496-14; chapters as a track of texts, as in Apple's "QuickTime File Format
Specification", and as ``chpl``, Nero's list, which nobody has written down: it is as FFmpeg and
mutagen read it. FFmpeg's own writer isn't used: it keeps 72 bytes in memory for each packet,
which for eight hours is 80 MiB more than for one; here it is 2 bytes.
"""

from __future__ import annotations

import struct
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from audio.clip import SAMPLE_RATE
from audio.files.boxes import (
    MATRIX,
    Parts,
    box,
    chunks,
    description,
    edits,
    full,
    handler,
    in_this_file,
    lengths,
    media_header,
    sizes,
    timed,
)

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    import numpy.typing as npt

    from audio.files.encoded import Chapter

LABEL_BYTES_MAX = 255
"""Of a chapter's name, whose length ``chpl`` tells in a byte."""
CHUNK_PACKETS = 64
"""Packets in a chunk of the file: about a second."""
_LISTED_MAX = 255  # chapters in chpl, which counts them in a byte; the track has them all
_SOUND, _CHAPTERS = 1, 2  # numbers of the tracks
_UTF8 = struct.pack(">I4sI", 12, b"encd", 0x100)
_NO_LOOK = struct.pack(">I18xH6xI4sHHx", 1, 1, 13, b"ftab", 1, 1)  # of text that isn't shown


class Sound(NamedTuple):
    """A sound that was encoded as AAC.

    Attributes:
        rate: frames a second, in Hz, which times in the file are told in.
        channels: of the sound.
        config: what decoders need to know, an AudioSpecificConfig.
        sizes: bytes of each packet.
        packet_frames: of each packet but the last.
        delay: frames that the encoder has put before the sound.
        frames: of the sound itself.
    """

    rate: int
    channels: int
    config: bytes
    sizes: array[int]
    packet_frames: int
    delay: int
    frames: int


def named(label: str) -> bytes:
    """Return a chapter's name as its track has it."""
    name = label.encode()
    return struct.pack(">H", len(name)) + name + _UTF8


def movie(
    sound: Sound, chapters: Sequence[Chapter], language: str, tags: Parts, start: int
) -> Parts:
    """Return what tells all of the file.

    Args:
        sound: whose packets are in the file, from ``start`` on, without gaps.
        chapters: whose names follow it, without gaps. They partition it.
        language: of both, as three letters.
        tags: of the file.
        start: a place in the file, in bytes.
    """
    places = _chunk_places(sound.sizes, start)
    names = start + sum(sound.sizes)
    return box(
        b"moov",
        timed(
            b"mvhd",
            [sound.rate],
            sound.frames,
            struct.pack(">IH10x36s24xI", 0x10000, 0x100, MATRIX, _CHAPTERS + 1),
        ),
        _sound_track(sound, places, language, bool(chapters)),
        _chapter_track(sound, chapters, language, names) if chapters else b"",
        box(b"udta", tags, _listed(chapters) if chapters else b""),
    )


def _chunk_places(packet_sizes: array[int], start: int) -> npt.NDArray[np.int64]:
    whole = (len(packet_sizes) - 1) // CHUNK_PACKETS  # chunks before the last one
    packets = np.frombuffer(packet_sizes, np.uint16, CHUNK_PACKETS * whole)
    chunk_bytes = packets.reshape(-1, CHUNK_PACKETS).sum(axis=1, dtype=np.int64)
    return start + np.cumsum(np.append(0, chunk_bytes))


def _sound_track(
    sound: Sound, places: npt.NDArray[np.int64], language: str, has_chapters: bool
) -> Parts:
    packets, length = len(sound.sizes), sound.delay + sound.frames
    whole = packets - 1
    table = box(
        b"stbl",
        description(_mp4a(sound)),
        lengths([(whole, sound.packet_frames), (1, length - whole * sound.packet_frames)]),
        chunks(places, CHUNK_PACKETS, packets),
        sizes(sound.sizes),
        # Whoever begins at a packet has to decode the one before it first.
        full(b"sgpd", struct.pack(">4sIIh", b"roll", 2, 1, -1), version=1),
        full(b"sbgp", struct.pack(">4sIII", b"roll", 1, packets, 1)),
    )
    return box(
        b"trak",
        _track_header(_SOUND, sound.frames, heard=True),
        edits(sound.frames, sound.delay),
        box(b"tref", box(b"chap", struct.pack(">I", _CHAPTERS))) if has_chapters else b"",
        box(
            b"mdia",
            media_header(length, sound.rate, language),
            handler(b"soun"),
            box(b"minf", full(b"smhd", bytes(4)), in_this_file(), table),
        ),
    )


def _chapter_track(sound: Sound, chapters: Sequence[Chapter], language: str, names: int) -> Parts:
    table = box(
        b"stbl",
        description(box(b"text", struct.pack(">6xH", 1), _NO_LOOK)),
        lengths([(1, chapter.end - chapter.start) for chapter in chapters]),
        chunks(np.array([names]), len(chapters), len(chapters)),
        sizes([len(named(chapter.label)) for chapter in chapters]),
    )
    drawn = full(b"gmin", struct.pack(">4H4x", 0x40, 0x8000, 0x8000, 0x8000))
    return box(
        b"trak",
        _track_header(_CHAPTERS, sound.frames, heard=False),
        edits(sound.frames, 0),
        box(
            b"mdia",
            media_header(chapters[-1].end, SAMPLE_RATE, language),
            handler(b"text"),
            box(b"minf", box(b"gmhd", drawn, box(b"text", MATRIX)), in_this_file(), table),
        ),
    )


def _track_header(number: int, frames: int, heard: bool) -> Parts:
    enabled, in_movie = int(heard), 2
    rest = struct.pack(">10xHH2x36s8x", enabled, 0x100 * enabled, MATRIX)
    return timed(b"tkhd", [number, 0], frames, rest, flags=enabled | in_movie)


def _mp4a(sound: Sound) -> Parts:
    """Return how the sound is encoded."""
    bits = 8 * sum(sound.sizes) * sound.rate // max(sound.frames, 1)
    decoder = struct.pack(">BBxHII", 0x40, 0x15, max(sound.sizes), bits, bits)
    stream = _descriptor(4, decoder + _descriptor(5, sound.config)) + _descriptor(6, b"\2")
    return box(
        b"mp4a",
        struct.pack(">6xH8xHH4xI", 1, sound.channels, 16, sound.rate << 16),
        full(b"esds", _descriptor(3, struct.pack(">HB", _SOUND, 0) + stream)),
    )


def _descriptor(kind: int, body: bytes) -> bytes:
    return bytes([kind, len(body)]) + body


def _listed(chapters: Sequence[Chapter]) -> Parts:
    """Return Nero's list, whose times are in units of 100 ns."""
    units = Fraction(10_000_000, SAMPLE_RATE)
    listed = [(round(c.start * units), c.label.encode()) for c in chapters[:_LISTED_MAX]]
    entries = b"".join(struct.pack(">QB", at, len(name)) + name for at, name in listed)
    return full(b"chpl", struct.pack(">4xB", len(listed)), entries, version=1)
