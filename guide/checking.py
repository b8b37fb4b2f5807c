"""Everything that a check tells of files: what is wrong, and what is doubtful."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guide.parameters import NOTHING_GIVEN, Given
from guide.problems import RoutineError
from guide.source import read_whole

if TYPE_CHECKING:
    from pathlib import Path

    from guide.problems import Problem
    from guide.step_reader import Shelf


def check_file(
    path: Path,
    contents: bytes | None = None,
    shelf: Shelf | None = None,
    given: Given = NOTHING_GIVEN,
) -> list[Problem]:
    """Return the problems of a routine or a move, or else its warnings, in order of place.

    Warnings are told once there is nothing wrong: many would follow from what is.

    Args:
        path: the file.
        contents: what is taken to be in it, if not what is there.
        shelf: keeps the moves that several files use, so that each is read once.
        given: what is wanted instead of its parameters' values.
    """
    try:
        reading = read_whole(path, contents, shelf, given)
    except RoutineError as error:
        problems = list(error.problems)
        if len(problems) > 1 or not problems[0].edits:
            return problems
        from guide.reading_on import with_those_behind  # noqa: PLC0415 - only where it may help

        data = path.read_bytes() if contents is None else contents
        return with_those_behind(path, data, problems, shelf)
    from guide.doubts import doubts  # noqa: PLC0415 - not for files with problems

    return doubts(reading)
