"""Moves of a folder that nothing there uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guide.folders import BUNDLED, MOVES, Folders, user_folder
from guide.problems.codes import Code
from guide.problems.problem import Place, Problem, RoutineError
from guide.reading.source import read_whole
from guide.reading.step_reader import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def unused_moves(files: Iterable[Path], shelf: Shelf | None = None) -> list[Problem]:
    """Return a warning for each move of ``files`` that no file beside it uses.

    A move is one of them too where all routines of its folder are: whoever checks a single
    routine asks nothing about the rest. Moves in the user's own folder and bundled ones are found
    by routines anywhere, so nothing is told of them. Nor is anything where a file beside them has
    problems: what it uses is not known before they are mended.

    Args:
        files: what is checked.
        shelf: what reading them has found, if they were read.
    """
    shelf = shelf or Shelf()
    asked = {file.absolute(): file for file in files}
    folders = dict.fromkeys(
        file.parent.parent if path.parent.name == MOVES else file.parent
        for path, file in asked.items()
    )
    return [one for folder in folders for one in _in_folder(folder, set(asked), shelf)]


def _in_folder(folder: Path, asked: set[Path], shelf: Shelf) -> list[Problem]:
    moves = Folders((folder / MOVES,)).files()
    routines = Folders((folder,)).files()
    found_anywhere = (user_folder().absolute(), BUNDLED)
    if not moves or not routines or folder.absolute() in found_anywhere:
        return []
    whole = all(routine.absolute() in asked for routine in routines)
    wanted = [move for move in moves if whole or move.absolute() in asked]
    if not wanted or not all(_can_be_read(file, shelf) for file in (*routines, *moves)):
        return []
    used = {file.absolute() for file in shelf.used}
    return [_unused(move) for move in wanted if move.absolute() not in used]


def _can_be_read(file: Path, shelf: Shelf) -> bool:
    """Whether a file has no problems; what it uses is on the shelf then."""
    try:
        if file.absolute() not in shelf.read:
            read_whole(file, shelf=shelf)
    except RoutineError:
        return False
    return True


def _unused(move: Path) -> Problem:
    message = "no routine beside it uses this move"
    hint = "Use it, or delete it."
    return Problem(Place(str(move), 0, 0), message, Code.UNUSED_MOVE, hint)
