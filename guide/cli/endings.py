"""How the program ends from outside: by a signal, or when nobody takes what it prints."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from typing import Any

AGAIN_S = 0.05
"""After this time a signal is raised anew whose exception was lost."""


def take_signals() -> None:
    """Let signals that end the program do so as errors do: nothing half-made is left behind."""
    for name in ("SIGTERM", "SIGHUP"):  # the second is unknown to Windows
        if number := getattr(signal, name, None):
            signal.signal(number, _leave)
    sys.unraisablehook = _raise_again


def let_go_of_output() -> None:
    """Write out what is printed; where it cannot be written, let go of it.

    Otherwise the interpreter would try once more at its very end, and change the exit status.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream:
                stream.flush()
        except (OSError, ValueError):  # a full disk, a closed window; a closed stream
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _leave(number: int, _frame: object) -> None:
    sys.exit(128 + number)


def _raise_again(lost: Any) -> None:
    """Raise a signal anew whose exception fell into a callback, where Python drops it.

    There are such callbacks in every import, so that Ctrl-C would be lost now and then.
    """
    if issubclass(lost.exc_type, KeyboardInterrupt):
        number = int(signal.SIGINT)
    elif issubclass(lost.exc_type, SystemExit) and isinstance(lost.exc_value.code, int):
        number = lost.exc_value.code - 128
    else:
        sys.__unraisablehook__(lost)
        return
    import _thread  # noqa: PLC0415 - hardly ever needed
    import threading  # noqa: PLC0415

    again = threading.Timer(AGAIN_S, _thread.interrupt_main, (number,))
    again.daemon = True
    again.start()
