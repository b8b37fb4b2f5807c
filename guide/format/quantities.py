"""Lengths of time, counts and moments, and how people write them."""

from __future__ import annotations

import re
from typing import NamedTuple


class SecondsRange(NamedTuple):
    """The lengths of time that an author allows; ``low == high`` when there is no choice.

    ``until_ready``: written ``45s+``; it lasts ``low`` at least, then until the person goes on.
    """

    low: float
    high: float
    until_ready: bool = False


class CountRange(NamedTuple):
    """The numbers of repetitions that an author allows."""

    low: int
    high: int


class Offset(NamedTuple):
    """A moment in a phase: ``20s``, ``50%`` or ``-10s``.

    Exactly one of ``seconds`` and ``share`` (0.0 to 1.0) is set; both are never negative.
    ``from_end`` counts them back from the phase's end.
    """

    seconds: float | None = None
    share: float | None = None
    from_end: bool = False

    def within(self, length_s: float) -> float:
        """Return the moment in seconds from the start of a phase of ``length_s``."""
        distance_s = self.seconds if self.seconds is not None else (self.share or 0) * length_s
        return length_s - distance_s if self.from_end else distance_s


LONGEST_QUANTITY = 60
"""Characters of a text that may be a quantity."""

NUMBER = r"([0-9]+(?:\.[0-9]+)?)"
CLOCK = r"(?:([0-9]+):(?=[0-5][0-9]:))?([0-9]+):([0-5][0-9](?:\.[0-9]+)?)"
UNITS = (
    rf"(?:{NUMBER} ?(?:h|hours?|hrs?))?"
    rf"(?: ?{NUMBER} ?(?:m|mins?|minutes?))?"
    rf"(?: ?{NUMBER} ?(?:s|secs?|seconds?))?"
)
DASH = " ?[-\N{EN DASH}\N{EM DASH}] ?"
"""How they are written, in small letters and with single spaces; ``UNITS`` may be empty."""

_BARE = re.compile(NUMBER)
_CLOCK = re.compile(CLOCK)
_UNITS = re.compile(UNITS)
_LAST_UNIT = re.compile(r"[0-9.]+( ?[a-z]+)")
_DASH = re.compile(DASH)
_WHOLE = re.compile(r"[0-9]{1,9}")


def parse_seconds(text: str) -> float | None:
    """Return the seconds of ``45s``, ``1m30s``, ``1 min 30 s``, ``1:30`` (m:ss) or ``90``.

    None if ``text`` is no length of time. Zero and absurd lengths are returned as they are.
    """
    text = _tidy(text)
    if bare := _BARE.fullmatch(text):
        return float(bare[1])
    match = _CLOCK.fullmatch(text) or _UNITS.fullmatch(text)
    if match is None or not any(match.groups()):
        return None
    hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + seconds


def parse_seconds_range(text: str) -> SecondsRange | None:
    """Return the range of ``30s``, ``30s-60s``, ``1-2 min`` or ``45s+``; None if it is none.

    A bare number before the dash has the unit of the one after it. The ends are returned as
    written, the larger one first too.
    """
    text = _tidy(text)
    if text.endswith("+"):
        seconds = parse_seconds(text[:-1])
        return None if seconds is None else SecondsRange(seconds, seconds, until_ready=True)
    parts = _DASH.split(text)
    if len(parts) > 2:
        return None
    if _BARE.fullmatch(parts[0]) and (unit := _LAST_UNIT.fullmatch(parts[-1])):
        parts[0] += unit[1]
    ends = [parse_seconds(part) for part in parts]
    low, high = ends[0], ends[-1]
    return None if low is None or high is None else SecondsRange(low, high)


def parse_count(text: str) -> int | None:
    """Return the whole number that ``text`` is; None if it is none."""
    text = _tidy(text)
    return int(text) if _WHOLE.fullmatch(text) else None


def parse_count_range(text: str) -> CountRange | None:
    """Return the range of ``5`` or ``5-10``, the larger end first too; None if it is none."""
    ends = [parse_count(end) for end in _DASH.split(_tidy(text))]
    low, high = ends[0], ends[-1]
    return None if len(ends) > 2 or low is None or high is None else CountRange(low, high)


def parse_offset(text: str) -> Offset | None:
    """Return the moment of ``20s``, ``50%``, ``-10s`` or ``-25%``; None if it is none."""
    text = _tidy(text)
    from_end = text.startswith("-")
    distance = text.removeprefix("-").lstrip()
    if distance.endswith("%"):
        share = _BARE.fullmatch(distance[:-1].rstrip())
        return Offset(share=float(share[1]) / 100, from_end=from_end) if share else None
    seconds = parse_seconds(distance)
    return None if seconds is None else Offset(seconds=seconds, from_end=from_end)


def in_words(seconds: float) -> str:
    """Return a length of time as a person would write it: ``45s``, ``1m30s``, ``4h``."""
    if seconds < 60 or seconds != int(seconds):
        return f"{seconds:g}s"
    minutes, rest_s = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "h"), (minutes, "m"), (rest_s, "s"))
    return "".join(f"{number}{unit}" for number, unit in parts if number)


def _tidy(text: str) -> str:
    """Return ``text`` with single spaces; nothing of a text that is too long to be a quantity."""
    return " ".join(text.split()).lower() if len(text) <= LONGEST_QUANTITY else ""
