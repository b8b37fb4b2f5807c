"""Whether the program of a session still lives: it holds a file locked for as long.

The system lets go of a lock when its process ends, however that came about. The number of a
process would not do: some day another one has it.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if sys.platform != "win32":
    import fcntl
if TYPE_CHECKING:
    from pathlib import Path


_HELD = PermissionError if sys.platform == "win32" else BlockingIOError


class SignOfLife:
    """A file that this process holds locked. For one thread at a time."""

    def __init__(self, path: Path) -> None:
        """Hold nothing yet; ``path`` must be a name that no other session has."""
        self._path = path
        self._descriptor: int | None = None

    def show(self) -> None:
        """Hold the file; harmless when it is held, and where there can be none.

        Without it the session is taken for interrupted until it has ended: its history could
        hardly be written there either.
        """
        if self._descriptor is not None:
            return
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
            # On Windows it is enough to have it open: nobody can remove it then.
            if sys.platform != "win32":
                with suppress(OSError):  # a file system without locks
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._descriptor = descriptor

    def end(self) -> None:
        """Let go of the file and remove it; harmless when it is not held."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
            with suppress(OSError):  # whoever looked in between has removed it
                self._path.unlink()


def is_alive(path: Path) -> bool:
    """Tell whether a process holds the file; one that was left behind is removed."""
    try:
        if sys.platform == "win32":
            path.unlink()
        else:
            _remove_unlocked(path)
    except _HELD:
        return True
    except OSError:  # it is not there: the session has ended; or there are no locks there
        return False
    return False


if sys.platform != "win32":

    def _remove_unlocked(path: Path) -> None:
        """Remove the file; raises BlockingIOError if a process holds it."""
        descriptor = os.open(path, os.O_RDONLY)
        try:
            # Shared: of two who look at once, neither takes the other for the session.
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
            path.unlink()
        finally:
            os.close(descriptor)
