"""Files of one folder that are whole or absent together."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
from typing import TYPE_CHECKING, BinaryIO

from audio.errors import FileError
from audio.files.part import Part, file_errors
from audio.files.whole import check_free, put_in_place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from types import TracebackType


class Together:
    """A context in which files are written aside; they take their places when it ends well.

    Until then they are in a hidden folder. When the block fails or is interrupted, that is removed
    and older files of their names are as they were. After a sudden death it is left, and the next
    who uses that folder removes it: only one may use it at a time.
    """

    def __init__(self, aside: Path, overwrite: bool) -> None:
        """Begin with no file.

        Args:
            aside: the hidden folder, in the one that the files are for.
            overwrite: whether older files may be replaced.
        """
        self._aside = aside
        self._overwrite = overwrite
        self._file: BinaryIO | None = None
        self._targets: list[Path] = []
        self._outdated: list[Path] = []

    def __enter__(self) -> Together:
        """Make the hidden folder; FileError where that cannot be."""
        shutil.rmtree(self._aside, ignore_errors=True)  # of an export that died
        with file_errors(self._aside.parent):
            self._aside.mkdir()
        return self

    def begin(self, name: str) -> BinaryIO:
        """Return a new file; ``end`` it before the next one.

        Raises:
            FileError: it exists already, or cannot be written. Writing to it raises it too.
        """
        target = self._aside.parent / name
        check_free(target, self._overwrite)
        flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)
        with file_errors(target):
            descriptor = os.open(self._aside / name, flags, 0o666)
        self._targets.append(target)
        self._file = io.BufferedRandom(Part(descriptor, target))
        return self._file

    def end(self) -> None:
        """End the file that was begun last."""
        if self._file:
            self._file.close()

    def replace(self, paths: Iterable[Path]) -> None:
        """Remove these as well in the end, those that are not written anew, if one may."""
        self._outdated += paths

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Put all in place, or remove what was written."""
        try:
            if error is None:
                self._put_in_place()
        finally:
            with contextlib.suppress(FileError):  # then another error is under way already
                self.end()
            shutil.rmtree(self._aside, ignore_errors=True)

    def _put_in_place(self) -> None:
        placed: list[Path] = []
        try:
            for target in self._targets:
                with file_errors(target):
                    put_in_place(self._aside / target.name, target, self._overwrite)
                placed.append(target)
        except BaseException:
            if not self._overwrite:
                for target in placed:
                    target.unlink()
            raise
        if self._overwrite:
            for path in {*self._outdated} - {*placed}:
                with contextlib.suppress(OSError):  # what is written is whole without it
                    path.unlink()
