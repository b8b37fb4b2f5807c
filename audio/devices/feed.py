"""In the device's child process: what the parent has sent and the output has not yet taken."""

from __future__ import annotations

import threading
from collections import deque
from math import inf

from audio.clip import SAMPLE_RATE
from audio.devices.ledger import Ledger

DEEPER = SAMPLE_RATE * 20 // 1000
DEEPEST = SAMPLE_RATE * 60 // 1000
"""Frames by which a queue gets deeper with each gap, and in all, at most: 20 ms and 60 ms."""

FRAME_SIZE = 2
"""Bytes of a frame: mono, int16."""

NO_OUTPUT = "No sound device was found; connect one, or start the sound server."
"""What every output says when there is none."""


class Feed:
    """A bounded queue of frames between the parent's messages and the output's callback.

    The parent may send ``wanted`` frames in all; that number rises as frames are taken. When
    there are none, the output plays silence: a parent that stalls makes a pause, not a halt. Each
    such gap makes the queue somewhat deeper: where the machine is too busy for a short one, a
    command is heard later, and the next delay is not heard at all.
    """

    def __init__(self, capacity: int) -> None:
        """Hold at most ``capacity`` frames, and ``DEEPEST`` more after some gaps."""
        self._capacity = capacity
        self._limit = capacity + DEEPEST
        self._starved = False
        self._blocks: deque[bytes] = deque()
        self._held = 0  # frames
        self._taken = 0  # frames of the parent's
        self._heard = 0
        self._reached = -inf  # frame of the output's stream
        self._underruns = 0
        self._ledger = Ledger()
        self._lock = threading.Lock()
        self._fed = threading.Event()
        self._changed = threading.Event()

    def put(self, block: bytes) -> None:
        """Append a block from the parent."""
        with self._lock:
            self._blocks.append(block)
            self._held += len(block) // FRAME_SIZE
        self._fed.set()

    def wait_until_fed(self) -> None:
        """Wait for the parent's first block."""
        self._fed.wait()

    def take(self, frames: int) -> bytes:
        """Return the next frames for the output: ``frames`` of them, or all there are."""
        with self._lock:
            frames = min(frames, self._held)
            if frames:
                self._starved = False
                self._ledger.add_source(self._taken, frames)
                self._taken += frames
            return self._first(frames)

    def skip(self, frames: int) -> None:
        """Note that the output plays ``frames`` of silence, for want of others."""
        with self._lock:
            self._ledger.add_silence(self._taken, frames)
            if self._taken:
                self._underruns += 1
                if not self._starved:
                    self.deepen()
                self._starved = True

    def deepen(self) -> None:
        """Hold ``DEEPER`` more frames from now on, up to the limit."""
        self._capacity = min(self._capacity + DEEPER, self._limit)

    def played(self, frame: int) -> None:
        """Note that the output's stream, silence included, has been heard up to ``frame``.

        A playhead that stands still is no news, so that the parent notices.
        """
        if frame > self._reached:
            self._reached = frame
            with self._lock:
                self._heard = self._ledger.at(frame)
            self._changed.set()

    def report(self) -> dict[str, int]:
        """Wait until the output has moved on; return the counts for the parent, in frames."""
        self._changed.wait()
        self._changed.clear()
        with self._lock:
            return {
                "wanted": self._taken + self._capacity,
                "heard": self._heard,
                "underruns": self._underruns,
            }

    def _first(self, frames: int) -> bytes:
        size = frames * FRAME_SIZE
        parts: list[bytes] = []
        while size:
            block = self._blocks.popleft()
            if len(block) > size:
                self._blocks.appendleft(block[size:])
                block = block[:size]
            parts.append(block)
            size -= len(block)
        self._held -= frames
        return b"".join(parts)
