"""Whole numbers, and ranges of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from guide.format.kinds.kind import only, scalar, unexpected, write
from guide.format.kinds.patterns import count_pattern, counts_pattern
from guide.format.kinds.ranges import in_digits, pair_hint, upside_down, with_dash
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
