"""What a YAML file consists of: texts, lists and mappings, each with its place.

Every scalar stays the text that was written. What a text means is decided by the kind that
its key has in the format, so ``on``, ``no``, ``010`` and ``1:30`` mean what they look like.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from guide.problems.problem import Edit, Hint, Place, Problem, Related

if TYPE_CHECKING:
    from guide.problems.codes import Code

ODD_SPACES = "\u00a0\u1680\u2002\u2003\u2007\u2009\u200b\u202f\u205f\u3000"
"""What looks like a space and is a letter to YAML."""
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

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_BREAK.finditer(self.text))]

    def index_of(self, line: int, column: int) -> int:
        """Return where a line and column, counted from 1, is in the text."""
        return self._starts[line - 1] + column - 1

    def place_at(self, index: int, length: int = 1) -> Place:
        """Return the place of the character at ``index``, counted from 0, or of the line's end."""
        line = bisect_right(self._starts, index)
        column = min(index - self._starts[line - 1], len(self.lines[line - 1])) + 1
        return Place(self.file, line, column, length)

    def problem(
        self,
        code: Code,
        place: Place,
        message: str,
        hint: str | Hint,
        related: tuple[Related, ...] = (),
    ) -> Problem:
        """Return a problem at a place in this file, with the lines around it."""
        words, edits = hint if isinstance(hint, Hint) else (hint, ())
        return Problem(place, message, code, words, edits, related, self.lines)

    def related(self, place: Place, label: str) -> Related:
        """Return a place in this file that a problem elsewhere is about too."""
        return Related(place, label, self.lines)


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

    @property
    def written(self) -> str:
        """What stands in the file, quotes included."""
        return self.source.text[self.start : self.end]

    def place_of(self, index: int, length: int = 1) -> Place:
        """Return the place of the brace at ``text[index]``."""
        start = self.start_of(index)
        return self.place if start is None else self.source.place_at(start, length)

    def start_of(self, index: int) -> int | None:
        """Return where the brace at ``text[index]`` is in the source's text, if that is certain.

        Folding and quotes move characters about, but not the order of braces: the n-th one
        of the text is the n-th one of the source, unless escapes make some.
        """
        written = [m.start() for m in re.finditer(r"[{}]", self.written)]
        braces = [m.start() for m in re.finditer(r"[{}]", self.text)]
        if len(written) != len(braces) or index not in braces:
            return None
        return self.start + written[braces.index(index)]

    def edits(self, replacement: str, *, quotes: bool = True) -> tuple[Edit, ...]:
        """Return the edit that writes ``replacement`` in place of the text.

        There is none where the text is not written to the letter: with escapes, on several lines.

        Args:
            replacement: what to write, which must need no quotes.
            quotes: quotes around the text stay.
        """
        inside = 0 if self.plain else 1
        start, end = self.start + inside, self.end - inside
        if self.source.text[start:end] != self.text:
            return ()
        if not quotes:
            start, end = self.start, self.end
        return (Edit(start, end, replacement),)


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

    what = "keys with values"

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
