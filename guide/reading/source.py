"""Reads the file of a routine or a move; every problem has its file, line and column."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from guide.folders import MOVES, move_folders
from guide.format.definition import alternatives
from guide.format.kinds import Misread
from guide.format.routine import BASED_ON, Move, Routine
from guide.language.languages import OWN, demand
from guide.problems.codes import Code
from guide.problems.problem import RoutineError
from guide.problems.report import Enough
from guide.reading.bounds import excess
from guide.reading.file_languages import languages_of
from guide.reading.parameters import NOTHING_GIVEN, Given
from guide.reading.step_reader import Shelf, StepReader

if TYPE_CHECKING:
    from pathlib import Path

    from guide.folders import Folders
    from guide.problems.problem import Problem
    from guide.syntax.nodes import Mapping

ALONE = "A move, to be heard by itself: a routine of this one step."
"""The summary of a routine that was made of a move."""


class Reading(NamedTuple):
    """A file that was read.

    Attributes:
        value: what it holds.
        file: its name, as its author knows it.
        tops: what it and the files of its moves consist of, by their names.
        language: the one that it was read in.
    """

    value: Routine | Move
    file: str
    tops: dict[str, Mapping]
    language: str

    @property
    def languages(self) -> tuple[str, ...]:
        """All languages that it comes in."""
        return languages_of(self.tops[self.file])


def read_routine(
    path: Path,
    moves: Folders | None = None,
    given: Given = NOTHING_GIVEN,
) -> Routine:
    """Return the routine of a file, in one language, with its moves looked up.

    Args:
        path: the file.
        moves: where its moves are; by default beside it, then the user's own, then the bundled.
        given: what is wanted: values of its parameters, and a language.

    Raises:
        RoutineError: with everything that is wrong, here and in the moves it uses.
    """
    routine = read_as(Routine, path, moves, given).value
    assert isinstance(routine, Routine)
    return routine


def read_as(
    model: type[Any],
    path: Path,
    moves: Folders | None = None,
    given: Given = NOTHING_GIVEN,
    shelf: Shelf | None = None,
) -> Reading:
    """Return what was read as a Routine or a Move; otherwise like ``read_routine``.

    ``shelf`` has the moves that other files have used before; those of this one are added.
    """
    return _read(path, given, shelf=shelf, model=model, moves=moves)


def read_playable(path: Path, given: Given = NOTHING_GIVEN) -> Routine:
    """Return what a file holds to be heard: a move becomes a routine of that step alone.

    Otherwise like ``read_routine``; what a move is, is told as by ``read_any``.
    """
    found, *_, language = _read(path, given)
    if isinstance(found, Routine):
        return found
    step = replace(found, optional=False)
    return Routine(found.title, (step,), summary=ALONE, language=language, place=found.place)


def read_any(path: Path) -> Routine | Move:
    """Return what a file holds; otherwise like ``read_routine``.

    It is a move if it lies in a folder ``moves``, or has the keys of one and no ``steps``.
    """
    return read_whole(path).value


def read_whole(
    path: Path,
    contents: bytes | None = None,
    shelf: Shelf | None = None,
    given: Given = NOTHING_GIVEN,
) -> Reading:
    """Return what a file holds with the nodes it was read from; otherwise like ``read_any``.

    Args:
        path: the file.
        contents: what is taken to be in it, if not what is there.
        shelf: moves that other files have used before; those of this one are added.
        given: what is wanted: values of its parameters, and a language.
    """
    return _read(path, given, contents, shelf)


def read_in_all(
    path: Path,
    contents: bytes | None = None,
    shelf: Shelf | None = None,
    given: Given = NOTHING_GIVEN,
    moves: Folders | None = None,
) -> list[Reading]:
    """Return what a file holds in each of the languages that it comes in, its own first.

    Where ``given`` has a language, that is the only one; ``moves`` is where its moves are, as for
    ``read_routine``. Otherwise like ``read_whole``.
    """
    shelf = shelf or Shelf()
    if given.language.tag:
        return [_read(path, given, contents, shelf, moves=moves)]
    readings = [_read(path, given, contents, shelf, moves=moves, every=True)]
    problems: list[Problem] = []
    for tag in readings[0].languages:
        if tag != readings[0].language:
            try:
                other = replace(given, language=demand(tag))
                readings.append(_read(path, other, contents, shelf, moves=moves))
            except RoutineError as error:
                problems += error.problems
    if problems:
        raise RoutineError(dict.fromkeys(problems))
    return readings


def files_of(path: Path) -> tuple[Path, ...]:
    """Return the files that it consists of: its own first, then the moves that it uses.

    Raises:
        RoutineError: as ``read_any`` does.
    """
    reader = StepReader(move_folders(path), chain=(path,))
    _read_by(reader, path, None)
    return (path, *reader.used)


def _read(
    path: Path,
    given: Given,
    contents: bytes | None = None,
    shelf: Shelf | None = None,
    *,
    model: type[Any] | None = None,
    moves: Folders | None = None,
    every: bool = False,
) -> Reading:
    """Return what a file holds; where it has not all in a language that is but wished for, its own.

    Args:
        path: the file.
        given: what is wanted: values of its parameters, and a language.
        contents: what is taken to be in it, if not what is there.
        shelf: moves that other files have used before; those of this one are added.
        model: what it has to be; by default what ``read_any`` takes it for.
        moves: where its moves are.
        every: its texts have to be there in all languages that it comes in.

    Raises:
        RoutineError: with everything that is wrong.
    """
    shelf = shelf or Shelf()
    instead = {} if contents is None else {path: contents}
    folders = moves or move_folders(path)
    reader = StepReader(folders, (path,), instead, shelf, given, every=every)
    try:
        value = _read_by(reader, path, model)
    except RoutineError as error:
        wished = given.language.tag and not given.language.demanded
        if not wished or any(one.code is not Code.MISSING_TRANSLATION for one in error.problems):
            raise
        own = replace(given, language=OWN)
        return _read(path, own, contents, shelf, model=model, moves=moves)
    shelf.read.add(path.absolute())
    return Reading(value, str(path), shelf.tops, reader.language)


def _read_by(reader: StepReader, path: Path, model: type[Any] | None) -> Any:
    """Return what a file holds, a Routine or a Move; raises RoutineError."""
    value = None
    try:
        top = reader.top(path)
        as_move = model is Move or (model is None and _is_move(path, top))
        reader.choose(top)
        value = reader.file_of_move(top) if as_move else _routine(top, reader)
    except (Misread, Enough):
        pass  # why is in the report
    if reader.report.problems:
        raise RoutineError(reader.report.in_order(str(path)))
    return value


def _routine(top: Mapping, reader: StepReader) -> Routine:
    routine: Routine = reader.model(Routine, top)
    if too_large := excess(routine):
        hint = "Repeat less, or leave steps out."
        raise reader.wrong(top.get("steps") or top, Code.TOO_MUCH, too_large, hint)
    return replace(routine, language=reader.language)


def _is_move(path: Path, top: Mapping) -> bool:
    has_phases = any(key in top for key in (*alternatives(Move), BASED_ON.name))
    return path.absolute().parent.name == MOVES or (has_phases and "steps" not in top)
