"""In what two files differ, and how long the sound in them is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from audio.clip import to_frames

if TYPE_CHECKING:
    from pathlib import Path

Difference = Literal["cut", "longer", "changed"]
"""The first of two files is the beginning of the other one, begins with it, or is another one."""

_BLOCK = 1 << 20


def difference(one: Path, other: Path) -> Difference | None:
    """Return in what ``one`` differs from ``other``; None where every byte is the same.

    Raises:
        OSError: one of them cannot be read.
    """
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
    from mutagen import File, MutagenError  # noqa: PLC0415 - few need it

    try:
        file = File(path)
    except MutagenError:
        return None
    return None if file is None else to_frames(file.info.length)
