"""What a sound device is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

Pull = Callable[[int], bytes]
"""Asked for a number of frames, returns exactly that many: mono, int16, native byte order."""


class Device(Protocol):
    """Pulls blocks at the sample rate and makes them heard, until it is stopped or fails.

    Opening, feeding and closing are bounded in time: a sound server that stands still
    makes a DeviceError, never a wait without end. A device is started once; after a failure
    a new one is opened.
    """

    @property
    def name(self) -> str:
        """For people: which backend, which output."""

    def ready(self) -> bool:
        """Whether the output is open, so that ``start`` does not wait; asked without waiting.

        Raises:
            DeviceError: it could not be opened, or not within the time limit.
        """

    def wait_until_open(self) -> None:
        """Wait until the output is open.

        Raises:
            DeviceError: it could not be opened, or not within the time limit.
        """

    def start(self, pull: Pull) -> None:
        """Wait until the output is open and begin to pull, from a thread of the device's own.

        Raises:
            DeviceError: no output could be opened within the time limit.
        """

    @property
    def heard(self) -> int:
        """Frames of those pulled that have been heard: those played, less the latency."""

    @property
    def failure(self) -> Exception | None:
        """Why it stopped pulling by itself, if it did; an error of ``pull`` is one too."""

    def again(self) -> Device:
        """Begin to open a new device of the same choice, as after a failure.

        Raises:
            DeviceError: no process can be started.
        """

    def stop(self) -> None:
        """Stop at once and let go of the output, within a second; harmless when called twice."""
