"""``5'`` and ``10"``: minutes and seconds, or feet and inches, as the words around them tell."""

from __future__ import annotations

import re

_SINGLE = "'\u2032\u2019"
_DOUBLE = '"\u2033\u201d'
"""ASCII, primes, and what some programs make of them: closing quotation marks."""
_MARK = rf"(?:''|[{_DOUBLE}{_SINGLE}])"
_NUMBER = r"\d{1,3}(?:[.,]\d|/\d{1,2}| \d/\d{1,2})?"

MARKED = re.compile(
    rf"""
    (?<![\w.,:/{_SINGLE}{_DOUBLE}-])
    (?: (?P<minutes>\d{{1,2}})[{_SINGLE}]\s?(?P<seconds>\d{{1,2}})(?:''|[{_DOUBLE}])
      | (?P<low>{_NUMBER})(?:(?P<low_mark>{_MARK})?(?P<dash>\s?[-–]\s?)(?P<high>{_NUMBER}))?
        (?P<mark>{_MARK})
    )(?!\w)
    """,
    re.VERBOSE,
)
"""A number, or a range, with such marks."""

LONG_THINGS = (
    "gap|block|step|box|ball|roll|roller|towel|band|wedge|lift|distance|space|cushion|pillow|"
    "bolster|platform|strap|rise|drop|raise"
)
"""What has a length in inches: ``a 2 in gap``."""

# What stands around is compiled when it is first looked at.
_TIMED_BEFORE = (
    r"(?i)(?:\b(?:for|every|another|last|holds?|holding|rests?|wait|pause|breathe|walk|jog|cycle|"
    r"run|warm up|plank|ice|heat)\W{1,3}(?:(?:it|each|about|up to|there|here)\s)?|[x×]\s?|times\s)$"
)
_TIMED_AFTER = r"[\s-](?:holds?|rests?|pauses?|breaks?|planks?|walk|on|off)\b"
_LONG_BEFORE = r"(?i)\b(?:lift|raise|lower|slide|move|step|reach|drop)\s(?:[a-z]{1,9}\s){0,3}$"
_LONG_AFTER = (
    rf"[\s-](?:up|upwards?|away|above|below|apart|high|higher|long|wide|deep|thick|tall|forwards?|"
    rf"backwards?|down|off the|from (?:the|your)|{LONG_THINGS})\b"
)
_OPENED = r"(?<!\S)[\"'\u201c\u2018]"
_CLOSED = r"(?<=[^\s\d])[\"'\u201d\u2019](?!\w)"
_NEAR = 60
"""Characters before a mark that are looked at."""


def with_unit(match: re.Match[str]) -> str:
    """Return a match of ``MARKED`` with the unit's letters; itself where nothing tells them."""
    text = match.string
    before = text[max(0, match.start() - _NEAR) : match.start()]
    after = text[match.end() : match.end() + _NEAR]
    timed = bool(re.search(_TIMED_BEFORE, before) or re.match(_TIMED_AFTER, after))
    if match["minutes"]:
        are_inches = int(match["seconds"]) < 12 and not timed
        return match[0] if are_inches else f"{match['minutes']}m{match['seconds']}s"
    long = bool(re.search(_LONG_BEFORE, before) or re.match(_LONG_AFTER, after))
    if timed == long or is_quotation(match):
        return match[0]
    single = match["mark"] in _SINGLE
    unit = ("min" if single else "sec") if timed else ("ft" if single else "in")
    if not match["high"]:
        return f"{match['low']}{unit}"
    low_unit = unit if match["low_mark"] else ""
    return f"{match['low']}{low_unit}{match['dash']}{match['high']}{unit}"


def is_quotation(match: re.Match[str]) -> bool:
    """Whether a mark ends what a quotation mark before it began: ``Say "10" aloud``."""
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    return len(re.findall(_OPENED, before)) > len(re.findall(_CLOSED, before))
