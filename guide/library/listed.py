"""A line of a list of routines or moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from guide.folders import origin

if TYPE_CHECKING:
    from pathlib import Path

    from guide.folders import Origin
    from guide.problems.problem import Problem

Kind = Literal["routine", "move"]


class Brief(NamedTuple):
    """A routine or a move in brief; what the index keeps, so it is of what JSON has.

    Attributes:
        languages: all that it comes in.
        language: the one that it was read in.
        frames: about how long it takes; a move as a step, without what is said around the steps.
        amount: of a move, in words of its language: how often, how long.
    """

    title: str
    summary: str | None
    languages: list[str]
    language: str
    equipment: list[str]
    frames: int
    amount: str = ""
    sides: list[str] = []  # noqa: RUF012 - nobody changes it


class Listed(NamedTuple):
    """What was found by a name.

    Attributes:
        hides: other files of the same name, which are not found because of this one.
        brief: None if it could not be read.
        problems: why it could not be.
    """

    name: str
    path: Path
    hides: tuple[Path, ...]
    brief: Brief | None
    problems: tuple[Problem, ...] = ()

    @property
    def origin(self) -> Origin:
        """Where it comes from."""
        return origin(self.path)
