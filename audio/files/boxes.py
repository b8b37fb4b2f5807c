"""Boxes, of which MP4 files are made: ISO/IEC 14496-12, and those of QuickTime.

A box is kept as its parts, which are never joined, and its longest tables as what they are made
of: those of a long file have some megabytes.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt


class Table:
    """Numbers of 32 bits each, whose bytes are made as they are written."""

    def __init__(self, numbers: array[int] | Sequence[int]) -> None:
        """Take numbers of 0 or more."""
        self._numbers = numbers

    def __len__(self) -> int:
        """Return how many bytes they are."""
        return 4 * len(self._numbers)

    def pieces(self) -> Iterator[bytes]:
        """Yield their bytes."""
        for at in range(0, len(self._numbers), _AT_ONCE):
            yield _numbers(self._numbers[at : at + _AT_ONCE])


Parts: TypeAlias = list[bytes | Table]

MATRIX = struct.pack(">9i", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
"""Of a picture that is neither turned nor scaled: every track has one."""
_AT_ONCE = 1 << 12  # numbers of a table
_SHORT_MAX = 0x7FFFFFFF  # mutagen takes what has 32 bits for signed


def box(kind: bytes, *contents: bytes | Table | Parts) -> Parts:
    """Return a box."""
    parts: Parts = []
    for content in contents:
        parts += content if isinstance(content, list) else [content]
    return [struct.pack(">I4s", 8 + size(parts), kind), *parts]


def full(kind: bytes, *contents: bytes | Table | Parts, version: int = 0, flags: int = 0) -> Parts:
    """Return a box with a version and flags."""
    return box(kind, struct.pack(">I", version << 24 | flags), *contents)


def size(parts: Parts) -> int:
    """Return the bytes of all parts."""
    return sum(map(len, parts))


def content(parts: Parts) -> Iterator[bytes]:
    """Yield the bytes of all parts."""
    for part in parts:
        yield from [part] if isinstance(part, bytes) else part.pieces()


def timed(kind: bytes, numbers: Sequence[int], length: int, rest: bytes, flags: int = 0) -> Parts:
    """Return a header that tells a length, and no dates before it."""
    wide = length > _SHORT_MAX
    time = "Q" if wide else "I"
    fields = struct.pack(f">{time}{time}{len(numbers)}I{time}", 0, 0, *numbers, length)
    return full(kind, fields, rest, version=int(wide), flags=flags)


def edits(length: int, start: int) -> Parts:
    """Return that a track is heard from ``start`` on, for ``length``."""
    wide = length > _SHORT_MAX
    edit = struct.pack(">IQqI" if wide else ">IIiI", 1, length, start, 0x10000)
    return box(b"edts", full(b"elst", edit, version=int(wide)))


def media_header(length: int, rate: int, language: str) -> Parts:
    """Return in which units a track's times are, and its language, as three letters."""
    first, second, third = (ord(letter) - 0x60 for letter in language)
    code = first << 10 | second << 5 | third
    return timed(b"mdhd", [rate], length, struct.pack(">HH", code, 0))


def handler(kind: bytes) -> Parts:
    """Return what a track holds."""
    return full(b"hdlr", struct.pack(">4x4s13x", kind))


def in_this_file() -> Parts:
    """Return where the bytes of a track are."""
    return box(b"dinf", full(b"dref", _count(1), *full(b"url ", flags=1)))


def description(entry: Parts) -> Parts:
    """Return what all samples of a track are."""
    return full(b"stsd", _count(1), entry)


def lengths(runs: Sequence[tuple[int, int]]) -> Parts:
    """Return how long samples last, as runs: how many, and how long each is."""
    return full(b"stts", _numbers([len(runs), *(number for run in runs for number in run)]))


def sizes(each: array[int] | Sequence[int]) -> Parts:
    """Return the bytes of each sample."""
    return full(b"stsz", struct.pack(">II", 0, len(each)), Table(each))


def chunks(places: npt.NDArray[np.int64], each: int, samples: int) -> Parts:
    """Return where chunks begin, which have ``each`` samples, but the last one, of all."""
    last = samples - (len(places) - 1) * each
    runs = [1, each, 1] if last == each else [1, each, 1, len(places), last, 1]
    if len(places) == 1:
        runs = [1, last, 1]
    return [
        *full(b"stsc", _numbers([len(runs) // 3, *runs])),
        *full(b"stco", _count(len(places)), _numbers(places)),
    ]


def tag(kind: bytes, form: int, value: bytes) -> Parts:
    """Return one of iTunes' tags; ``form`` says what the value is: 1 is a text."""
    return box(kind, box(b"data", struct.pack(">II", form, 0), value))


def tags(*each: Parts) -> Parts:
    """Return all tags."""
    kind = full(b"hdlr", struct.pack(">4x4s4s9x", b"mdir", b"appl"))
    return full(b"meta", kind, box(b"ilst", *each))


def _count(number: int) -> bytes:
    return struct.pack(">I", number)


def _numbers(numbers: npt.ArrayLike) -> bytes:
    return np.asarray(numbers).astype(">u4").tobytes()
