"""Lengths of time, ranges of them, and moments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from guide.format.kinds.kind import only, scalar, unexpected, write
from guide.format.kinds.patterns import MOMENT_PATTERN, range_pattern, seconds_pattern
from guide.format.kinds.ranges import SMALLER_FIRST, in_digits, pair_hint, upside_down, with_dash
from guide.format.quantities import (
    DASH,
    LONGEST_QUANTITY,
    in_words,
    parse_offset,
    parse_seconds,
    parse_seconds_range,
)
from guide.problems.codes import Code
from guide.syntax.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Callable

    from guide.format.kinds.kind import Kind, Reader, Schema, Schemas
    from guide.format.quantities import Offset, SecondsRange
    from guide.problems.problem import Hint
    from guide.syntax.nodes import Node

SHORTEST_S = 0.1
LONGEST_S = 4 * 3600.0
"""No single length of time is longer, in seconds: it would be a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class Seconds:
    """One length of time, in seconds."""

    code: ClassVar[Code] = Code.NO_LENGTH

    low_s: float = SHORTEST_S
    high_s: float = LONGEST_S

    @property
    def expects(self) -> str:
        """What it expects."""
        return "a length of time, such as 45s, 1m30s or 1:30"

    instead: ClassVar[str] = "Write a number with its unit, such as 45s or 1m30s."

    def read(self, node: Node, reader: Reader) -> float:
        """Return the seconds; raises Misread."""
        seconds = parse_seconds(scalar(reader, self, node))
        if seconds is None:
            raise unexpected(reader, self, node, _time_hint(node, parse_seconds))
        check_seconds(reader, node, seconds, self.low_s, self.high_s)
        return seconds

    def schema(self, schemas: Schemas) -> Schema:
        """Return its schema."""
        del schemas
        return _length(self, seconds_pattern(self.low_s == 0), self.low_s, self.high_s)


@dataclass(frozen=True, slots=True)
class Range:
    """The lengths of time that are allowed, in seconds.

    Attributes:
        open_end: ``45s+`` is one too.
    """

    code: ClassVar[Code] = Code.NO_LENGTH

    open_end: bool = True

    @property
    def expects(self) -> str:
        """What it expects."""
        ranges = "30s-60s or 45s+" if self.open_end else "3s-5s"
        return f"a length of time, such as 45s, 1m30s or 1:30, or a range such as {ranges}"

    instead: ClassVar[str] = "Write a number with its unit, such as 45s or 30s-1m."

    def read(self, node: Node, reader: Reader) -> SecondsRange:
        """Return the range; raises Misread."""
        if hint := pair_hint(node, parse_seconds_range):
            raise unexpected(reader, self, node, hint)
        seconds = parse_seconds_range(scalar(reader, self, node))
        if seconds is None or (seconds.until_ready and not self.open_end):
            raise unexpected(reader, self, node, _time_hint(node, parse_seconds_range))
        for end_s in (seconds.low, seconds.high):
            check_seconds(reader, node, end_s, SHORTEST_S)
        if seconds.low > seconds.high:
            right = f"{in_words(seconds.high)}-{in_words(seconds.low)}"
            raise upside_down(reader, node, right if _has_units_alike(node) else None)
        return seconds

    def schema(self, schemas: Schemas) -> Schema:
        """Return its schema."""
        del schemas
        return _length(self, range_pattern(self.open_end), SHORTEST_S, LONGEST_S)


def _length(kind: Kind, pattern: str, low_s: float, high_s: float) -> Schema:
    """Return the schema of a length of time, which is a number where it has no unit."""
    bounds = {"minimum": low_s, "maximum": high_s, "maxLength": LONGEST_QUANTITY}
    return only(kind, ("string", "number"), pattern=pattern, **bounds)


