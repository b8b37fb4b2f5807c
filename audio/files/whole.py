"""A file that is whole or absent: written aside, and put in its place when it is done."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import stat
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from audio.errors import FileError
from audio.files.part import Part, file_errors

if sys.platform != "win32":
    import fcntl
if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def whole_file(path: Path, overwrite: bool) -> Iterator[BinaryIO]:
    """Give a new file to write, which takes its place at ``path`` when the block ends well.

    Until then it is a hidden file next to it, ``.NAME.part``. When the block fails or is
    interrupted, that is removed and an older file of the name is as it was. After a sudden
    death it is left, and the next who writes that name removes it. The file isn't forced onto
    the disk (fsync), which would take longer than a whole export: a power failure soon
    afterwards may still undo it. What was written can be read again, to be tagged.

    Args:
        path: where it shall be; a symbolic link is followed.
        overwrite: whether an older file may be replaced.

    Raises:
        FileError: it cannot be written whole, exists already, or is being written by another
            process. Writing to the file raises it too.
    """
    target = check_free(path, overwrite)
    part = target.with_name(f".{target.name}.part")
    held: list[int] = []
    file: BinaryIO | None = None
    try:
        with file_errors(path):
            _create(part, held)
        file = io.BufferedRandom(Part(os.dup(held[0]), path))
        if sys.platform == "win32":  # which doesn't move open files, and needs no lock
            os.close(held.pop())
        yield file
        file.close()
        with file_errors(path):
            if held and not _is_at(part, held[0]):
                raise OSError(errno.EBUSY, "taken over")
            put_in_place(part, target, overwrite)
    finally:
        with contextlib.suppress(FileError):  # then another error is under way already
            if file:
                file.close()
        _let_go(part, held)


@contextlib.contextmanager
def beside(path: Path) -> Iterator[BinaryIO]:
    """Give a file without a name, for what goes into ``path`` later; it ends with the block.

    It is on the same disk, and speaks of ``path`` when it cannot be written: a full disk, say.

    Raises:
        FileError: it cannot be made. Writing to it raises it too.
    """
    with file_errors(path):
        unnamed = tempfile.TemporaryFile(dir=Path(os.path.realpath(path)).parent)  # noqa: SIM115
    with unnamed, io.BufferedRandom(Part(os.dup(unnamed.fileno()), path)) as file:
        yield file


def check_free(path: Path, overwrite: bool) -> Path:
    """Refuse at once what ``whole_file`` would, as far as it can be seen; return the real path.

    Raises:
        FileError: a file is there that may not be replaced, or what is no file.
    """
    target = Path(os.path.realpath(path))
    with file_errors(path):
        _check(target, overwrite)
    return target


def _check(target: Path, overwrite: bool) -> None:
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder")
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "that is a device, not a file")
    if not overwrite:
        raise FileExistsError(errno.EEXIST, "exists")


def _create(part: Path, held: list[int]) -> None:
    """Create the part, after removing an abandoned one.

    Its descriptor in ``held`` locks it while it is open, so that others know that it is in use. It
    is there at once: an interruption may come at any step.
    """
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)
    while True:
        try:
            held.append(os.open(part, flags, 0o666))
        except FileExistsError:
            _remove_abandoned(part)
            continue
        if _lock(held[0]) and _is_at(part, held[0]):
            return
        os.close(held.pop())  # before it was locked, another process thought it abandoned


def _let_go(part: Path, held: list[int]) -> None:
    """Remove the part, if it is still there and not another's."""
    if held:
        if _is_at(part, held[0]):
            part.unlink()
        os.close(held.pop())
    else:  # there is one if it was made in the very moment of an interruption
        with contextlib.suppress(OSError):
            _remove_abandoned(part)


def _remove_abandoned(part: Path) -> None:
    if sys.platform == "win32":
        try:
            part.unlink(missing_ok=True)
        except PermissionError as error:  # only files that nobody has open can be removed there
            raise OSError(errno.EBUSY, "in use") from error
        return
    try:
        descriptor = os.open(part, os.O_WRONLY)
    except FileNotFoundError:
        return
    try:
        if not _lock(descriptor):
            raise OSError(errno.EBUSY, "in use")
        if _is_at(part, descriptor):
            part.unlink()
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> bool:
    """Lock for this process; False when another one holds the lock."""
    if sys.platform != "win32":
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a file system without locks: two at once are then found out at the end
            return True
    return True


def _is_at(part: Path, descriptor: int) -> bool:
    """Tell whether the open file is still the one of that name."""
    try:
        return os.path.samestat(part.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def put_in_place(part: Path, target: Path, overwrite: bool) -> None:
    """Give the part its name, in one step that replaces nothing unless ``overwrite``."""
    if overwrite:
        part.replace(target)
    elif sys.platform == "win32":
        part.rename(target)  # which refuses to replace
    else:
        try:
            target.hardlink_to(part)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links: take the name, then replace that
            os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            part.replace(target)
