"""What people write that is nearly a length of time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guide.format.quantities import DASH, in_words, parse_seconds, parse_seconds_range

if TYPE_CHECKING:
    from collections.abc import Callable

_UNIT = r"(h|hours?|hrs?|m|mins?|minutes?|s|secs?|seconds?)"
_SMALLER = {"h": "m", "m": "s"}
_CUT_SHORT = re.compile(r"([0-9]+) ?(h|hours?|hrs?|m|mins?|minutes?) ?([0-5]?[0-9])", re.I)
_PRIMES = re.compile("(?:([0-9]+) ?['\N{PRIME}] ?)?([0-9]+) ?(?:''|[\"\N{DOUBLE PRIME}])")
_AND = re.compile(r"(?<=[a-z]),? (?:and )?(?=[0-9])", re.I)
_VULGAR = {"\N{VULGAR FRACTION ONE HALF}": "1/2", "\N{VULGAR FRACTION ONE QUARTER}": "1/4"}
_VULGAR["\N{VULGAR FRACTION THREE QUARTERS}"] = "3/4"
_FRACTION = re.compile(rf"(?:([0-9]+)(?: and)? )?([0-9])/([1-9]) (?:of an? )?{_UNIT}", re.I)
_WORDS = (
    (re.compile(r"(?:half (?:of )?|1/2 )an? ", re.I), "1/2 "),
    (re.compile(r"(?:an?|one) ([a-z]+) and a half", re.I), r"1 1/2 \1"),
    (re.compile(r"(?:an?|one)(?: and a half)? (?=[a-z]+$)", re.I), "1 "),
)

_NEGATIVE = re.compile(r"[-\N{EN DASH}](.+)")
_OPEN = re.compile(r"(.+)\+")
_CLOCK_AND_UNIT = re.compile(r"([0-9]+:[0-5][0-9]) ?(?:m|mins?|minutes?|s|secs?|seconds?)", re.I)
_MINUTES = re.compile("([0-9]+) ?['\N{PRIME}]")
_ABOUT = re.compile(r"(?:about|around|roughly|approx(?:imately)?\.?|circa|ca\.?|~)\s*(.+)", re.I)
_AT_MOST = re.compile(r"(?:up to |max\.? )?(.+?)(?: max\.?| maximum| at most| or so)?", re.I)
_SIDES = re.compile(r"(.+?),? ?(?:on |per |for |/ ?)?(?:each|both|every|a)?(?: ?sides?)?", re.I)
_TIMES = re.compile(r"([0-9]{1,3}) ?(?:x|\N{MULTIPLICATION SIGN}|times) ?(.+)", re.I)
_TIMES_BEHIND = re.compile(r"(.+?) ?(?:x|\N{MULTIPLICATION SIGN}|times) ?([0-9]{1,3})", re.I)
_BREATHS = re.compile(r"([0-9]+)\s*(?:slow |deep )?breaths?", re.I)
_MILLISECONDS = re.compile(r"([0-9]+) ?ms", re.I)


def as_written(text: str) -> str | None:
    """Return the one length of time that a text means, as routines have it: ``1 min 30``."""
    for sign, fraction in _VULGAR.items():
        text = re.sub(rf"(?<=[0-9]) ?{sign}", f" {fraction}", text).replace(sign, fraction)
    for pattern, right in _WORDS:
        text = pattern.sub(right, text)
    if match := _FRACTION.fullmatch(text):
        number = int(match[1] or 0) + int(match[2]) / int(match[3])
        text = f"{number:.6g} {match[4]}"
    elif match := _CUT_SHORT.fullmatch(text):
        unit = match[2][0].lower()
        text = f"{match[1]}{unit}{match[3]}{_SMALLER[unit]}"
    elif match := _PRIMES.fullmatch(text):
        text = f"{match[1]}m{match[2]}s" if match[1] else f"{match[2]}s"
    seconds = parse_seconds(_AND.sub(" ", text))
    return in_words(round(seconds, 3)) if seconds else None  # of thirds


def about_time(text: str) -> str | None:
    """Return what to write instead of a text whose author has to decide."""
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


def _about(match: re.Match[str]) -> str | None:
    if match[1] == match[0] or not parse_seconds_range(match[1]):
        return None
    return f"Write {match[1]}: a time is kept exactly; a range leaves it open."


def _sides(match: re.Match[str]) -> str | None:
    if match[1] == match[0] or not parse_seconds_range(match[1]):
        return None
    return f"Write {match[1]}, and `sides: [left, right]` beside this key."


def _times(number: str, length: str) -> str | None:
    if not parse_seconds_range(length):
        return None
    return f"Write {length}, and `reps: {int(number)}` beside this key."


def _breaths(match: re.Match[str]) -> str:
    times = f"`reps: {match[1]}` with `each: [{{for: 4s}}, {{for: 6s}}]`"
    return f"A breath has no length of its own: write {times}, or a time such as 30s."


_LOOKS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (_NEGATIVE, _negative),
    (_OPEN, _open),
    (_CLOCK_AND_UNIT, lambda match: f"Write {match[1]} alone: that is minutes and seconds."),
    (_MINUTES, lambda match: f"Write {match[1]}m if these are minutes, {match[1]}s for seconds."),
    (_ABOUT, _about),
    (_AT_MOST, _about),
    (_SIDES, _sides),
    (_TIMES, lambda match: _times(match[1], match[2])),
    (_TIMES_BEHIND, lambda match: _times(match[2], match[1])),
    (_BREATHS, _breaths),
    (_MILLISECONDS, lambda match: f"Write {int(match[1][:9]) / 1000:g}s."),
)
