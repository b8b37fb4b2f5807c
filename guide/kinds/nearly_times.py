"""What people write that is nearly a length of time, but that an author has to decide on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guide.quantities import DASH, parse_seconds, parse_seconds_range

if TYPE_CHECKING:
    from collections.abc import Callable

_NEGATIVE = re.compile(r"[-\N{EN DASH}](.+)")
_OPEN = re.compile(r"(.+)\+")
_CLOCK_AND_UNIT = re.compile(r"([0-9]+:[0-5][0-9]) ?(?:m|mins?|minutes?|s|secs?|seconds?)", re.I)
_FRACTION = re.compile(r"(?:([0-9]+)(?: and)? )?([0-9])/([1-9]) (?:of an? )?([a-z]+)", re.I)
_ABOUT = re.compile(r"(?:about|around|roughly|approx(?:imately)?\.?|circa|ca\.?|~)\s*(.+)", re.I)
_BREATHS = re.compile(r"([0-9]+)\s*(?:slow |deep )?breaths?", re.I)
_MILLISECONDS = re.compile(r"([0-9]+) ?ms", re.I)


def about_time(text: str) -> str | None:
    """Return what to write instead of a text, if it is one of these."""
    for look, hint in _LOOKS:
        if (match := look.fullmatch(text)) and (told := hint(match)):
            return told
    return None


def _negative(match: re.Match[str]) -> str | None:
    right = match[1].strip()
    return f"A length of time is never negative: write {right}." if parse_seconds(right) else None


def _open(match: re.Match[str]) -> str | None:
    length = match[1].strip()
    if parse_seconds(length) is not None:
        return f"Only `hold` and `rest` can wait: write {length}, or `hold` for `for`."
    if parse_seconds_range(length) is None:
        return None
    return f"Write {re.split(DASH, length)[0]}+ or {length}: what waits has no longest."


def _fraction(match: re.Match[str]) -> str:
    number = int(match[1] or 0) + int(match[2]) / int(match[3])
    return f"Write {number:.3g} {match[4]}, with a point."


def _about(match: re.Match[str]) -> str | None:
    if not parse_seconds_range(match[1]):
        return None
    return f"Write {match[1]}: a time is kept exactly; a range leaves it open."


def _breaths(match: re.Match[str]) -> str:
    times = f"`reps: {match[1]}` with `each: [{{for: 4s}}, {{for: 6s}}]`"
    return f"A breath has no length of its own: write {times}, or a time such as 30s."


_LOOKS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (_NEGATIVE, _negative),
    (_OPEN, _open),
    (_CLOCK_AND_UNIT, lambda match: f"Write {match[1]} alone: that is minutes and seconds."),
    (_FRACTION, _fraction),
    (_ABOUT, _about),
    (_BREATHS, _breaths),
    (_MILLISECONDS, lambda match: f"Write {int(match[1][:9]) / 1000:g}s."),
)
