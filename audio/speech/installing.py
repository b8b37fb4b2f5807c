"""Voices of Piper are installed, whole or not at all, and removed.

A voice is fetched into a folder beside its own, which is renamed when every file has its size and
digest. What was fetched when something goes wrong stays there, and the next try goes on with it.
What nobody went on with for a week is removed when another voice is installed or removed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import time
from contextlib import contextmanager, suppress
from math import ceil
from typing import TYPE_CHECKING

from audio.errors import DownloadError, FileError
from audio.speech.piper_voices import CARD, VARIABLE, licence_in, voice_folder
from audio.speech.sources import TooLargeError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from audio.speech.catalogue import Offer, Part
    from audio.speech.piper_voices import Installed
    from audio.speech.sources import Source

    Progress = Callable[[str, int], object]

TRIES = 5
"""How often a connection that broke off is made again, if each time something came."""

_ROOM = 16 << 20  # bytes that stay free
_ABANDONED_S = 7 * 24 * 3600


def install(offer: Offer, source: Source, progress: Progress = lambda *_: None) -> Path:
    """Fetch a voice, in place of one of its name that is there; return its folder.

    Args:
        offer: what it consists of.
        source: where it is from.
        progress: called with the name of a file, and how many bytes of it are there.

    Raises:
        DownloadError: it did not come whole, or is not what the catalogue says.
        FileError: it cannot be written, or another one is being installed.
    """
    with _writing(voice_folder(), offer.name) as folder:
        aside = folder / f".{offer.name}.part"
        aside.mkdir(exist_ok=True)
        _remove_abandoned(folder, but=aside)
        _check_room(aside, offer)
        for part in offer.parts:
            _fetch(part, source, aside / part.name, progress)
        for path in aside.iterdir():
            if path.name not in {part.name for part in offer.parts}:
                path.unlink()  # of an earlier version
        there = folder / offer.name
        _put_away(there)
        aside.rename(there)
        return there


def licence_of(offer: Offer, source: Source) -> str:
    """Return what a voice's card says of its licence; raises DownloadError if it does not come."""
    for part in offer.parts:
        if part.name == CARD:
            content = b"".join(source.read(part.path, part.size_bytes))
            return licence_in(content) or "its card does not say"
    return "it has no card that says so"


def remove(voice: Installed) -> None:
    """Remove a voice; raises FileError where that cannot be."""
    with _writing(voice.folder.parent, voice.name) as folder:
        _remove_abandoned(folder)
        _put_away(voice.folder)


def is_current(voice: Installed, offer: Offer) -> bool:
    """Whether the files of a voice are those that are offered."""
    return all(_has(voice.folder / part.name, part) for part in offer.parts)


def _fetch(part: Part, source: Source, path: Path, progress: Progress) -> None:
    """Have ``part`` whole in ``path``, which may hold the beginning of it."""
    for _ in range(TRIES):
        before = _size(path)
        fault = _go_on(part, source, path, progress) if before < part.size_bytes else None
        size = _size(path)
        if size == part.size_bytes and _has(path, part):
            progress(part.name, size)
            return
        if size >= part.size_bytes:  # if some of it is from before, that may be of another version
            path.unlink()
            if before == 0:
                raise DownloadError(
                    f"{part.path} from {source} is not what the catalogue says (its digest is "
                    "another): it was not kept. Try again later, or another source (--from)."
                )
        elif size <= before:
            raise fault or _broken_off(part, source, size)
    raise fault or _broken_off(part, source, _size(path))


def _go_on(part: Part, source: Source, path: Path, progress: Progress) -> DownloadError | None:
    """Append what ``path`` lacks, as far as it comes; return why no more came."""
    with path.open("ab") as file:
        try:
            for block in source.read(part.path, part.size_bytes, file.tell()):
                if not block:  # it begins at 0
                    file.truncate(0)
                file.write(block)
                progress(part.name, file.tell())
        except TooLargeError:
            file.truncate(0)
            raise
        except DownloadError as error:
            return error
    return None


def _broken_off(part: Part, source: Source, size: int) -> DownloadError:
    return DownloadError(
        f"{part.path} from {source} broke off after {size} of {part.size_bytes} bytes: run it "
        "again, and it goes on from there."
    )


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _has(path: Path, part: Part) -> bool:
    """Whether a file is what the catalogue says; MD5 tells slips, and is all that is told."""
    if _size(path) != part.size_bytes:
        return False
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False))
    return digest.hexdigest() == part.md5


def _check_room(aside: Path, offer: Offer) -> None:
    wanted = sum(max(0, part.size_bytes - _size(aside / part.name)) for part in offer.parts)
    lacking = wanted + _ROOM - shutil.disk_usage(aside).free
    if lacking > 0:
        raise FileError(
            f"There is no room for {offer.name} in {aside.parent}: free {ceil(lacking / 1e6)} MB, "
            f"or set {VARIABLE} to another folder."
        )


def _remove_abandoned(folder: Path, but: Path | None = None) -> None:
    """Remove what was fetched of voices a week ago and not since; ``but`` is being fetched now."""
    for aside in folder.glob(".*.part"):
        with suppress(OSError):  # it is another's: that keeps nobody from a voice
            newest = max(path.stat().st_mtime for path in (aside, *aside.iterdir()))
            if aside != but and time.time() - newest > _ABANDONED_S:
                shutil.rmtree(aside, ignore_errors=True)


def _put_away(folder: Path) -> None:
    """Remove a folder: by a renaming, so that half of it is never taken for a voice."""
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    with suppress(FileNotFoundError):
        folder.rename(old)
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _writing(folder: Path, name: str) -> Iterator[Path]:
    """Hold the folder of all voices; raises FileError where another holds it, or it cannot be.

    The system lets go of it when the process ends, however that came about.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(folder / ".lock", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            _lock(lock, name)
            yield folder
        finally:
            os.close(lock)
    except OSError as error:
        raise FileError(
            f"{name} cannot be written to {folder}: {error.strerror or error}. What is there stays "
            f"for the next try; {VARIABLE} names another folder."
        ) from error


def _lock(file: int, name: str) -> None:
    try:
        if sys.platform == "win32":
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError) as error:
        raise FileError(
            f"Another command is installing or removing voices: wait for it, then do {name}."
        ) from error
