"""Single words and whole numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from guide.format.kinds.kind import (
    SCALAR,
    in_digits,
    meant,
    only,
    pair_hint,
    scalar,
    unexpected,
    upside_down,
    with_dash,
    write,
)
from guide.format.kinds.patterns import count_pattern, counts_pattern
from guide.format.quantities import LONGEST_QUANTITY, parse_count, parse_count_range
from guide.problems.codes import Code
from guide.syntax.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Callable

    from guide.format.kinds.kind import Kind, Reader, Schema, Schemas
    from guide.format.quantities import CountRange
    from guide.problems.problem import Hint
    from guide.syntax.nodes import Node


_UNIT = re.compile(r"\s*(x|times|reps?|repeats?|repetitions?|breaths?|rounds?|sets?)$", re.I)
"""What people write behind a number that says how often."""


_LIKELY = {
    **dict.fromkeys(("true", "yes", "y", "on"), "true"),
    **dict.fromkeys(("false", "no", "n", "off"), "false"),
}
"""What people write for true and false, in small letters."""


LONGEST_WORD = 80
"""Characters of a word."""


def flag_meant(text: str) -> str | None:
    """Return which of ``true`` and ``false`` a text means, or None if neither."""
    return _LIKELY.get(text.lower())


@dataclass(frozen=True, slots=True)
class Word:
    """A name made of letters, digits, ``-`` and ``_``: of a move or a language.

    Attributes:
        expects: what it expects.
        pattern: what it looks like, which means the same to Python and to ECMA-262.
        instead: what to write.
    """

    code: ClassVar[Code] = Code.NO_NAME

    expects: str
    pattern: str
    instead: str = "Write letters and digits, with dashes between words."

    def read(self, node: Node, reader: Reader) -> str:
        """Return the name; raises Misread."""
        text = scalar(reader, self, node)
        if not re.fullmatch(self.pattern, text) or len(text) > LONGEST_WORD:
            dashed = text.replace("_", "-")
            fits = re.fullmatch(self.pattern, dashed)
            assert isinstance(node, Scalar)
            raise unexpected(reader, self, node, write(node, dashed) if fits else None)
        return text

    def schema(self, schemas: Schemas) -> Schema:
        """Return its schema."""
        del schemas
        return only(self, SCALAR, pattern=f"^(?:{self.pattern})$", maxLength=LONGEST_WORD)


class Flag:
    """``true`` or ``false``."""

    code: ClassVar[Code] = Code.NO_FLAG

    @property
    def expects(self) -> str:
        """What it expects."""
        return "true or false"

    instead: ClassVar[str] = "Write true or false."

    def read(self, node: Node, reader: Reader) -> bool:
        """Return the truth; raises Misread."""
        text = scalar(reader, self, node)
        if text not in ("true", "false"):
            right = flag_meant(text)
            assert isinstance(node, Scalar)
            hint = write(node, right, quotes=False) if right else None
            raise unexpected(reader, self, node, hint)
        return text == "true"

    def schema(self, schemas: Schemas) -> Schema:
        """Return its schema."""
        del schemas
        return only(self, ("boolean", "string"), pattern="^(?:true|false)$")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    code: ClassVar[Code] = Code.NO_CHOICE

    choices: tuple[str, ...]

    @property
    def expects(self) -> str:
        """What it expects."""
        return " or ".join(self.choices)

    @property
    def instead(self) -> str:
        """What to write."""
        return f"Write {self.expects}."

    def read(self, node: Node, reader: Reader) -> str:
        """Return the word; raises Misread."""
        text = scalar(reader, self, node)
        if text not in self.choices:
            assert isinstance(node, Scalar)
            raise unexpected(reader, self, node, meant(node, self.choices))
        return text

    def schema(self, schemas: Schemas) -> Schema:
        """Return its schema."""
        del schemas
        return only(self, ("string",), enum=[*self.choices])


@dataclass(frozen=True, slots=True)
class Counts:
    """How often: a whole number, or a range of them."""

    code: ClassVar[Code] = Code.NO_COUNT

    low: int
    high: int

    @property
    def expects(self) -> str:
        """What it expects."""
        return f"a whole number from {self.low} to {self.high}, or a range such as 5-10"

    @property
    def instead(self) -> str:
        """What to write."""
        return f"Write digits alone: {self.low} at least, {self.high} at most."

    def read(self, node: Node, reader: Reader) -> CountRange:
        """Return the range; raises Misread."""
        if hint := pair_hint(node, parse_count_range):
            raise unexpected(reader, self, node, hint)
        text = scalar(reader, self, node)
        counts = parse_count_range(text)
        if counts is None:
            raise unexpected(reader, self, node, _count_hint(node, parse_count_range))
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

    code: ClassVar[Code] = Code.NO_COUNT

    low: int
    high: int

    @property
    def expects(self) -> str:
        """What it expects."""
        return f"a whole number from {self.low} to {self.high}"

    @property
    def instead(self) -> str:
        """What to write."""
        return f"Write digits alone: {self.low} at least, {self.high} at most."

    def read(self, node: Node, reader: Reader) -> int:
        """Return the number; raises Misread."""
        text = scalar(reader, self, node)
        count = parse_count(text)
        if count is None:
            raise unexpected(reader, self, node, _count_hint(node, parse_count))
        if not self.low <= count <= self.high:
            raise unexpected(reader, self, node)
        return count

    def schema(self, schemas: Schemas) -> Schema:
        """Return its schema."""
        del schemas
        return _number(self, count_pattern(self.low, self.high), self.low, self.high)


def _number(kind: Kind, pattern: str, low: int, high: int) -> Schema:
    """Return the schema of a whole number, which may stand in quotes too."""
    bounds = {"minimum": low, "maximum": high, "maxLength": LONGEST_QUANTITY}
    return only(kind, ("integer", "string"), pattern=pattern, **bounds)


def _count_hint(node: Node, parse: Callable[[str], object]) -> Hint | str | None:
    assert isinstance(node, Scalar)
    text = node.text.strip()
    for right in (with_dash(text), _UNIT.sub("", text)):
        if parse(right) is not None:
            return write(node, right)
    if alone := re.fullmatch(r"([0-9]+) ?[a-z.]+", text, re.IGNORECASE):
        return f"Write {alone[1]} alone: a number has no unit."
    slashed = text.replace("/", "-")
    if slashed != text and parse(slashed) is not None:
        return f"Write {slashed}: a range has a dash."
    return in_digits(text, "8")
