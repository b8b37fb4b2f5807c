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
    """Return a warning for each move of ``files`` that no file beside it names.

    A move is one of them too where all routines of its folder are: whoever checks a single
    routine asks nothing about the rest. Moves in the user's own folder are found by routines
    anywhere, so nothing is told of them.
    """
    asked = {file.absolute(): file for file in files}
    folders = dict.fromkeys(
        file.parent.parent if path.parent.name == MOVES else file.parent
        for path, file in asked.items()
    )
    return [one for folder in folders for one in _in_folder(folder, set(asked))]


def _in_folder(folder: Path, asked: set[Path]) -> list[Problem]:
    moves = Folders((folder / MOVES,)).files()
    routines = Folders((folder,)).files()
    if not moves or not routines or folder.absolute() == user_folder().absolute():
        return []
    whole = all(routine.absolute() in asked for routine in routines)
    wanted = [move for move in moves if whole or move.absolute() in asked]
    if not wanted:
        return []
    named = {file: _names_in(file) for file in (*routines, *moves)}
    return [
        _unused(move)
        for move in wanted
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
