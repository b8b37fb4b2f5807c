"""How reports look: as wide as the terminal, and in colour where that is wanted."""

from __future__ import annotations

import os
import shutil
from typing import IO, Any

from guide.problems.rendering import COLOURED, PLAIN, Look


def look_for(stream: IO[Any]) -> Look:
    """Return how to write to ``stream``: plain lines if it is no terminal.

    There is no colour where the environment has ``NO_COLOR``, or the terminal is a dumb one.
    """
    if not stream.isatty():
        return PLAIN
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = shutil.get_terminal_size().columns
    return (COLOURED if colour else PLAIN)._replace(width=width, wrap=True)
