"""YAML text -> nodes with places -> Routine; every problem with file, line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guide.bounds import excess
from guide.definition import alternatives
from guide.folders import MOVES, move_folders
from guide.kinds import Misread
from guide.parameters import NOTHING_GIVEN, Given
from guide.problems import RoutineError
from guide.report import Enough
from guide.routine import BASED_ON, Move, Routine
from guide.step_reader import StepReader

if TYPE_CHECKING:
    from pathlib import Path

    from guide.folders import Folders
    from guide.nodes import Mapping
    from guide.problems import Problem


def read_routine(path: Path, moves: Folders | None = None, given: Given = NOTHING_GIVEN) -> Routine:
    """Return the routine of a file, with its moves looked up.

    Args:
        path: the file.
        moves: where its moves are; by default beside it, then the user's own, then the bundled.
        given: what is wanted instead of its parameters' values.

    Raises:
        RoutineError: with everything that is wrong, here and in the moves it uses.
    """
    routine: Routine = _read(path, Routine, moves, given)
    return routine


def read_move(path: Path, moves: Folders | None = None) -> Move:
    """Return the move of a file in a library; otherwise like ``read_routine``."""
    move: Move = _read(path, Move, moves)
    return move


def read_any(path: Path, given: Given = NOTHING_GIVEN) -> Routine | Move:
    """Return what a file holds; otherwise like ``read_routine``.

    It is a move if it lies in a folder ``moves``, or has the keys of one and no ``steps``.
    """
    found: Routine | Move = _read(path, None, None, given)
    return found


def check(path: Path, given: Given = NOTHING_GIVEN) -> list[Problem]:
    """Return everything that is wrong with a file, a routine or a move, in order of place."""
    try:
        read_any(path, given)
    except RoutineError as error:
        return list(error.problems)
    return []


def _read(
    path: Path, model: type[Any] | None, moves: Folders | None, given: Given = NOTHING_GIVEN
) -> Any:
    """Return what a file holds, a Routine or a Move; raises RoutineError."""
    reader = StepReader(moves or move_folders(path), chain=(path,), given=given)
    value = None
    try:
        top = reader.top(path)
        as_move = model is Move or (model is None and _is_move(path, top))
        value = reader.move(top) if as_move else _routine(top, reader)
    except (Misread, Enough):
        pass  # why is in the report
    if reader.report.problems:
        raise RoutineError(reader.report.in_order(str(path)))
    return value


def _routine(top: Mapping, reader: StepReader) -> Routine:
    routine: Routine = reader.model(Routine, top)
    if too_large := excess(routine):
        raise reader.wrong(top.get("steps") or top, too_large, "Repeat less, or leave steps out.")
    return routine


def _is_move(path: Path, top: Mapping) -> bool:
    has_phases = any(key in top for key in (*alternatives(Move), BASED_ON.name))
    return path.absolute().parent.name == MOVES or (has_phases and "steps" not in top)
