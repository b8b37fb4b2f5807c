"""The file of an index: whole or absent, and none where it is damaged, foreign or out of date."""

from __future__ import annotations

import json
import os
import stat
import time
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from guide.library.listed import Brief

if TYPE_CHECKING:
    from pathlib import Path

    from guide.library.identity import Identity

MOST_BYTES = 64 << 20
MOST_INDEXES = 16
"""Of different folders and languages."""

_MAGIC = b"stretch-guide index 1"
_ABANDONED_S = 3600  # what was written aside and not renamed belongs to a process that is gone
_FAULTS = (OSError, ValueError, TypeError, LookupError, AttributeError)


class Entry(NamedTuple):
    """What is kept of one file.

    Attributes:
        moves: the files of the moves that went into it.
        sounds: its sound files.
        brief: what lists tell of it; None if it has not the language that is demanded.
    """

    moves: list[str]
    sounds: list[str]
    brief: Brief | None

    def made_of(self, path: Path) -> tuple[str, ...]:
        """Return all files that went into it, that of ``path`` first."""
        return (str(path), *self.moves, *self.sounds)


class Kept(NamedTuple):
    """Entries by their files, and what all files were that went into them."""

    entries: dict[str, Entry]
    files: dict[str, Identity]


def read(path: Path, program: str) -> Kept:
    """Return what the index of a program keeps; nothing if there is none that can be used."""
    with suppress(*_FAULTS):
        if stat.S_ISREG(path.stat().st_mode):
            with path.open("rb") as file:
                head, _, content = file.read(MOST_BYTES).partition(b"\n")
            if head == _head(content):
                of, entries, files = json.loads(content)
                if of == program:
                    return Kept({name: _entry(*entry) for name, entry in entries.items()}, files)
    return Kept({}, {})


def write(path: Path, program: str, kept: Kept) -> None:
    """Write an index aside, and then in place of another; do nothing where that cannot be."""
    content = json.dumps([program, *kept]).encode()
    aside = path.with_name(f"{path.name}.{os.getpid()}.new")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            aside.write_bytes(_head(content) + b"\n" + content)
            aside.replace(path)
        except OSError:
            aside.unlink()
        _clear(path.parent)


def mark_used(path: Path) -> None:
    """Keep an index that is as it was from being cleared before those that nobody uses."""
    with suppress(OSError):
        os.utime(path)


def _entry(moves: list[str], sounds: list[str], brief: list[Any] | None) -> Entry:
    return Entry(moves, sounds, Brief(*brief) if brief else None)


def _head(content: bytes) -> bytes:
    return b"%s %08x" % (_MAGIC, zlib.crc32(content))


def _clear(folder: Path) -> None:
    """Remove the indexes that were not used for longest, and what killed processes have left."""
    used = sorted((file.stat().st_mtime, file) for file in folder.iterdir())
    asides = [(at, file) for at, file in used if file.suffix == ".new"]
    indexes = [file for _, file in used if file.suffix != ".new"]
    left = [file for at, file in asides if at < time.time() - _ABANDONED_S]
    for file in (*indexes[:-MOST_INDEXES], *left):
        file.unlink(missing_ok=True)
