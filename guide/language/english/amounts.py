"""Numbers with what stands around them: ranges, fractions, units, signs."""

from __future__ import annotations

import re
from typing import NamedTuple

from guide.language.english.counts import COUNTED_BEFORE
from guide.language.english.units import BODY, DEGREE, TIMES, WRITTEN, Unit, per, unit_of

_PARTS = {
    2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth",
    9: "ninth", 10: "tenth", 12: "twelfth", 16: "sixteenth",
}  # fmt: skip
_SINGLE_SIGN = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4)}

_SPACE = "[ \N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}]"
_FRACTION = rf"(?:\d{{1,3}}{_SPACE})?\d{{1,3}}/\d{{1,3}}(?![\d/])|\d{{0,3}}[½⅓⅔¼¾]"
_NUMBER = r"\d{1,6}(?:,\d{3}(?!\d)|[.,]\d{1,2}(?!\d))?"
_AMOUNT = rf"(?:{_FRACTION}|{_NUMBER})"
_UNIT_ENDS = r"(?![\w'\N{RIGHT SINGLE QUOTATION MARK}])"

AMOUNT = re.compile(
    rf"""
    (?<![\w.,:/#°%+~−–-])
    (?P<sign>[~≈≥≤<>±]{_SPACE}?|[-−](?=\d{{1,3}}{_SPACE}?°))?
    (?P<low>{_AMOUNT})
    (?:{_SPACE}?(?P<low_unit>{WRITTEN}){_UNIT_ENDS}(?={_SPACE}?[-–—]{_SPACE}?[\d½⅓⅔¼¾]))?
    (?:(?P<dash>[-–—]|{_SPACE}[-–]{_SPACE})(?P<high>{_AMOUNT})(?![-–]\d))?
    (?:(?P<joint>{_SPACE}|-)?(?P<unit>{WRITTEN}){_UNIT_ENDS}(?!-\w))?
    (?P<dot>(?<=[a-z])\.(?={_SPACE}[a-z(]|/[a-z]))?
    (?P<plus>\+(?!\w))?
    (?:/(?P<per>[a-z]{{1,10}})(?![\w/]))?
    (?![\w½⅓⅔¼¾]|(?<=\d)[.,:/]\d|(?<=\d)[-–]\d)
    """,
    re.VERBOSE,
)
"""A number that begins a word, and everything that belongs to it."""

MORE = re.compile(rf"(?<=\d)\+({_SPACE}?(?:s|secs?|mins?|h|hrs?|kg|lbs?|cm){_UNIT_ENDS})")
"""``5+ min``, of which the plus belongs behind the unit."""

CHAIN = re.compile(
    r"(?<![\w.,:/-])(?:\d{1,2}(?:[-–]\d{1,2}){2,5}|\d(?:/\d){2,3})(?![\w/:-]|[.,]\d)"
)
"""``4-7-8`` or ``3/1/3``, a rhythm of breathing or lifting."""

MIXED = re.compile(r"(?<![\w.,:/-])([1-9]\d?)-(?=[1-7]/[248](?![\w/-]))")
"""``1-1/2``, which is no range."""

CLOCK = re.compile(r"(?<![\w.,:/-])(\d{1,3}):([0-5]\d)\s?(min|mins|minutes|h|hrs?|hours)(?!\w)")
BARE_CLOCK = re.compile(
    r"\b((?:for|every|another|last|holds?|holding|rests?|wait|pause|plank|work)\W{1,2}(?:about\s)?)"
    r"(1?\d:[0-5]\d)(?:[-–](1?\d:[0-5]\d))?(?![\w:]|\s?(?:[ap]\.?m|min|h))",
    re.IGNORECASE,
)
COMPACT = re.compile(r"(?<![\w.,:/-])(?:(\d{1,2})h)?(\d{1,3})(m|min)(?:(\d{1,2})s)?(?!\w)")

_SIGNS = {"~": "about", "≈": "about", "≥": "at least", "≤": "at most", "<": "less than"}
_SIGNS |= {">": "more than", "-": "minus", "−": "minus", "±": "plus or minus"}
_ARTICLE_BEFORE = re.compile(r"\b(?:an?|another)\s$", re.IGNORECASE)
_NOUN_AFTER = re.compile(r"\s[a-z]{3,}")
_ANGLE_AFTER = re.compile(r"\s(?:angles?|bend|arc)\b")
_MOTION_AFTER = re.compile(
    rf"\s(?:(?:{BODY}|neck|trunk)\s)?\w{{0,8}}(?:flexion|extension|rotation|duction|version)\b"
)


class Amount(NamedTuple):
    """A number as it is said; ``part`` if it is less than one, such as a half."""

    words: str
    one: bool = False
    part: bool = False

    @property
    def noun(self) -> str:
        """As it is said when nothing stands before it: ``half``, ``a quarter``, ``3 quarters``."""
        if not self.part or self.words == "half" or self.words[0].isdigit():
            return self.words
        return f"{'an' if self.words == 'eighth' else 'a'} {self.words}"


