"""Single words and whole numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from guide.kinds.kind import in_digits, scalar, unexpected, upside_down, with_dash
from guide.problems import did_you_mean
from guide.quantities import parse_count_range

if TYPE_CHECKING:
    from guide.kinds.kind import Reader
    from guide.nodes import Node
    from guide.quantities import CountRange


@dataclass(frozen=True, slots=True)
class Word:
    """A name made of letters, digits, ``-`` and ``_``: of a move or a language."""

    expects: str
    pattern: str

    def read(self, node: Node, reader: Reader) -> str:
        """Return the name; raises Misread."""
        text = scalar(reader, self, node)
        if not re.fullmatch(self.pattern, text) or len(text) > 80:
            dashed = text.replace("_", "-")
            hint = f"Write {dashed}." if re.fullmatch(self.pattern, dashed) else None
            raise unexpected(reader, self, node, hint)
        return text


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
        counts = parse_count_range(text)
        if counts is None or counts.low != counts.high or not self.low <= counts.low <= self.high:
            of = re.fullmatch(r"([0-9]+) of (\[.*\])", text)
            hint = f"Write {of[1]}, and on the next line `of: {of[2]}`." if of else None
            raise unexpected(reader, self, node, hint)
        return counts.low


def _count_hint(text: str) -> str | None:
    for right in (with_dash(text), re.sub(r"\s*(x|times|reps?|repeats?)$", "", text)):
        if parse_count_range(right) is not None:
            return f"Write {right}."
    return in_digits(text, "8")
