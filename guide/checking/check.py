"""Everything that a check tells of files: what is wrong, and what is doubtful."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from guide.problems.problem import MAX_PROBLEMS, RoutineError
from guide.reading.parameters import NOTHING_GIVEN, Given
from guide.reading.source import read_in_all
from guide.reading.step_reader import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from guide.problems.problem import Problem


def check_file(
    path: Path,
    contents: bytes | None = None,
    shelf: Shelf | None = None,
    given: Given = NOTHING_GIVEN,
) -> list[Problem]:
    """Return the problems of a routine or a move, and its warnings, in order of place.

    Beside problems, there are those warnings that cannot follow from them: of single texts, and
    all of them where mending what has one right answer leaves no problem.

    It is checked in all languages that it comes in, or in the one that is given.

    Args:
        path: the file.
        contents: what is taken to be in it, if not what is there.
        shelf: keeps the moves that several files use, so that each is read once.
        given: what is wanted: values of its parameters, and a language.
    """
    shelf = shelf or Shelf()
    try:
        readings = read_in_all(path, contents, shelf, given)
    except RoutineError as error:
        from guide.checking.reading_on import doubts_beside  # noqa: PLC0415 - seldom needed

        problems = _all_of(path, contents, error, partial(read_in_all, path, shelf=shelf))
        if len(problems) >= MAX_PROBLEMS:
            return problems
        found = [*problems, *doubts_beside(path, contents, problems, shelf)]
        return sorted(found, key=lambda one: (one.place.file != str(path), one.place))
    from guide.checking.doubts import doubts  # noqa: PLC0415 - not for files with problems

    return doubts(*readings)


def problems_of(path: Path, contents: bytes | None = None) -> list[Problem]:
    """Return what is wrong with a file, in order of place, without what is doubtful."""
    read = partial(read_in_all, path, shelf=Shelf())
    try:
        read(contents)
    except RoutineError as error:
        return _all_of(path, contents, error, read)
    return []


def _all_of(
    path: Path, contents: bytes | None, error: RoutineError, read: Callable[..., object]
) -> list[Problem]:
    from guide.checking.reading_on import with_those_behind  # noqa: PLC0415 - only where one is wrong

    return with_those_behind(path, contents, error.problems, read)
