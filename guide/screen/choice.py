"""Which screen suits the terminal: the full one, or plain lines."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guide.screen.view import Screen

LEAST_COLUMNS, LEAST_ROWS = 40, 12


def choose(plain: bool) -> Screen:
    """Return the full screen where it works, unless ``plain`` is wished; else plain lines."""
    if plain or not _is_full_terminal():
        from guide.screen.lines import Plain  # noqa: PLC0415 - only one of the two is needed

        return Plain()
    from guide.screen.full import FullScreen  # noqa: PLC0415

    return FullScreen()


def _is_full_terminal() -> bool:
    """Whether there is a terminal to read and to draw on, large enough and able to draw blocks.

    Textual draws on standard error, so that must be the terminal too.
    """
    streams = (sys.stdin, sys.stdout, sys.stderr)
    columns, rows = shutil.get_terminal_size()
    return (
        all(stream is not None and stream.isatty() for stream in streams)
        and os.environ.get("TERM") not in ("dumb", "unknown")
        and sys.stderr.encoding.lower().startswith("utf")
        and columns >= LEAST_COLUMNS
        and rows >= LEAST_ROWS
    )
