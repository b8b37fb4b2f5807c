"""Finding a lost output again, for a loop that looks now and then and must not wait."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from audio.errors import DeviceError

if TYPE_CHECKING:
    from collections.abc import Callable

    from audio.devices.device import Device

RETRY_S = 1.0
"""``Reopener.retry_s`` where it is not told."""


class Reopener:
    """Tries to open a device again and again until one opens; ``poll`` some ten times a second.

    There is one device at most: the next try begins when the one before it has failed.
    """

    def __init__(self, open_again: Callable[[], Device], retry_s: float | None = None) -> None:
        """Begin with the first ``poll``.

        Args:
            open_again: begins to open a device, as ``Device.again`` of the lost one does.
            retry_s: seconds from the beginning of one try to that of the next, at least;
                ``RETRY_S`` where it is None.
        """
        self._retry_s = RETRY_S if retry_s is None else retry_s
        self._open_again = open_again
        self._opening: Device | None = None
        self._next_try = monotonic()
        self._problem: DeviceError | None = None

    @property
    def problem(self) -> DeviceError | None:
        """Why the last try failed, if one did."""
        return self._problem

    def poll(self) -> Device | None:
        """Return a device that is open and not yet started, once there is one, without waiting.

        It is the caller's from then on.
        """
        try:
            if self._opening is None:
                self._begin()
            if self._opening is None or not self._opening.ready():
                return None
        except DeviceError as error:
            self._problem = error
            self.close()
            return None
        opened, self._opening = self._opening, None
        return opened

    def close(self) -> None:
        """Stop the device that is being opened, if there is one; harmless when repeated."""
        if self._opening:
            self._opening.stop()
        self._opening = None

    def _begin(self) -> None:
        if monotonic() >= self._next_try:
            self._next_try = monotonic() + self._retry_s
            self._opening = self._open_again()
