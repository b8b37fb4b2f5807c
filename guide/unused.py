"""Moves of a folder that nothing there uses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guide.codes import Code
from guide.folders import MOVES, Folders, user_folder
from guide.problems import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_NAME = re.compile(r"[^\W_][\w-]*")


def unused_moves(files: Iterable[Path]) -> list[Problem]:
    """Return a warning for each move beside ``files`` that no file there names.

    Moves in the user's own folder are found by routines anywhere, so nothing is told of them.
    """
    folders = dict.fromkeys(
        file.parent.parent if file.absolute().parent.name == MOVES else file.parent
        for file in files
    )
    return [one for folder in folders for one in _in_folder(folder)]


def _in_folder(folder: Path) -> list[Problem]:
    moves = Folders((folder / MOVES,)).files()
    routines = Folders((folder,)).files()
    if not moves or not routines or folder.absolute() == user_folder().absolute():
        return []
    named = {file: _names_in(file) for file in (*routines, *moves)}
    return [
        _unused(move)
        for move in moves
        if not any(move.stem in names for file, names in named.items() if file != move)
    ]


def _unused(move: Path) -> Problem:
    message = "no routine beside it uses this move"
    hint = "Use it, or delete it."
    return Problem(Place(str(move), 0, 0), message, Code.UNUSED_MOVE, hint)


def _names_in(file: Path) -> set[str]:
    """Return every word of a file that may be the name of a move; none if it is unreadable."""
    try:
        return set(_NAME.findall(file.read_text("utf-8")))
    except (OSError, UnicodeError):
        return set()
