"""How often, how much of it, and for which side: ``x 10``, ``7/10``, ``reps/side``."""

from __future__ import annotations

import re

from guide.language.english.units import BODY, UNITS, per

COUNTED_BEFORE = re.compile(
    r"\b(?:set|step|round|rep|repetition|side|part|page|day|week|level|number|no)\.?\s$",
    re.IGNORECASE,
)
"""``Set 1/3`` is one of three."""

_COUNTS = "reps?|repetitions?|breaths?|times|rounds?|sets?|counts?|holds?|seconds?|minutes?|hours?"
_UNITS_ALONE = UNITS.keys() - {"in", "m", "x"}
"""Those that are nothing else behind a number with a space."""
_PERIODS = "day|wk|week|month|year|session|h|hour|min|minute|set|round|direction|way|rep|breath"
EACH = re.compile(
    rf"(?<![\w/])({_COUNTS}|once|twice|secs?|mins?)/({BODY}|{_PERIODS})(?![\w/-])", re.IGNORECASE
)
TIMES = re.compile(
    r"(?P<space>(?<=[\w)])\s|(?<![\w.]))[x×]\s?(?P<number>\d{1,3}(?:[-–]\d{1,3})?)"
    r"(?![\w½⅓⅔¼¾]*[.,:/]\d)(?:(?P<noun>\s?[A-Za-z]{1,11}(?!\w))|(?!\w|\s?[%°x×]))"
)
"""``Squats x 10``, ``Plank x 30 s``; between two numbers it is another sign."""

OUT_OF = re.compile(r"(?<![\d/.,:])(\d{1,2}(?:[.,]\d)?)/(10|100|[3-9])(?![\d/]|[.,]\d|\sof\b)")
_WORD_AFTER = r"\s?([A-Za-z°º%]+)(?!\w)"
_SCALE = r"pain|effort|intensity|strength|grade|score|rating|rate|discomfort|difficulty"
_SCALE_BEFORE = rf"(?i)\b(?:{_SCALE}|RPE|VAS|NRS|Borg|MMT)\W{{1,2}}(?:\d-)?$"
_SCALE_AFTER = rf"(?i)\s(?:{_SCALE})\b"


def say_each(match: re.Match[str]) -> str:
    """Return ``reps per side``; units are written out."""
    unit = UNITS.get(match[1].lower())
    return (unit.many if unit else match[1]) + per(match[2])


def say_times(match: re.Match[str]) -> str:
    """Return `` 10 times``, or the number alone before what it counts."""
    noun = match["noun"] or ""
    if re.fullmatch(_COUNTS, noun.strip()) or noun.strip() in _UNITS_ALONE:
        comma = "," if match["space"] and match.string[match.start() - 1] not in ",;:" else ""
        return f"{comma}{match['space']}{match['number']}{noun}"
    times = "once" if match["number"] == "1" else f"{match['number']} times"
    return match["space"] + times + noun


def say_out_of(match: re.Match[str]) -> str:
    """Return ``7 out of 10`` for a grade on a scale; all else is a fraction."""
    before = match.string[max(0, match.start() - 24) : match.start()]
    after = match.string[match.end() : match.end() + 24]
    word = re.match(_WORD_AFTER, after)
    if COUNTED_BEFORE.search(before) or (word and word[1] in _UNITS_ALONE):
        return match[0]
    of_ten = match[2] in ("10", "100")
    if not (of_ten or re.search(_SCALE_BEFORE, before) or re.match(_SCALE_AFTER, after)):
        return match[0]
    return f"{match[1]} out of {match[2]}"
