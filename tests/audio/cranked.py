"""A sound device whose time passes when the test says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from audio.clip import Samples
    from audio.devices.device import Pull
    from audio.transport import Transport

LATENCY = 700
"""Frames that the device takes to make a block heard."""


class CrankedDevice:
    """A whole device, cranked by hand."""

    name = "cranked"
    failure: Exception | None = None

    def __init__(self) -> None:
        """Nothing has been pulled."""
        self._blocks: list[bytes] = []
        self._pulled = 0

    def start(self, pull: Pull) -> None:
        """Keep ``pull`` for the test to turn."""
        self._pull = pull

    def ready(self) -> bool:
        """It is open."""
        return True

    def again(self) -> CrankedDevice:
        """Another one."""
        return CrankedDevice()

    @property
    def heard(self) -> int:
        """All that was pulled, but for the latency."""
        return max(0, self._pulled - LATENCY)

    def turn(self, frames: int) -> None:
        """Let the time of ``frames`` pass."""
        block = self._pull(frames)
        assert len(block) == 2 * frames
        self._blocks.append(block)
        self._pulled += frames

    def turn_until(self, transport: Transport, sizes: list[int]) -> None:
        """Go on with blocks of ``sizes``, over and over, until the end has been heard."""
        while not transport.finished.is_set():
            for frames in sizes:
                self.turn(frames)

    @property
    def samples(self) -> Samples:
        """Everything pulled so far."""
        return np.frombuffer(b"".join(self._blocks), np.int16)

    def stop(self) -> None:
        """Nothing to let go of."""
