"""In what two files differ, and how long the sound in them is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from audio.clip import to_frames

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Kind = Literal["missing", "cut", "longer", "changed"]
"""A file is not there, ends too early or too late, or has other bytes."""

_BLOCK = 1 << 20


class Difference(NamedTuple):
    """In what a file differs from what it should be."""

    path: Path
    kind: Kind


def first_difference(files: Iterable[Path], others: Iterable[Path]) -> Difference | None:
    """Return the first of some files that differs from its counterpart; None where none does.

    Raises:
        OSError: one of them cannot be read.
    """
    for file, other in zip(files, others, strict=False):
        kind = _kind(file, other) if file.exists() else "missing"
        if kind:
            return Difference(file, kind)
    return None


def _kind(one: Path, other: Path) -> Kind | None:
    with one.open("rb") as first, other.open("rb") as second:
        while True:
            here, there = first.read(_BLOCK), second.read(_BLOCK)
            if here == there:
                if not here:
                    return None
            elif there.startswith(here):
                return "cut"
            elif here.startswith(there):
                return "longer"
            else:
                return "changed"


def frames_of(path: Path) -> int | None:
    """Return about how long the sound of a file is, in frames; None where that is not told."""
    from mutagen import File  # noqa: PLC0415 - few need it

    try:
        length = to_frames(File(path).info.length)
    except Exception:  # mutagen has many kinds for what is damaged, besides its own
        return None
    return length if length >= 0 else None
