"""Single words and whole numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from guide.codes import Code
from guide.kinds.kind import (
    in_digits,
    meant,
    scalar,
    unexpected,
    upside_down,
    with_dash,
    write,
)
from guide.nodes import Scalar
from guide.quantities import parse_count_range

if TYPE_CHECKING:
    from guide.kinds.kind import Reader
    from guide.nodes import Node
    from guide.problems import Hint
    from guide.quantities import CountRange


_UNIT = re.compile(r"\s*(x|times|reps?|repeats?|repetitions?|breaths?|rounds?|sets?)$", re.I)
"""What people write behind a number that says how often."""


_LIKELY = {
    **dict.fromkeys(("true", "yes", "y", "on"), "true"),
    **dict.fromkeys(("false", "no", "n", "off"), "false"),
}
"""What people write for true and false, in small letters."""


@dataclass(frozen=True, slots=True)
class Word:
    """A name made of letters, digits, ``-`` and ``_``: of a move or a language."""

    code: ClassVar[Code] = Code.NO_NAME

    expects: str
    pattern: str

    def read(self, node: Node, reader: Reader) -> str:
        """Return the name; raises Misread."""
        text = scalar(reader, self, node)
        if not re.fullmatch(self.pattern, text) or len(text) > 80:
            dashed = text.replace("_", "-")
            fits = re.fullmatch(self.pattern, dashed)
            assert isinstance(node, Scalar)
            raise unexpected(reader, self, node, write(node, dashed) if fits else None)
        return text


@dataclass(frozen=True, slots=True)
class Flag:
    """``true`` or ``false``."""

    code: ClassVar[Code] = Code.NO_FLAG

    @property
    def expects(self) -> str:
        """What it expects."""
        return "true or false"

    def read(self, node: Node, reader: Reader) -> bool:
        """Return the truth; raises Misread."""
        text = scalar(reader, self, node)
        if text not in ("true", "false"):
            right = _LIKELY.get(text.lower())
            assert isinstance(node, Scalar)
            hint = write(node, right, quotes=False) if right else None
            raise unexpected(reader, self, node, hint)
        return text == "true"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    code: ClassVar[Code] = Code.NO_CHOICE

    choices: tuple[str, ...]

    @property
    def expects(self) -> str:
        """What it expects."""
        return " or ".join(self.choices)

    def read(self, node: Node, reader: Reader) -> str:
        """Return the word; raises Misread."""
        text = scalar(reader, self, node)
        if text not in self.choices:
            assert isinstance(node, Scalar)
            raise unexpected(reader, self, node, meant(node, self.choices))
        return text


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

    def read(self, node: Node, reader: Reader) -> CountRange:
        """Return the range; raises Misread."""
        text = scalar(reader, self, node)
        counts = parse_count_range(text)
        if counts is None:
            raise unexpected(reader, self, node, _count_hint(node))
        if not self.low <= min(counts.low, counts.high):
            raise unexpected(reader, self, node)
        if max(counts.low, counts.high) > self.high:
            raise unexpected(reader, self, node)
        if counts.low > counts.high:
            raise upside_down(reader, node, f"{counts.high}-{counts.low}")
        return counts


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

    def read(self, node: Node, reader: Reader) -> int:
        """Return the number; raises Misread."""
        counts = parse_count_range(scalar(reader, self, node))
        if counts is None:
            raise unexpected(reader, self, node, _count_hint(node))
        if counts.low != counts.high or not self.low <= counts.low <= self.high:
            raise unexpected(reader, self, node)
        return counts.low


def _count_hint(node: Node) -> Hint | str | None:
    assert isinstance(node, Scalar)
    text = node.text.strip()
    for right in (with_dash(text), _UNIT.sub("", text)):
        if parse_count_range(right) is not None:
            return write(node, right)
    return in_digits(text, "8")
