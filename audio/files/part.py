"""Files that are being written, and what is told where that fails."""

from __future__ import annotations

import contextlib
import errno
import io
from typing import TYPE_CHECKING

from audio.errors import FileError, FileIsThereError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
        "another program is writing it",
        "wait until that is done, or choose another name",
    ),
}


class Part(io.FileIO):
    """A file whose errors name the file that it is to become."""

    def __init__(self, descriptor: int, path: Path):
        """Take a descriptor, which it closes."""
        super().__init__(descriptor, "rb+")
        self._path = path

    def write(self, data: ReadableBuffer) -> int:
        """Write some bytes."""
        with file_errors(self._path):
            return super().write(data)

    def truncate(self, size: int | None = None) -> int:
        """Make it as long as that."""
        with file_errors(self._path):
            return super().truncate(size)

    def close(self) -> None:
        """Close it."""
        with file_errors(self._path):  # some network drives tell only now that they are full
            super().close()


@contextlib.contextmanager
def file_errors(path: Path) -> Iterator[None]:
    """Tell what cannot be done to a file as a FileError, in a sentence about ``path``."""
    try:
        yield
    except OSError as error:
        raise not_written(path, error) from error


def not_written(path: Path, error: OSError) -> FileError:
    """Return why ``path``, a file or a folder, cannot be written, and what to do."""
    why, remedy = _REASONS.get(error.errno or 0, (str(error.strerror), _ELSEWHERE))
    kind = FileIsThereError if error.errno == errno.EEXIST else FileError
    return kind(f"{path} cannot be written: {why}; {remedy}.")
