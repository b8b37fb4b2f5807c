"""A child process that does what may hang or crash, and can be ended at any moment.

Engines and sound devices live in such children, spawned and never forked. A child ends when
its parent does, however that came about: its standard input is then at an end.
"""

from __future__ import annotations

import io
import os
import queue
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from typing import BinaryIO, cast

from audio.messages import Header, read_message, write_message

_GRACE_S = 1.0  # for what ends by itself: an exit after the output was closed, the reader
_WITHOUT_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows: no window, no Ctrl-C


class ChildError(Exception):
    """The child has died, did not answer within its time, or wrote what is no message."""


class NoAnswerError(ChildError):
    """The child said nothing within its time."""


class Child:
    """The parent's end. One thread sends, one receives; any may kill."""

    def __init__(self, module: str, *arguments: str, environment: dict[str, str] | None = None):
        """Start ``python -m module arguments`` at once, without waiting until it is ready.

        Raises:
            ChildError: the system would not start another process.
        """
        try:
            self._process = subprocess.Popen(
                # -P: a folder named like one of our packages, where the user is, stays out
                [sys.executable, "-P", "-m", module, *arguments],
                bufsize=0,  # so that closing never waits to flush
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **(environment or {})},
                start_new_session=True,  # Ctrl-C at the terminal is the parent's to handle
                creationflags=_WITHOUT_CONSOLE,
            )
        except (OSError, ValueError) as error:  # the second: an argument that none can have
            raise ChildError(f"it could not be started: {error}") from error
        self._to_child = cast("BinaryIO", self._process.stdin)
        self._ending = threading.Lock()
        self._ended = False
        self._asking = threading.Lock()
        self._fate: str | None = None  # once anybody has asked for it
        self._received: queue.SimpleQueue[tuple[Header, bytes] | ChildError | None]
        self._received = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read_all, daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """Its process id; on POSIX also the id of its process group."""
        return self._process.pid

    @property
    def has_answered(self) -> bool:
        """Whether ``receive`` would return or raise at once."""
        return not self._received.empty()

    def send(self, header: Header, payload: bytes = b"") -> None:
        """Send a message. Keep what is under way below the pipe's 64 KiB, or this may block.

        Raises:
            ChildError: the child has died.
        """
        try:
            write_message(self._to_child, header, payload)
        except (OSError, ValueError) as error:
            raise ChildError(self._how_it_ended()) from error

    def receive(self, timeout_s: float | None) -> tuple[Header, bytes]:
        """Return the next message.

        Raises:
            NoAnswerError: nothing came within ``timeout_s``.
            ChildError: it died, or wrote garbage.
        """
        try:
            message = self._received.get(timeout=timeout_s)
        except queue.Empty:
            raise NoAnswerError(f"it did not answer within {timeout_s:g} s") from None
        if isinstance(message, tuple):
            return message
        self._received.put(message)  # whoever asks next hears the same
        raise message or ChildError(self._how_it_ended())

    def kill(self) -> None:
        """End it and all that it started, and wait until it is gone; harmless when it has ended.

        It does not wait for what left the process group and still holds the pipe.
        """
        with self._ending:
            if self._ended:
                return
            self._ended = True
            if sys.platform != "win32":
                with suppress(ProcessLookupError, PermissionError):  # macOS: all are zombies
                    os.killpg(self._process.pid, signal.SIGKILL)
            self._process.kill()
            self._process.wait()
            self._to_child.close()
        if threading.current_thread() is not self._reader:
            self._reader.join(_GRACE_S)

    def _read_all(self) -> None:
        """Receive until the end; the reader alone closes its stream, for closing may wait."""
        last: ChildError | None = None
        with io.BufferedReader(cast("io.RawIOBase", self._process.stdout)) as stream:
            try:
                while (message := read_message(cast("BinaryIO", stream))) is not None:
                    self._received.put(message)
            except (OSError, ValueError, RecursionError) as error:
                last = ChildError(f"it wrote what is no message ({error})")
        self._received.put(last)

    def _how_it_ended(self) -> str:
        """Return what it was found to have ended by first: our own signal comes after that."""
        with self._asking:
            if self._fate is None:
                try:
                    self._fate = _in_words(self._process.wait(_GRACE_S))
                except subprocess.TimeoutExpired:
                    self._fate = "it closed its output"
                self.kill()  # what it started may outlive it
            return self._fate


def _in_words(status: int) -> str:
    return f"it was ended by signal {-status}" if status < 0 else f"it ended with {status}"
