"""Single keys from a terminal, without a full screen; the terminal is always given back."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

from guide.screen.keys import OTHER

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterator

Read: TypeAlias = Callable[[float], list[str]]
"""Waits up to so many seconds, and returns the keys pressed, named as in ``keys.Key``."""

_NAMES = {"A": "up", "B": "down", "C": "right", "D": "left"}
_PLAIN_NAMES = {" ": "space", "\r": "enter", "\n": "enter", "\x1b": "escape", "\x03": "ctrl+c"}
_KEY = re.compile(r"\x1b\[\[.|\x1b[\[O][0-?]*[ -/]*([@-~])|(.)", re.DOTALL)
"""A function key of the Linux console, a control sequence (ECMA-48) or a character."""


@contextmanager
def keyboard(over: threading.Event) -> Iterator[Read]:
    """Read single keys while the context lasts, where standard input is a terminal.

    Args:
        over: waiting for a key ends when it is set.
    """
    if not (sys.stdin and sys.stdin.isatty()):
        yield lambda wait_s: _no_keys(over, wait_s)
    elif sys.platform == "win32":
        yield lambda wait_s: _windows_keys(over, wait_s)
    else:
        with _single_keys(sys.stdin.fileno()):
            yield lambda wait_s: _unix_keys(sys.stdin.fileno(), over, wait_s)


def _no_keys(over: threading.Event, wait_s: float) -> list[str]:
    over.wait(wait_s)
    return []


def keys_in(typed: str) -> list[str]:
    """Return the names of the keys whose characters and escape sequences ``typed`` is made of.

    None is passed over: any key ends an alarm, also one that has no other use.
    """
    return [
        _PLAIN_NAMES.get(character, character) if character else _NAMES.get(final, OTHER)
        for final, character in _KEY.findall(typed)
    ]


if sys.platform == "win32":
    import msvcrt

    _SCAN_CODES = {"H": "up", "P": "down", "M": "right", "K": "left"}

    def _windows_keys(over: threading.Event, wait_s: float) -> list[str]:
        over.wait(wait_s)
        keys: list[str] = []
        while msvcrt.kbhit():
            character = msvcrt.getwch()
            if character in "\0\xe0":  # the code of a key without a character follows
                keys.append(_SCAN_CODES.get(msvcrt.getwch(), OTHER))
            else:
                keys += keys_in(character)
        return keys

else:
    import select
    import signal
    import termios
    import tty

    from guide.screen.stalled import gone

    def _unix_keys(terminal: int, over: threading.Event, wait_s: float) -> list[str]:
        if gone(sys.stdin):
            signal.raise_signal(signal.SIGHUP)  # which only the window's own session is sent
        if not _in_foreground(terminal):
            return _no_keys(over, wait_s)
        if not select.select([terminal], [], [], wait_s)[0]:
            return []
        try:
            typed = os.read(terminal, 1024)
        except OSError:  # the terminal was closed
            typed = b""
        return keys_in(typed.decode("utf-8", "replace")) if typed else _no_keys(over, wait_s)

    def _in_foreground(terminal: int) -> bool:
        """Whether the terminal is ours: after ``bg``, reading it would stop the program."""
        try:
            return os.tcgetpgrp(terminal) == os.getpgrp()
        except OSError:  # it was closed
            return False

    @contextmanager
    def _single_keys(terminal: int) -> Iterator[None]:
        """Take keys one by one, unseen; Ctrl-Z stops the program on a terminal as it was."""
        before = termios.tcgetattr(terminal)

        def take() -> None:
            if _in_foreground(terminal):
                tty.setcbreak(terminal, termios.TCSADRAIN)

        def give_back() -> None:
            if _in_foreground(terminal):
                termios.tcsetattr(terminal, termios.TCSADRAIN, before)

        def stop(_number: int, _frame: object) -> None:
            give_back()
            signal.raise_signal(signal.SIGSTOP)  # returns when the program is continued

        def go_on(_number: int, _frame: object) -> None:
            take()

        usual = [signal.signal(signal.SIGTSTP, stop), signal.signal(signal.SIGCONT, go_on)]
        try:
            take()
            yield
        finally:
            signal.signal(signal.SIGTSTP, usual[0])
            signal.signal(signal.SIGCONT, usual[1])
            give_back()
