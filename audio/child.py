"""A child process that does what may hang or crash, and can be ended at any moment.

Engines and sound devices live in such children. Both ends exchange messages over the child's
standard input and output: a small JSON header, then raw bytes. A child is spawned, never
forked, and ends when its parent does: its input is then at an end.

    message = header size (4 bytes) | payload size (4 bytes) | header (JSON) | payload
"""

from __future__ import annotations

import json
import os
import queue
import struct
import subprocess
import sys
import threading
from typing import Any, BinaryIO

Header = dict[str, Any]
_SIZES = struct.Struct("<II")


class ChildError(Exception):
    """The child has died, or did not answer within its time."""


def write_message(stream: BinaryIO, header: Header, payload: bytes = b"") -> None:
    """Write one message and flush it; raises OSError when the other end is gone."""
    text = json.dumps(header).encode()
    stream.write(b"".join((_SIZES.pack(len(text), len(payload)), text, payload)))
    stream.flush()


def read_message(stream: BinaryIO) -> tuple[Header, bytes] | None:
    """Read one message, or None when the other end is gone, in the middle of one too."""
    sizes = stream.read(_SIZES.size)
    if len(sizes) < _SIZES.size:
        return None
    header_size, payload_size = _SIZES.unpack(sizes)
    body = stream.read(header_size + payload_size)
    if len(body) < header_size + payload_size:
        return None
    return json.loads(body[:header_size]), body[header_size:]


def own_streams() -> tuple[BinaryIO, BinaryIO]:
    """In the child: take over standard input and output for messages.

    Whatever a library prints from then on goes to standard error, never among the messages.
    """
    messages_in = os.fdopen(os.dup(0), "rb")
    messages_out = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return messages_in, messages_out


class Child:
    """The parent's end. One thread sends; one thread receives."""

    def __init__(self, module: str, *arguments: str, environment: dict[str, str] | None = None):
        """Start ``python -m module arguments`` at once, without waiting until it is ready."""
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **(environment or {})},
            start_new_session=True,  # Ctrl-C at the terminal is the parent's to handle
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._to_child: BinaryIO = self._process.stdin  # type: ignore[assignment]
        self._from_child: BinaryIO = self._process.stdout  # type: ignore[assignment]
        self._received: queue.SimpleQueue[tuple[Header, bytes] | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read_all, daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

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
            ChildError: it died, or nothing came within ``timeout_s``.
        """
        try:
            message = self._received.get(timeout=timeout_s)
        except queue.Empty:
            raise ChildError(f"it did not answer within {timeout_s:g} s") from None
        if message is None:
            self._received.put(None)  # whoever asks next hears the same
            raise ChildError(self._how_it_ended())
        return message

    def kill(self) -> None:
        """End it at once and wait until it is gone; harmless when it has ended."""
        self._process.kill()
        self._process.wait()
        for stream in (self._to_child, self._from_child):
            try:
                stream.close()
            except OSError:  # what could not be flushed was for a process that is gone
                continue

    def _read_all(self) -> None:
        message: tuple[Header, bytes] | None
        try:
            while (message := read_message(self._from_child)) is not None:
                self._received.put(message)
        except (OSError, ValueError):  # closed by kill()
            pass
        finally:
            self._received.put(None)

    def _how_it_ended(self) -> str:
        try:
            status = self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            return "it closed its output"
        return f"it was ended by signal {-status}" if status < 0 else f"it ended with {status}"
