"""How long a session has stood still: the machine or the program slept, or the sound was lost."""

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
    """Counts the time in which a session stood still; notices when it has slept."""

    def __init__(self, clock: Callable[[], float] = clock_s) -> None:
        """Begin awake; ``clock`` returns seconds."""
        self._clock = clock
        self._looked_s = clock()
        self._position = 0

    def still_s(self, position: int, lost: bool) -> float:
        """Return the seconds that the session stood still since the last look; 0 if it did not.

        Args:
            position: frames heard so far.
            lost: whether it waits for its sound device: then every moment counts, else only what
                is as long as a sleep.
        """
        now_s = self._clock()
        passed_s = now_s - self._looked_s
        heard_s = to_seconds(position - self._position)
        self._looked_s, self._position = now_s, position
        still_s = max(0.0, passed_s - heard_s)
        return still_s if lost or still_s > SLEPT_S else 0.0
