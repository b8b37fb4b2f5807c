"""What nothing uses: moves of a folder, and parameters of a routine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guide.folders import BUNDLED, MOVES, Folders, user_folder
from guide.problems.codes import Code
from guide.problems.problem import Place, Problem, RoutineError, quoted
from guide.reading.parameters import WITH, mentions
from guide.reading.source import read_whole
from guide.reading.step_reader import Shelf
from guide.syntax.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from guide.syntax.nodes import Node


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


def unused_parameters(top: Mapping) -> Iterator[Problem]:
    """Yield a warning for each parameter of a file that nothing in it uses."""
    values = top.get(WITH)
    if not isinstance(values, Mapping) or not values.entries:
        return
    pattern = mentions(key.text for key, _ in values.entries)
    found = (match for text in _scalars(top) for match in pattern.finditer(text.text))
    used = {match[2] for match in found if match[1] == "$"}
    for key, _ in values.entries:
        if key.text not in used:
            message = f"the parameter {quoted(key.text)} is not used"
            hint = f"Write `${key.text}` where it belongs, or delete it."
            yield key.source.problem(Code.UNUSED_PARAMETER, key.place, message, hint)


def _scalars(node: Node) -> Iterator[Scalar]:
    """Yield every value in a file, down to the last."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    else:
        for _, value in node.entries:
            yield from _scalars(value)
