"""What numbers and ranges of any unit have in common, and what people write instead of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guide.format.kinds.kind import write
from guide.problems.codes import Code
from guide.syntax.nodes import Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable

    from guide.format.kinds.kind import Misread, Reader
    from guide.syntax.nodes import Node

SMALLER_FIRST = "Write the unit behind both numbers, and the smaller one first, such as 30s-1m."


def pair_hint(node: Node, parse: Callable[[str], object]) -> str | None:
    """Return how a range is written, for two ends of one in a list."""
    if not isinstance(node, Sequence) or len(node.items) != 2:
        return None
    ends = [item.text for item in node.items if isinstance(item, Scalar)]
    right = "-".join(ends)
    return f"Write {right}: a range has a dash." if len(ends) == 2 and parse(right) else None


def with_dash(text: str) -> str:
    """Return a range in words, such as ``5s to 10s``, as it is written in a routine."""
    return re.sub(r"\s*(?:\bto\b|\bor\b|\.{2,3}|…|[\u2010-\u2012\u2212])\s*", "-", text)


def in_digits(text: str, example: str) -> str | None:
    """Return the hint to write digits, such as ``example``, if there are none in ``text``."""
    return None if not text or re.search("[0-9]", text) else f"Write digits, such as {example}."


def upside_down(reader: Reader, node: Node, right: str | None) -> Misread:
    """Note that a range has its larger end first; ``right`` is what it must be, if that is sure."""
    assert isinstance(node, Scalar)
    message = "this range is upside down"
    hint = write(node, right) if right else SMALLER_FIRST
    return reader.wrong(node, Code.UPSIDE_DOWN, message, hint)
