"""A terminal that no longer reads, as over a lost connection, or is gone, must hold nothing up.

What is written to one that no longer reads waits in a small buffer of the system and then, for
ever, in the writer. One that is gone is always at its end: whoever waits for a key waits no more.
"""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

PATIENCE_S = 0.4
"""How long the last words to a terminal may take before they are thrown away."""

if sys.platform == "win32":

    def writable(_terminal: TextIO) -> bool:
        """Whether ``terminal`` takes more; nothing is known about that here."""
        return True

    def discard(_terminal: TextIO) -> None:
        """Throw away what ``terminal`` has not read."""

    def gone(_terminal: TextIO) -> bool:
        """Whether ``terminal`` was closed; here the program is ended with it."""
        return False

else:
    import errno
    import select
    import termios

    def writable(terminal: TextIO) -> bool:
        """Whether ``terminal`` takes more without waiting for its reader."""
        return bool(select.select([], [terminal], [], 0)[1])

    def discard(terminal: TextIO) -> None:
        """Throw away what ``terminal`` has not read."""
        termios.tcflush(terminal, termios.TCOFLUSH)
        # Linux does not tell a writer that there is room now, unless output is begun anew.
        termios.tcflow(terminal, termios.TCOOFF)
        termios.tcflow(terminal, termios.TCOON)

    def gone(terminal: TextIO) -> bool:
        """Whether ``terminal`` was closed, though SIGHUP need not have told this program."""
        try:
            termios.tcgetattr(terminal)
        except termios.error as error:
            return bool(error.args[0] != errno.ENOTTY)
        return False


def make_room(terminal: TextIO, until: threading.Event) -> None:
    """See to it, in the background, that writing to ``terminal`` ends some time.

    Args:
        terminal: what is written to for the last time.
        until: set when all is written.
    """

    def make() -> None:
        while not until.wait(PATIENCE_S):
            if not writable(terminal):
                discard(terminal)

    threading.Thread(target=make, name="room", daemon=True).start()
