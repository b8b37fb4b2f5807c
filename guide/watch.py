"""Whether the machine or the program has slept in the middle of a session."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from audio.clip import to_seconds

if TYPE_CHECKING:
    from collections.abc import Callable

SLEPT_S = 2.0
"""From here on, time that passed without sound was a sleep of the machine or of the program."""


def clock_s() -> float:
    """Return a clock that runs on while the machine sleeps, where there is such a one."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class Watch:
    """Notices when the machine or the program has slept, and the sound with it."""

    def __init__(self, clock: Callable[[], float] = clock_s) -> None:
        """Begin awake; ``clock`` returns seconds."""
        self._clock = clock
        self._looked_s = clock()
        self._position = 0

    def slept_s(self, position: int) -> float:
        """Return the seconds that have passed without sound since the last look; 0 if awake.

        Args:
            position: frames heard so far.
        """
        now_s = self._clock()
        passed_s = now_s - self._looked_s
        heard_s = to_seconds(position - self._position)
        self._looked_s, self._position = now_s, position
        slept_s = passed_s - heard_s
        return slept_s if slept_s > SLEPT_S else 0.0
