"""A program in a terminal's window of its own, which somebody reads, as a person has it."""

from __future__ import annotations

import contextlib
import os
import pty
import subprocess
import termios
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

SIZE = (24, 80)
"""Rows and columns."""


class Window:
    """A pseudo terminal with a program in it; what is drawn is counted and thrown away."""

    def __init__(self, command: Sequence[str | Path], **options: Any) -> None:
        """Start ``command`` with the options of ``subprocess.Popen``."""
        self.drawn = 0
        """Bytes that were drawn so far."""
        self._ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, SIZE)
        environment = {**os.environ, **options.pop("env", {}), "TERM": "xterm-256color"}
        self.process = subprocess.Popen(
            ["setsid", "--ctty", *command],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment,
            **options,
        )
        os.close(theirs)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._ours, keys.encode())

    def close(self) -> None:
        """Wait for the program's end."""
        self.process.wait()
        self._reader.join()
        os.close(self._ours)

    def _read(self) -> None:
        with contextlib.suppress(OSError):  # Linux's way to say that nobody is there any more
            while drawn := os.read(self._ours, 65536):
                self.drawn += len(drawn)


@contextlib.contextmanager
def window(command: Sequence[str | Path], **options: Any) -> Iterator[Window]:
    """Show ``command`` in a window; when the context is left, it is ended if it has not."""
    shown = Window(command, **options)
    try:
        yield shown
    finally:
        if shown.process.poll() is None:
            shown.process.terminate()
        shown.close()
