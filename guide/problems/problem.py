"""What is wrong in an author's file, where, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from guide.problems.codes import Code

MAX_PROBLEMS = 100
"""More than these are not listed: whoever has mended them asks again."""

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


class Edit(NamedTuple):
    """A piece of a file and what to write in its place.

    Attributes:
        start, end: half-open, characters of the file's text, counted from 0.
        replacement: what to write there.
    """

    start: int
    end: int
    replacement: str


class Hint(NamedTuple):
    """What to write instead: in words, and as edits where there is but one way to write it."""

    words: str
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a problem is about.

    Attributes:
        place: where.
        label: what is there, a few words: "first written here".
        lines: all lines of that file.
    """

    place: Place
    label: str
    lines: Sequence[str] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, or doubtful.

    Attributes:
        place: where.
        message: one sentence: what was expected, and what was found.
        code: what kind of problem it is, and so how severe.
        hint: one sentence, or two: what to write instead.
        edits: the changes of the place's file that do what the hint says; empty where a person
            has to decide.
        related: other places that it is about.
        lines: all lines of the file that ``place`` points into; empty if there are none to show.
        stops: the file could be read no further, so that more may be behind it.
        missing_in: the tags of the languages in which a text is not there, where it is about that.
    """

    place: Place
    message: str
    code: Code = field(compare=False)
    hint: str = field(compare=False)
    edits: tuple[Edit, ...] = field(default=(), compare=False)
    related: tuple[Related, ...] = field(default=(), compare=False)
    lines: Sequence[str] = field(default=(), compare=False, repr=False)
    stops: bool = field(default=False, compare=False)
    missing_in: tuple[str, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"

    def of(self, name: Callable[[str], str]) -> Problem:
        """Return it as one of files that their author knows by other names."""

        def named(place: Place) -> Place:
            return replace(place, file=name(place.file))

        related = tuple(replace(one, place=named(one.place)) for one in self.related)
        return replace(self, place=named(self.place), related=related)

    @property
    def is_error(self) -> bool:
        """Whether it keeps the file from being played; a warning does not."""
        return self.code.severity == "error"

    def as_dict(self) -> dict[str, Any]:
        """The problem for programs; line and column are None for a file as a whole."""
        return {
            "code": self.code.id,
            "name": self.code.label,
            "severity": self.code.severity,
            **_place_as_dict(self.place),
            "message": self.message,
            "hint": self.hint,
            "related": [
                {**_place_as_dict(other.place), "label": other.label} for other in self.related
            ],
            "edits": [edit._asdict() for edit in self.edits],
        }


class RoutineError(GuideError):
    """A file is not a routine, or not a move.

    Attributes:
        problems: everything that is wrong with it, in order of place; never empty.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


_SPACES = "\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
"""Spaces of typesetters, which Python does not count as printable; French has one before ``:``."""


def printable(text: str) -> str:
    """Return ``text`` with whatever could steer a terminal replaced, character for character."""
    # no \N{...}: compiling that looks a name up, and Ctrl-C in between is taken for a wrong name
    return "".join(char if char.isprintable() or char in _SPACES else "\ufffd" for char in text)


def quoted(text: str) -> str:
    """Return ``text`` for a message: in quotes, on one line, shortened if it is long."""
    short = text if len(text) <= _QUOTED_WIDTH else text[: _QUOTED_WIDTH - 1] + "…"
    return f'"{printable(" ".join(short.split()))}"'


def _place_as_dict(place: Place) -> dict[str, Any]:
    return {
        "file": place.file,
        "line": place.line or None,
        "column": place.column or None,
        "length": place.length,
    }
