"""Plays on a real device, and waits for what happens in other threads and processes."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from audio.clip import SAMPLE_RATE

if TYPE_CHECKING:
    from collections.abc import Callable

    from audio.clip import Samples
    from audio.devices.device import Device


class Playing:
    """Samples that a device pulls, then silence."""

    def __init__(self, device: Device, samples: Samples) -> None:
        """Begin to play ``samples`` on ``device``."""
        self._samples = samples
        self._device = device
        self._pulled = 0
        self.under_way: list[int] = []
        device.start(self._pull)

    def _pull(self, frames: int) -> bytes:
        block = self._samples[self._pulled : self._pulled + frames]
        self._pulled += frames
        self.under_way.append(self._pulled - self._device.heard)
        return np.pad(block, (0, frames - len(block))).tobytes()

    def wait_until_heard(self, frames: int) -> None:
        """Wait until that many frames have been heard."""
        wait_for(lambda: self._device.heard >= frames or self._device.failure is not None)
        assert self._device.failure is None


def wait_for(happened: Callable[[], bool], limit_s: float = 60) -> None:
    """Wait for something that happens in another thread or process."""
    clock = threading.Event()
    for _ in range(round(limit_s / 0.01)):
        if happened():
            return
        clock.wait(0.01)
    pytest.fail("it did not happen")


def noise(seconds: float) -> Samples:
    """Return noise that begins and ends with a sample that is not 0."""
    made = np.random.default_rng(5).integers(1, 20_000, round(seconds * SAMPLE_RATE))
    return made.astype(np.int16)


def has_ended(pid: int) -> bool:
    """Whether a process is gone, or only waits for its parent to notice."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0]
    except (FileNotFoundError, ProcessLookupError):
        return True
    return state == "Z"
