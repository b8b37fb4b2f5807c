"""What a file of the corpus says itself that a check of it should tell.

Its last lines are comments, in order of place:

    # expect LINE:COLUMN CODE MESSAGE     MOVES/FILE:LINE:COLUMN for another file
    #   also LINE:COLUMN LABEL            another place that it is about
    #   hint: WORDS
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from guide.problems.problem import RoutineError
from guide.reading.source import read_in_all

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from guide.problems.problem import Place, Problem


def expected(file: Path) -> list[str]:
    """The expectations of a file, line by line."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith(("# expect ", "#   also ", "#   hint: "))]


def problems_in(file: Path) -> list[Problem]:
    """What reading a file tells, before anything is looked for behind a slip; often nothing."""
    try:
        read_in_all(file)
    except RoutineError as error:
        return list(error.problems)
    return []


def told(problems: Iterable[Problem], file: Path) -> list[str]:
    """The same lines for what a check did tell."""
    lines = []
    for problem in problems:
        place = _place(problem.place, file)
        lines.append(f"# expect {place} {problem.code.id} {problem.message}")
        lines += [f"#   also {_place(one.place, file)} {one.label}" for one in problem.related]
        lines.append(f"#   hint: {problem.hint}")
    return lines


def _place(place: Place, file: Path) -> str:
    return str(place).removeprefix(f"{file}:")
