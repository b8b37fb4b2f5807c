"""Single words and whole numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from guide.kinds.kind import SCALAR, in_digits, only, scalar, unexpected, upside_down, with_dash
from guide.kinds.patterns import count_pattern, counts_pattern
from guide.problems import did_you_mean
from guide.quantities import LONGEST_QUANTITY, parse_count, parse_count_range

if TYPE_CHECKING:
    from guide.kinds.kind import Kind, Reader, Schema, Schemas
    from guide.nodes import Node
    from guide.quantities import CountRange


LONGEST_WORD = 80
"""Characters of a word."""


@dataclass(frozen=True, slots=True)
class Word:
    """A name made of letters, digits, ``-`` and ``_``: of a move or a language.

    Attributes:
        expects: what it expects.
        pattern: what it looks like, which means the same to Python and to ECMA-262.
    """

    expects: str
    pattern: str

    def read(self, node: Node, reader: Reader) -> str:
        """Return the name; raises Misread."""
        text = scalar(reader, self, node)
        if not re.fullmatch(self.pattern, text) or len(text) > LONGEST_WORD:
            dashed = text.replace("_", "-")
            hint = f"Write {dashed}." if re.fullmatch(self.pattern, dashed) else None
            raise unexpected(reader, self, node, hint)
        return text

    def schema(self, schemas: Schemas) -> Schema:
        """Return its schema."""
        del schemas
        return only(self, SCALAR, pattern=f"^(?:{self.pattern})$", maxLength=LONGEST_WORD)


@dataclass(frozen=True, slots=True)
class Flag:
    """``true`` or ``false``."""

    @property
    def expects(self) -> str:
        """What it expects."""
        return "true or false"

    def read(self, node: Node, reader: Reader) -> bool:
        """Return the truth; raises Misread."""
        text = scalar(reader, self, node)
        if text not in ("true", "false"):
            meant = {"yes": "true", "on": "true", "no": "false", "off": "false"}
            lower = text.lower()
            right = meant.get(lower) or (lower if lower in ("true", "false") else None)
            raise unexpected(reader, self, node, right and f"Write {right}.")
        return text == "true"

    def schema(self, schemas: Schemas) -> Schema:
        """Return its schema."""
        del schemas
        return only(self, ("boolean", "string"), pattern="^(?:true|false)$")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    choices: tuple[str, ...]

    @property
    def expects(self) -> str:
        """What it expects."""
        return " or ".join(self.choices)

    def read(self, node: Node, reader: Reader) -> str:
        """Return the word; raises Misread."""
        text = scalar(reader, self, node)
        if text not in self.choices:
            near = did_you_mean(text, self.choices)
            raise unexpected(reader, self, node, near and f"Did you mean {near}?")
        return text

    def schema(self, schemas: Schemas) -> Schema:
        """Return its schema."""
        del schemas
        return only(self, ("string",), enum=[*self.choices])


@dataclass(frozen=True, slots=True)
class Counts:
    """How often: a whole number, or a range of them."""

    low: int
    high: int

    @property
    def expects(self) -> str:
        """What it expects."""
        return f"a whole number from {self.low} to {self.high}, or a range such as 5-10"

    def read(self, node: Node, reader: Reader) -> CountRange:
        """Return the range; raises Misread."""
        text = scalar(reader, self, node)
        counts = parse_count_range(text)
        if counts is None:
            raise unexpected(reader, self, node, _count_hint(text))
        if not self.low <= min(counts.low, counts.high):
            raise unexpected(reader, self, node)
        if max(counts.low, counts.high) > self.high:
            raise unexpected(reader, self, node)
        if counts.low > counts.high:
            raise upside_down(reader, node, f"{counts.high}-{counts.low}")
        return counts

    def schema(self, schemas: Schemas) -> Schema:
        """Return its schema."""
        del schemas
        return _number(self, counts_pattern(self.low, self.high), self.low, self.high)


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number."""

    low: int
    high: int

    @property
    def expects(self) -> str:
        """What it expects."""
        return f"a whole number from {self.low} to {self.high}"

    def read(self, node: Node, reader: Reader) -> int:
        """Return the number; raises Misread."""
        text = scalar(reader, self, node)
        count = parse_count(text)
        if count is None or not self.low <= count <= self.high:
            of = re.fullmatch(r"([0-9]+) of (\[.*\])", text)
            hint = f"Write {of[1]}, and on the next line `of: {of[2]}`." if of else None
            raise unexpected(reader, self, node, hint)
        return count

    def schema(self, schemas: Schemas) -> Schema:
        """Return its schema."""
        del schemas
        return _number(self, count_pattern(self.low, self.high), self.low, self.high)


def _number(kind: Kind, pattern: str, low: int, high: int) -> Schema:
    """Return the schema of a whole number, which may stand in quotes too."""
    bounds = {"minimum": low, "maximum": high, "maxLength": LONGEST_QUANTITY}
    return only(kind, ("integer", "string"), pattern=pattern, **bounds)


def _count_hint(text: str) -> str | None:
    for right in (with_dash(text), re.sub(r"\s*(x|times|reps?|repeats?)$", "", text)):
        if parse_count_range(right) is not None:
            return f"Write {right}."
    return in_digits(text, "8")
