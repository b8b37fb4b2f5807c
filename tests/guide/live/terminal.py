"""``guide play`` on a pseudo terminal, as a person at a window has it."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import termios
import threading
from codecs import getincrementaldecoder
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING
from uuid import uuid4

from tests.audio.devices.playing import has_ended, wait_for
from tests.guide.cli.running import GUIDE

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE_S = 20
MARK = "STRETCH_GUIDE_TEST"


decoder = partial(getincrementaldecoder("utf-8"), "replace")
"""Makes text of what is read in pieces, which may end amid a character."""


class Terminal:
    """A window of 24 rows with ``guide play`` in it, and all processes that it starts."""

    def __init__(
        self, *arguments: object, own: bool = True, command: str = "play", columns: int = 80
    ) -> None:
        """Start ``guide play`` with ``arguments``, or another command.

        Args:
            arguments: what follows ``guide play``.
            command: what stands in place of ``play``.
            columns: how many the window has.
            own: the window is the program's own, so that it is sent a signal when that is closed.
        """
        self._mark = f"{MARK}={uuid4()}"
        self._ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (24, columns))
        self._before = termios.tcgetattr(theirs)
        self.output = ""
        self._decoder = decoder()
        name, value = self._mark.split("=")
        self.process = subprocess.Popen(
            ["setsid", *["--ctty"] * own, GUIDE, command, *map(str, arguments)],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "", "LINES": "", name: value},
        )
        os.close(theirs)

    def read_until(self, text: str) -> None:
        """Read what is written from here on until ``text`` comes."""
        self.output = ""
        until = monotonic() + PATIENCE_S
        while text not in self.output:
            came = self._read(PATIENCE_S) and monotonic() < until
            assert came, f"{text!r} did not come: {self.output[-2000:]!r}"

    def stand_still(self, seconds: float) -> None:
        """Let time pass in which nothing is read."""
        threading.Event().wait(seconds)

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._ours, keys.encode())

    def end(self) -> int:
        """Wait for the program's end and return its status; nothing of it is left."""
        while self._read(PATIENCE_S):
            pass
        status = self.process.wait(PATIENCE_S)
        assert termios.tcgetattr(self._ours) == self._before
        assert self.output.rfind("\x1b[?1049l") >= self.output.rfind("\x1b[?1049h")
        assert self.output.rfind("\x1b[?25h") >= self.output.rfind("\x1b[?25l")
        self.wait_until_nothing_is_left()
        return status

    def vanish(self) -> None:
        """Close the window."""
        os.close(self._ours)
        self._ours = -1

    def wait_until_nothing_is_left(self) -> None:
        """Wait until every process of the program has ended."""
        wait_for(lambda: not list(self.processes()), PATIENCE_S)

    def processes(self, of: str = "") -> Iterator[int]:
        """The processes that are left whose command line has ``of`` in it."""
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                marked = self._mark.encode() in (folder / "environ").read_bytes().split(b"\0")
                command = (folder / "cmdline").read_bytes().decode("utf-8", "replace")
            except OSError:  # it has ended, or belongs to somebody else
                continue
            if marked and of in command and not has_ended(int(folder.name)):
                yield int(folder.name)

    def close(self) -> None:
        """End whatever is left."""
        for pid in list(self.processes()):
            os.kill(pid, signal.SIGKILL)
        self.process.wait()
        if self._ours >= 0:
            os.close(self._ours)

    def _read(self, patience_s: float) -> bool:
        """Read once; return False at the end, and when nothing comes."""
        if not select.select([self._ours], [], [], patience_s)[0]:
            return False
        try:
            self.output += self._decoder.decode(os.read(self._ours, 65536))
        except OSError:  # Linux's way to say that nobody is at the other end any more
            return False
        return True
