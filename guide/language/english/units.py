"""Units of measure: how they are written after a number, and how they are said."""

from __future__ import annotations

import re
from typing import NamedTuple

from guide.language.english.marks import LONG_THINGS


class Unit(NamedTuple):
    """What a unit is called."""

    one: str
    many: str

    @property
    def article(self) -> str:
        """``a`` or ``an``, by its first sound."""
        return "an" if self.one.startswith(("inch", "ounce", "hour")) else "a"


def _plain(*names: str) -> dict[str, Unit]:
    return {name: Unit(name, f"{name}s") for name in names}


_NAMED = _plain(
    "second", "minute", "hour", "millimetre", "centimetre", "metre", "kilometre", "yard",
    "gram", "kilogram", "pound", "ounce", "litre", "millilitre", "degree", "mile", "week",
)  # fmt: skip

BODY = (
    "side|arm|leg|hand|foot|knee|hip|shoulder|elbow|wrist|ankle|heel|thigh|calf|ear|cheek|"
    "buttock|glute|toe|thumb|palm|sole"
)
"""What has a left and a right."""

INCH = Unit("inch", "inches")
METRE = _NAMED["metre"]
MINUTE = _NAMED["minute"]
SECOND = _NAMED["second"]
HOUR = _NAMED["hour"]
DEGREE = _NAMED["degree"]
TIMES = Unit("time", "times")

_KILOMETRES_PER_HOUR = Unit("kilometre per hour", "kilometres per hour")

UNITS: dict[str, Unit] = {
    **dict.fromkeys(("s", "sec", "secs"), SECOND),
    **dict.fromkeys(("min", "mins"), MINUTE),
    **dict.fromkeys(("h", "hr", "hrs"), HOUR),
    **dict.fromkeys(("wk", "wks"), _NAMED["week"]),
    "mm": _NAMED["millimetre"],
    "cm": _NAMED["centimetre"],
    "m": METRE,
    "km": _NAMED["kilometre"],
    "in": INCH,
    "ft": Unit("foot", "feet"),
    "yd": _NAMED["yard"],
    "g": _NAMED["gram"],
    "kg": _NAMED["kilogram"],
    **dict.fromkeys(("lb", "lbs"), _NAMED["pound"]),
    "oz": _NAMED["ounce"],
    **dict.fromkeys(("l", "L"), _NAMED["litre"]),
    "ml": _NAMED["millilitre"],
    "kcal": Unit("kilocalorie", "kilocalories"),
    "Hz": Unit("hertz", "hertz"),
    "bpm": Unit("beat per minute", "beats per minute"),
    **dict.fromkeys(("km/h", "kph"), _KILOMETRES_PER_HOUR),
    "mph": Unit("mile per hour", "miles per hour"),
    "°C": Unit("degree Celsius", "degrees Celsius"),
    "°F": Unit("degree Fahrenheit", "degrees Fahrenheit"),
    **dict.fromkeys(("°", "º", "deg"), DEGREE),
    "%": Unit("percent", "percent"),
    **dict.fromkeys(("x", "×"), TIMES),
}
"""Letters count as they are written: ``5 M`` and ``2 In`` are no units."""

WRITTEN = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
"""A pattern of them all."""

_PER = {"h": "hour", "hr": "hour", "min": "minute", "s": "second", "sec": "second", "wk": "week"}


def per(written: str) -> str:
    """Return how what follows a slash is said: ``per day`` of ``5 min/day``."""
    return f" per {_PER.get(written, written)}"


# What stands around is compiled when it is first looked at.
_AFTER_INCHES = (
    r"\s*(?:$|[,;:!?)]|\.(?:\s|$)|(?:and|or|to|up|upwards|down|downwards|off|away|above|below|"
    r"from|apart|high|higher|long|wide|deep|thick|tall|lower|further|farther|forwards?|"
    r"backwards?|back|towards?|over|at|then|with|on|for|behind|beside|outside|inside|left|right|"
    r"sideways|of)\b)"
)
"""What follows inches but hardly the word in: ``lift 2 in up``, unlike ``lift 2 in the air``."""

_ARTICLE_BEFORE = r"(?i)\ban?\s$"
_THING_AFTER = rf"\s(?:{LONG_THINGS})\b"
_BREATH_BEFORE = r"(?i)\b(?:breathe|breathing|inhale|count)\W+$"
_BREATH_AFTER = r"(?is).{0,20}\bout\b"
_DURATION_BEFORE = (
    r"(?i)\b(?:for|after|every|last|another|hold|holding|rest|wait|in)\s+(?:\w{1,9}\s+)?$"
)
_YEARS_BEFORE = r"(?i)\b(?:your|their|his|her|my|our|early|mid|late)[ -]$"
_NEAR = 24
"""Characters around a unit that are looked at."""


def unit_of(written: str, number: str, text: str, start: int, end: int) -> Unit | None:
    """Return the unit that ``text[start:end]`` means after its number, or None if it is no unit.

    Args:
        written: the unit's letters, a key of ``UNITS``.
        number: what stands before it, as far as the unit with its space or hyphen.
        text: the whole text.
        start: where the number begins.
        end: where the unit ends.
    """
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    spaced = text[end - len(written) - 1] in " \N{NO-BREAK SPACE}"
    if written == "s" and not spaced:
        of_years = re.search(_YEARS_BEFORE, before) or before.endswith(("'", "\u2019"))
        years = number.isdecimal() and (len(number) > 3 or of_years)
        return None if years else SECOND
    if written == "m":
        return MINUTE if re.search(_DURATION_BEFORE, before) else METRE
    if written == "L" and re.match(rf"\s(?:{BODY})s?\b", after):
        return None
    if written == "in" and spaced:
        breath = re.search(_BREATH_BEFORE, before) or re.match(_BREATH_AFTER, after)
        thing = re.search(_ARTICLE_BEFORE, before) and re.match(_THING_AFTER, after)
        inches = thing or (re.match(_AFTER_INCHES, after) and not breath)
        return INCH if inches or "/" in number or number[-1] in "½¼¾⅓⅔" else None
    return UNITS[written]
