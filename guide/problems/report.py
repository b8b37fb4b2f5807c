"""The problems of one reading, collected until a person has enough to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guide.problems.codes import Code
from guide.problems.problem import MAX_PROBLEMS, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable


class Enough(Exception):  # noqa: N818 - a signal: no more problems are wanted
    """There are as many problems as a person can look at."""


class Report:
    """Problems in the order they were found, none twice."""

    def __init__(self) -> None:
        """Begin with none."""
        self.problems: list[Problem] = []

    def add(self, problems: Iterable[Problem]) -> None:
        """Note problems; raises Enough when there are enough."""
        self.problems += [problem for problem in problems if problem not in self.problems]
        if len(self.problems) >= MAX_PROBLEMS:
            raise Enough

    def in_order(self, file: str) -> list[Problem]:
        """Return the problems in order of place, those of ``file`` first."""
        problems = sorted(self.problems, key=lambda one: (one.place.file != file, one.place))
        if len(problems) < MAX_PROBLEMS:
            return problems
        more = f"these are the first {MAX_PROBLEMS} problems, and there may be more"
        hint = "Mend these, and check it again."
        notice = Problem(Place(file, 0, 0), more, Code.TOO_MANY_PROBLEMS, hint)
        return [*problems[:MAX_PROBLEMS], notice]
