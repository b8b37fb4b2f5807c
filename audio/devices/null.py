"""A device without sound: it pulls in real time, for machines and tests that hear nothing."""

from __future__ import annotations

import threading
from time import monotonic
from typing import TYPE_CHECKING

from audio.clip import SAMPLE_RATE

if TYPE_CHECKING:
    from audio.devices.device import Pull

BLOCK_FRAMES = SAMPLE_RATE // 50
"""Frames pulled at a time: 20 ms."""

CATCH_UP_S = 0.5
"""Seconds of delay that are made up for; more is a pause: the process was stopped meanwhile."""


class NullDevice:
    """Paces by the clock. What is pulled counts as heard when its time has passed."""

    name = "null (silent)"

    def __init__(self, speed: float = 1.0) -> None:
        """Pace at ``speed`` times real time."""
        self._speed = speed
        self._block_s = BLOCK_FRAMES / SAMPLE_RATE / speed
        self._heard = 0
        self._failure: Exception | None = None
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def ready(self) -> bool:
        """Always."""
        return True

    def wait_until_open(self) -> None:
        """Nothing is waited for."""

    def again(self) -> NullDevice:
        """Return another one."""
        return NullDevice(self._speed)

    def start(self, pull: Pull) -> None:
        """Begin to pull, from a thread of its own."""
        self._thread = threading.Thread(target=self._run, args=(pull,), name="null", daemon=True)
        self._thread.start()

    @property
    def heard(self) -> int:
        """Frames whose time has passed."""
        return self._heard

    @property
    def failure(self) -> Exception | None:
        """The error of ``pull``, if it raised one."""
        return self._failure

    def stop(self) -> None:
        """Stop pulling."""
        self._stopped.set()
        if self._thread and self._thread is not threading.current_thread():
            self._thread.join()

    def _run(self, pull: Pull) -> None:
        deadline = monotonic()  # absolute, so that delays do not add up
        while not self._stopped.is_set():
            try:
                pull(BLOCK_FRAMES)
            except Exception as error:  # reported to whoever asks for the failure
                self._failure = error
                return
            deadline += self._block_s
            if monotonic() - deadline > CATCH_UP_S:
                deadline = monotonic()
            self._stopped.wait(max(0.0, deadline - monotonic()))
            self._heard += BLOCK_FRAMES
