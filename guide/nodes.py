"""What a YAML file consists of: texts, lists and mappings, each with its place.

Every scalar stays the text that was written. What a text means is decided by the kind that
its key has in the format, so ``on``, ``no``, ``010`` and ``1:30`` mean what they look like.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property

from guide.problems import Place, Problem

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True)
class Source:
    """The text of one file, and the name its author knows it by."""

    file: str
    text: str = field(repr=False)

    @cached_property
    def lines(self) -> list[str]:
        """Its lines, without their ends."""
        return _LINE_BREAK.split(self.text)

    def line(self, number: int) -> str | None:
        """Return line ``number``, counted from 1, or None if there is no such line."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else None

    def place_at(self, index: int, length: int = 1) -> Place:
        """Return the place of the character at ``index``, counted from 0."""
        lines = _LINE_BREAK.split(self.text[:index])
        return Place(self.file, len(lines), len(lines[-1]) + 1, length)

    def problem(self, place: Place, message: str, hint: str | None = None) -> Problem:
        """Return a problem at a place in this file, with the line it is on."""
        return Problem(place, message, hint, self.line(place.line))


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, as written, quotes and folding undone.

    Attributes:
        plain: it was written without quotes.
        start, end: half-open, its characters in the source's text, quotes included.
    """

    text: str
    plain: bool
    place: Place
    source: Source
    start: int
    end: int

    what = "a text"

    @property
    def empty(self) -> bool:
        """Nothing was written, or YAML's word for nothing."""
        return self.plain and self.text in _NULLS

    def place_of(self, index: int, length: int = 1) -> Place:
        """Return the place of the brace at ``text[index]``.

        Folding and quotes move characters about, but not the order of braces: the n-th one
        of the text is the n-th one of the source, unless escapes make some.
        """
        written = [m.start() for m in re.finditer(r"[{}]", self.source.text[self.start : self.end])]
        braces = [m.start() for m in re.finditer(r"[{}]", self.text)]
        if len(written) != len(braces) or index not in braces:
            return self.place
        return self.source.place_at(self.start + written[braces.index(index)], length)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    place: Place
    source: Source

    what = "a list"


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in the order they were written; no key twice."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place
    source: Source

    what = "a mapping"

    def __contains__(self, key: str) -> bool:
        return any(scalar.text == key for scalar, _ in self.entries)

    def without(self, key: str) -> Mapping:
        """Return it without ``key``."""
        entries = tuple(entry for entry in self.entries if entry[0].text != key)
        return replace(self, entries=entries)

    def get(self, key: str) -> Node | None:
        """Return the value of ``key``, or None."""
        return next((node for scalar, node in self.entries if scalar.text == key), None)


Node = Scalar | Sequence | Mapping
