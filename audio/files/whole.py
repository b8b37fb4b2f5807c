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

from audio.errors import FileError, FileIsThereError

if sys.platform != "win32":
    import fcntl
if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import ReadableBuffer

_ELSEWHERE = "choose another folder"
_REASONS = {
    errno.ENOSPC: ("the disk is full", f"free some space there, or {_ELSEWHERE}"),
    errno.EDQUOT: ("your share of that disk is used up", f"free some space, or {_ELSEWHERE}"),
    errno.EACCES: ("writing is not permitted there", _ELSEWHERE),
    errno.EPERM: ("writing is not permitted there", _ELSEWHERE),
    errno.EROFS: ("that disk can only be read", _ELSEWHERE),
    errno.ENOENT: ("there is no such folder", f"create it, or {_ELSEWHERE}"),
    errno.ENOTDIR: ("what should be its folder is a file", _ELSEWHERE),
    errno.ENAMETOOLONG: ("the name is too long", "choose a shorter one"),
    errno.EFBIG: ("it is too large for that disk", _ELSEWHERE),
    errno.EEXIST: ("there is a file of that name", "choose another one"),
    errno.EISDIR: ("that is a folder", "give the name of a file in it"),
    errno.EBUSY: (
        "another export is writing it",
        "wait until that is done, or choose another name",
    ),
}


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
    with _file_errors(path):
        descriptor = _create(part)
    # On POSIX the lock that tells others that the part is in use lasts as long as a duplicate
    # does; Windows neither needs nor allows an open one: it doesn't move open files.
    lock = None if sys.platform == "win32" else os.dup(descriptor)
    file = io.BufferedRandom(_Part(descriptor, path))
    try:
        yield file
        file.close()
        with _file_errors(path):
            if lock is not None and not _is_at(part, lock):
                raise OSError(errno.EBUSY, "taken over")
            _put_in_place(part, target, overwrite)
    finally:
        with contextlib.suppress(FileError):  # then another error is under way already
            file.close()
        if lock is None:
            part.unlink(missing_ok=True)
        else:
            if _is_at(part, lock):
                part.unlink()
            os.close(lock)


@contextlib.contextmanager
def beside(path: Path) -> Iterator[BinaryIO]:
    """Give a file without a name, for what goes into ``path`` later; it ends with the block.

    It is on the same disk, and speaks of ``path`` when it cannot be written: a full disk, say.

    Raises:
        FileError: it cannot be made. Writing to it raises it too.
    """
    with _file_errors(path):
        unnamed = tempfile.TemporaryFile(dir=Path(os.path.realpath(path)).parent)  # noqa: SIM115
    with unnamed, io.BufferedRandom(_Part(os.dup(unnamed.fileno()), path)) as file:
        yield file


def check_free(path: Path, overwrite: bool) -> Path:
    """Refuse at once what ``whole_file`` would, as far as it can be seen; return the real path.

    Raises:
        FileError: a file is there that may not be replaced, or what is no file.
    """
    target = Path(os.path.realpath(path))
    with _file_errors(path):
        _check(target, overwrite)
    return target


class _Part(io.FileIO):
    """A file whose errors name the file that it is to become."""

    def __init__(self, descriptor: int, path: Path):
        super().__init__(descriptor, "rb+")
        self._path = path

    def write(self, data: ReadableBuffer) -> int:
        with _file_errors(self._path):
            return super().write(data)

    def truncate(self, size: int | None = None) -> int:
        with _file_errors(self._path):
            return super().truncate(size)

    def close(self) -> None:
        with _file_errors(self._path):  # some network drives tell only now that they are full
            super().close()


@contextlib.contextmanager
def _file_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why, remedy = _REASONS.get(error.errno or 0, (str(error.strerror), _ELSEWHERE))
        kind = FileIsThereError if error.errno == errno.EEXIST else FileError
        raise kind(f"{path} cannot be written: {why}; {remedy}.") from error


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


def _create(part: Path) -> int:
    """Create the part, locked while this process lives, after removing an abandoned one."""
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)
    while True:
        try:
            descriptor = os.open(part, flags, 0o666)
        except FileExistsError:
            _remove_abandoned(part)
            continue
        if _lock(descriptor) and _is_at(part, descriptor):
            return descriptor
        os.close(descriptor)  # before it was locked, another process thought it abandoned


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


def _put_in_place(part: Path, target: Path, overwrite: bool) -> None:
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
