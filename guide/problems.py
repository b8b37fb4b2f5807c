"""What is wrong in an author's file, where, and what to write instead."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_PROBLEMS = 100
"""More than these are not listed: whoever has mended them asks again."""

_EXCERPT_WIDTH = 96
_QUOTED_WIDTH = 40


class GuideError(Exception):
    """Something is wrong with what was asked for or written.

    The message is one whole sentence for the user: what, where, and what to do.
    """


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something was written.

    Attributes:
        file: the path as the author knows it.
        line: counted from 1; 0 for the file as a whole.
        column: counted from 1, in characters; 0 for the file as a whole.
        length: how many characters of that line it covers, at least 1.
    """

    file: str
    line: int
    column: int
    length: int = field(default=1, compare=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        place: where.
        message: one sentence: what was expected, and what was found.
        hint: what to write instead, or None.
        excerpt: the line of the file that ``place`` points into, or None.
    """

    place: Place
    message: str
    hint: str | None = field(default=None, compare=False)
    excerpt: str | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"

    def as_dict(self) -> dict[str, Any]:
        """The problem for programs: file, line and column (or None), length, message, hint."""
        return {
            "file": self.place.file,
            "line": self.place.line or None,
            "column": self.place.column or None,
            "length": self.place.length,
            "message": self.message,
            "hint": self.hint,
        }


class RoutineError(GuideError):
    """A file is not a routine, or not a move.

    Attributes:
        problems: everything that is wrong with it, in order of place; never empty.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def render(problem: Problem) -> str:
    """Return a problem for people: place and message, the line underlined, the hint."""
    parts = [printable(str(problem))]
    if problem.excerpt is not None and problem.excerpt.strip():
        parts += _underlined(problem.excerpt, problem.place)
    if problem.hint is not None:
        parts.append(printable(f"  hint: {problem.hint}"))
    return "\n".join(parts)


def printable(text: str) -> str:
    """Return ``text`` with whatever could steer a terminal replaced, character for character."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def quoted(text: str) -> str:
    """Return ``text`` for a message: in quotes, on one line, shortened if it is long."""
    short = text if len(text) <= _QUOTED_WIDTH else text[: _QUOTED_WIDTH - 1] + "…"
    return f'"{printable(" ".join(short.split()))}"'


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that ``word`` is probably meant to be, or None."""
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

    if len(word) > _QUOTED_WIDTH:
        return None
    by_lower_case = {name.lower(): name for name in known}
    near = get_close_matches(word.lower().replace(" ", "-"), by_lower_case, n=1, cutoff=0.6)
    return by_lower_case[near[0]] if near else None


def _underlined(excerpt: str, place: Place) -> list[str]:
    first = max(0, place.column - 1 - _EXCERPT_WIDTH // 2) if len(excerpt) > _EXCERPT_WIDTH else 0
    shown = printable(excerpt[first : first + _EXCERPT_WIDTH].replace("\t", " "))
    before = shown[: place.column - 1 - first]
    marked = shown[len(before) : len(before) + place.length]
    margin = f"{place.line:>5} | "
    indent = " " * (len(margin) - 2) + "| " + " " * _columns(before)
    return [f"{margin}{shown}".rstrip(), indent + "^" * max(1, _columns(marked))]


def _columns(text: str) -> int:
    """How many columns of a terminal ``text`` takes: two for wide characters, none for marks."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) > 0 for char in text)