def check_seconds(
    reader: Reader, node: Node, seconds: float, low_s: float, high_s: float = LONGEST_S
) -> None:
    """Raise Misread if a length of time is out of bounds."""
    if seconds < low_s:
        short = f"the shortest is {in_words(low_s)}"
        what = "lasts no time" if seconds == 0 else "is too short"
        message = f"a length of time that {what}: {short}"
        hint = f"Write {in_words(low_s)} or more."
        raise reader.wrong(node, Code.LENGTH_OUT_OF_BOUNDS, message, hint)
    if seconds > high_s:
        message = f"a length of time that is too long: {in_words(high_s)} at most"
        hint = f"Write {in_words(high_s)} or less, and look at the unit: h, m or s."
        raise reader.wrong(node, Code.LENGTH_OUT_OF_BOUNDS, message, hint)


def _has_units_alike(node: Node) -> bool:
    """Whether both ends of a range have a unit, or none has: else it may be either's."""
    assert isinstance(node, Scalar)
    ends = re.split(DASH, node.text)
    return len({bool(re.search("[a-z:]", end, re.I)) for end in ends}) == 1


def _time_hint(node: Node, parse: Callable[[str], object]) -> Hint | str | None:
    if not isinstance(node, Scalar):
        return None
    from guide.format.kinds.nearly_times import about_time, as_written  # noqa: PLC0415
    from guide.syntax.decimal_comma import comma_hint  # noqa: PLC0415 - only where something is wrong

    text = node.text.strip()
    if "," in text and parse(text.replace(",", ".")) is not None:
        return comma_hint(text, node.edits)
    dashed = with_dash(text)
    ends = parse_seconds_range(dashed)
    if parse(dashed) is not None and ends and ends.low > ends.high:
        return SMALLER_FIRST
    for right in (dashed, text.rstrip(".,;")):
        if parse(right) is not None and right != text:
            return write(node, right)
    if length := as_written(text):
        return write(node, length)
    return about_time(text) or in_digits(text, "30s")


def _moment_hint(node: Node) -> Hint | str | None:
    if not isinstance(node, Scalar):
        return None
    text = node.text.strip().lower()
    if text in ("half", "halfway", "half way", "middle"):
        return write(node, "50%")
    if text in ("start", "begin", "beginning"):
        return write(node, "0s")
    if re.search(r"\b(end|left|last)\b", text):
        return "Moments from the end have a minus: -10s is ten seconds before it."
    from guide.syntax.decimal_comma import comma_hint  # noqa: PLC0415 - only where something is wrong

    if "," in text and parse_offset(text.replace(",", ".")) is not None:
        return comma_hint(text, node.edits)
    right = with_dash(text)
    return write(node, right) if parse_offset(right) is not None else None


class Moment:
    """A moment in a phase, the key of a cue."""

    code: ClassVar[Code] = Code.NO_MOMENT

    @property
    def expects(self) -> str:
        """What it expects."""
        return "a moment, such as 20s, 50% or -10s (from the end)"

    instead: ClassVar[str] = "Write 20s for a moment after the start, -10s for one before the end."

    def read(self, node: Node, reader: Reader) -> Offset:
        """Return the moment; raises Misread."""
        offset = parse_offset(scalar(reader, self, node))
        if offset is None:
            raise unexpected(reader, self, node, _moment_hint(node))
        if (offset.share or 0) > 1:
            message = "this moment is beyond the phase's end, which is 100%"
            hint = "50% is halfway through the phase."
            raise reader.wrong(node, Code.MOMENT_OUTSIDE, message, hint)
        at_end = not (offset.seconds or offset.share) if offset.from_end else offset.share == 1
        if at_end:
            message = "this moment is the phase's end: no time is left"
            hint = "Write a moment before the end, such as -5s, or say it in the next phase."
            raise reader.wrong(node, Code.MOMENT_OUTSIDE, message, hint)
        return offset

    def schema(self, schemas: Schemas) -> Schema:
        """Return its schema."""
        del schemas
        texts = {"pattern": MOMENT_PATTERN, "maxLength": LONGEST_QUANTITY}
        return only(self, ("string", "number"), **texts)
