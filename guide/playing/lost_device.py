"""A sound device that a session has lost, or never had: it is looked for, silence stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio.devices.null import NullDevice
from audio.devices.reopen import Reopener
from guide.language.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from audio.devices.device import Device

RETRY_IN_SILENCE_S = 5.0
"""Seconds between two tries while the session goes on: each costs a tenth of a second's work."""
WITHOUT_SOUND = Message("what is wrong", "There is no sound until a sound device is there.").text


class LostDevice:
    """Looks for the device again, also while the session goes on without sound."""

    def __init__(self, failure: Exception, open_again: Callable[[], Device]) -> None:
        """Begin to look with the first ``poll``.

        Args:
            failure: how it was lost.
            open_again: ``Device.again`` of what was lost.
        """
        self.silent = False
        """Whether the session goes on without sound."""
        self._failure = failure
        self._open_again = open_again
        self._reopener = Reopener(open_again)

    @property
    def fault(self) -> str:
        """A sentence about what is wrong with the sound."""
        return WITHOUT_SOUND if self.silent else str(self._failure)

    def silence(self) -> NullDevice:
        """Return what the session goes on with until the device is back."""
        self.silent = True
        self._reopener.close()
        self._reopener = Reopener(self._open_again, RETRY_IN_SILENCE_S)
        return NullDevice()

    def poll(self) -> Device | None:
        """Return the device once it is there again, open and not yet started, without waiting."""
        return self._reopener.poll()

    def close(self) -> None:
        """Look for it no more; harmless when repeated."""
        self._reopener.close()