def say_amount(match: re.Match[str]) -> str:
    """Return the words for a match of ``AMOUNT``; the text itself where nothing is to be said."""
    text, start = match.string, match.start("low")
    before = text[max(0, start - 16) : start]
    low, high, dash = match["low"], match["high"], match["dash"]
    unit = None
    if match["unit"]:
        unit = unit_of(match["unit"], high or low, text, match.start(), match.end("unit"))
        if unit is None:
            return match[0]
    counted = bool(COUNTED_BEFORE.search(before))
    if high and _are_two(match, counted):
        return match[0]
    first, last = _amount(low, counted), _amount(high or low, counted)
    words = _joined(first, last, high and dash, match["low_unit"], match)
    if unit:
        words = _with_unit(words, last, unit, match)
    elif first.part and not high and not _ARTICLE_BEFORE.search(before):
        words = first.noun
    if match["sign"]:
        words = f"{_SIGNS[match['sign'][0]]} {words}"
    if match["plus"]:
        words += " or more"
    if match["per"]:
        words += per(match["per"])
    return words


def _are_two(match: re.Match[str], counted: bool) -> bool:
    """Whether what looks like a range is two numbers: ``Step 5 - 10 breaths``, ``555-1234``."""
    low, high = match["low"], match["high"]
    if len(low) != len(high) >= 4 and high.isdecimal():
        return True
    if match["low_unit"] and not match["unit"]:
        return True
    apart = match["dash"] not in "-–—"
    return apart and (counted or (not match["low_unit"] and _value(low) >= _value(high)))


def _joined(
    first: Amount, last: Amount, dash: str | None, low_unit: str | None, match: re.Match[str]
) -> str:
    """Return the number, or both ends of a range: ``5 to 10``, but ``90 90``."""
    if not dash:
        return first.words
    if match["low"] == match["high"] and not match["unit"]:
        return f"{first.words} {last.words}"
    low = first.noun
    if low_unit and low_unit != match["unit"]:
        unit = unit_of(low_unit, match["low"], match.string, match.start(), match.end("low_unit"))
        written = match.string[match.start("low") : match.end("low_unit")]
        low = _counted(first, unit) if unit else written
    return f"{low} to {last.words if match['unit'] else last.noun}"


def _with_unit(words: str, last: Amount, unit: Unit, match: re.Match[str]) -> str:
    if unit is TIMES:
        return "once" if words == "1" else f"{words} times"
    if match["joint"] == "-":
        return f"{words}-{unit.one}"
    text, start = match.string, match.start()
    noun_follows = _NOUN_AFTER.match(text, match.end())
    article_before = _ARTICLE_BEFORE.search(text[max(0, start - 10) : start])
    if unit is DEGREE and _MOTION_AFTER.match(text, match.end()):
        return f"{words} {unit.one if words == '1' else unit.many} of"
    if unit is DEGREE and _ANGLE_AFTER.match(text, match.end()):
        return f"{words} {unit.one}"
    if noun_follows and article_before and not last.part:
        return f"{words} {unit.one}"
    counted = _counted(last, unit)
    return words.removesuffix(last.words) + counted if match["high"] else counted


def _counted(amount: Amount, unit: Unit) -> str:
    """Return ``5 inches``, ``1 inch``, ``half an inch``, ``a quarter of an inch``."""
    if not amount.part:
        return f"{amount.words} {unit.one if amount.one else unit.many}"
    of = "" if amount.noun == "half" else " of"
    return f"{amount.noun}{of} {unit.article} {unit.one}"


def _amount(written: str, counted: bool = False) -> Amount:
    """Return a number as it is said."""
    if written[-1] in _SINGLE_SIGN:
        return _mixed(written[:-1], *_SINGLE_SIGN[written[-1]])
    if "/" not in written:
        return Amount(re.sub(r",(?=\d{1,2}$)", ".", written), one=written == "1")
    whole, _, fraction = written.rpartition(" ")
    over, under = map(int, fraction.split("/"))
    if counted and not whole:
        return Amount(f"{over} of {under}")
    if 0 < over < under and under in _PARTS:
        return _mixed(whole, over, under)
    whole = f"{whole} " if whole else ""
    return Amount(f"{whole}{over} {under}" if over == under else f"{whole}{over} over {under}")


def _mixed(whole: str, over: int, under: int) -> Amount:
    part = _PARTS[under] if over == 1 else f"{over} {_PARTS[under]}s"
    if not whole:
        return Amount(part, part=True)
    return Amount(f"{whole} and {'a ' if over == 1 else ''}{part}")


def _value(written: str) -> float:
    """Return about how much a number is, to tell which one is larger."""
    amount = re.match(r"\d+", written)
    return float(amount[0]) if amount else 0.0
