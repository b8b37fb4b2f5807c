"""The routine or move that a new one is begun from: found, and given another title."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from guide.cli.answers import moves_here
from guide.cli.moves import HERE
from guide.folders import is_path
from guide.library import find, find_move, names
from guide.problems import GuideError, quoted
from guide.routine import Move
from guide.source import read_any
from guide.text_file import read_text

if TYPE_CHECKING:
    from guide.nodes import Source


def original_of(name: str, as_move: bool) -> Source:
    """Return the file to begin from.

    Raises:
        GuideError: nothing of that kind has the name.
        RoutineError: something is wrong with it already.
    """
    if is_path(name):
        is_move = isinstance(read_any(Path(name)), Move)
        is_routine = not is_move
    else:
        is_routine, is_move = name in names(), name in moves_here()
    if is_move and not is_routine and not as_move:
        raise GuideError(f"{quoted(name)} is a move: to begin from it, add --move.")
    if is_routine and not is_move and as_move:
        raise GuideError(f"{quoted(name)} is a routine: to begin from it, leave --move out.")
    if is_path(name):
        return read_text(Path(name))
    return read_text(find_move(name, HERE).path if as_move else find(name))
