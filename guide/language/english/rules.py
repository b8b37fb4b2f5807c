"""The rules in their order: each is a pattern, and what is said for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guide.language.english.amounts import (
    AMOUNT,
    BARE_CLOCK,
    CHAIN,
    CLOCK,
    COMPACT,
    MIXED,
    MORE,
    say_amount,
)
from guide.language.english.counts import EACH, OUT_OF, TIMES, say_each, say_out_of, say_times
from guide.language.english.marks import MARKED, with_unit
from guide.language.english.units import BODY, HOUR, MINUTE, SECOND, UNITS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

_KEPT = re.compile(r"((?<!\S)(?:https?://|www\.)\S+|(?<!\S)[^\s@]+@\S+)", re.IGNORECASE)
"""Addresses, which nobody reads aloud; they stay whole."""

_ABBREVIATIONS = {
    "e.g.": "for example",
    "eg.": "for example",
    "i.e.": "that is",
    "approx.": "about",
    "approx": "about",
    "vs.": "versus",
    "vs": "versus",
    "incl.": "including",
    "excl.": "excluding",
    "esp.": "especially",
    "etc.": "and so on",
    "max.": "at most",
    "min.": "at least",
    "ca.": "about",
    "c.": "about",
    "ea.": "each",
    "no.": "number",
    "nos.": "numbers",
}
_BEFORE_NUMBERS = {"max.", "min.", "ca.", "c.", "no.", "nos."}
"""They are words, or parts of sentences, elsewhere."""

_MOST_ROUNDS = 4
"""What is left after them, as in ``1/3-5 °C-5 °C-5 °C``, has no sense to be kept."""

_SIDES = {"L": "left", "R": "right"}


def apply(text: str) -> str:
    """Return ``text`` with all rules applied, but for addresses in it."""
    parts = _KEPT.split(text)
    parts[::2] = map(_mended, parts[::2])
    return "".join(parts)


def _mended(text: str) -> str:
    """Return ``text`` when nothing is left in it to mend: at once, but for what nobody writes."""
    for _ in range(_MOST_ROUNDS):
        before = text
        for pattern, said in _RULES:
            text = pattern.sub(said, text)
        if text == before:
            break
    return text


def _abbreviation(match: re.Match[str]) -> str:
    """Return its words; a dot that ends the sentence too is kept."""
    word = match["word"]
    if word == "C.":
        return word  # a letter that ends a sentence: vitamin C
    said = _ABBREVIATIONS[word.lower()]
    said = said.capitalize() if word[0].isupper() else said
    if match.string[match.end() : match.end() + 1].isdecimal():
        said += " "
    return f"{said}." if match.groupdict().get("ends") is not None else said


def _clock(match: re.Match[str]) -> str:
    units = (HOUR, MINUTE) if match[3].startswith("h") else (MINUTE, SECOND)
    parts = zip((int(match[1]), int(match[2])), units, strict=True)
    return _spent(parts) or match[0]


def _sign(match: re.Match[str]) -> str:
    return {"<": "≤", ">": "≥"}.get(match[1], "±")


def _bare_clock(match: re.Match[str]) -> str:
    """Return lengths of time, which they are by the word before them."""
    return match[1] + " to ".join(_minutes(clock) for clock in match.groups()[1:] if clock)


def _minutes(clock: str) -> str:
    minutes, seconds = map(int, clock.split(":"))
    parts = ((minutes, MINUTE), (seconds, SECOND))
    return _spent(parts) or clock


def _compact(match: re.Match[str]) -> str:
    hours, minutes, seconds = (int(match[n] or 0) for n in (1, 2, 4))
    if not (match[1] or match[4]):
        return match[0]  # "2m" alone may be metres
    parts = ((hours, HOUR), (minutes, MINUTE), (seconds, SECOND))
    return _spent(parts) or match[0]


def _spent(parts: Iterable[tuple[int, tuple[str, str]]]) -> str:
    """Return a length of time of those parts that are not nothing: ``1 minute 30 seconds``."""
    return " ".join(f"{number} {unit[number != 1]}" for number, unit in parts if number)


def _either(match: re.Match[str]) -> str:
    first, second = match[1], match[2]
    if match[0].lower() == "and/or":
        return f"{first} {second}"
    if unit := UNITS.get(match[0]):
        return unit.many
    if first in UNITS and second in UNITS:
        first, second = UNITS[first].many, UNITS[second].many
    return f"{first} or {second}"


def _sides(match: re.Match[str]) -> str:
    """Return ``10 left, 10 right``, whose L are no litres."""
    joint = match[3] if match[3].strip() in (",", ";", "and") else ", "
    return f"{match[1]} {_SIDES[match[2]]}{joint}{match[4]} {_SIDES[match[5]]}"


def _side(match: re.Match[str]) -> str:
    """Return the words before a letter, and ``left`` or ``right``, with no brackets around it."""
    letter = match[1] or match[match.lastindex or 1]
    return match[0].removeprefix("(").removesuffix(")")[:-1] + _SIDES[letter]


def _motion(match: re.Match[str]) -> str:
    kind = {"A": "active ", "P": "passive "}.get(match[1], "")
    return f"{kind}range of motion"


def _written(before_numbers: bool) -> str:
    words = [word for word in _ABBREVIATIONS if (word in _BEFORE_NUMBERS) is before_numbers]
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_ENDS = r"(?P<ends>(?<=etc\.)(?=\s*$|\s+[A-Z]))?"

_WORD = r"([A-Za-z]{2,}|\d{1,2}(?:st|nd|rd|th))"

_RULES: tuple[Rule, ...] = (
    (re.compile(r"(?<![\w/])w/o(?![\w/])", re.IGNORECASE), "without"),
    (re.compile(r"(?<![\w/])w/\s?(?=\w)(?!\w{1,80}/)", re.IGNORECASE), "with "),
    (re.compile(r"(?<=\w)\s?&\s?(?=\w)"), " and "),
    (re.compile(r"(?<!\S)@(?:\s(?=\w)|(?=\d))"), "at "),
    (re.compile(r"(?<![\w/:.])24/7(?![\w/])"), "24 7"),
    (re.compile(r"(?<![\w&#])#\s?(?=\d)"), "number "),
    (re.compile(r"(?<!\w)all 4'?s(?!\w)"), "all fours"),
    (re.compile(r"(?<![\w-])([AP]?)ROM(?!\w)"), _motion),
    (re.compile(r"(?<![\w.,/-])(\d{1,2})-?RM(?!\w)"), r"\1 rep max"),
    (re.compile(r"(?:\+\s?/\s?[-−]|([<>])=)\s?(?=\d)"), _sign),
    (re.compile(r"(?<![\w.])(sets|rounds)(?:\s[x×]\s?|/)(?=\d)"), r"\1 of "),
    (re.compile(r"(?<=\d)\s?[x×]\s?(?=\d)"), " times "),
    (TIMES, say_times),
    (EACH, say_each),
    (MARKED, with_unit),
    (BARE_CLOCK, _bare_clock),
    (CLOCK, _clock),
    (COMPACT, _compact),
    (CHAIN, lambda match: re.sub(r"[-–/]", " ", match[0])),
    (re.compile(r"(?<![\w.:/-])(\d):(\d)(?![\w:/])"), r"\1 to \2"),
    (re.compile(r"(?<![\w/-])([CTLS]\d{1,2})/(?=[CTLS]?\d{1,2}(?![\w/]))"), r"\1 "),
    (re.compile(r"(\d{1,3})\s?([LR])(\s?[,;/&+]\s?|\sand\s)(\d{1,3})\s?([LR])(?!\w)"), _sides),
    (MIXED, r"\1 "),
    (OUT_OF, say_out_of),
    (MORE, r"\1+"),
    (re.compile(r"(?<=[\d\s](?:kg|lb|cm|mm|in|ft|km|°C|°F))/(?=\d)"), " or "),
    (re.compile(r"(?<=[a-z])(?<!\d(?:st|nd|rd|th))/(?=\d)"), ", "),
    (AMOUNT, say_amount),
    (
        re.compile(rf"(?<![\w.&/-])(?<!\d )(?P<word>{_written(True)})(?=\s?\d)", re.IGNORECASE),
        _abbreviation,
    ),
    (
        re.compile(rf"(?<![\w.&/-])(?P<word>{_written(False)})(?![\w/]){_ENDS}", re.IGNORECASE),
        _abbreviation,
    ),
    (
        re.compile(r"(?<![\w/.&-])([LR])(?:/|(\s(?:and|or)\s))([LR])(?![\w/&-])"),
        lambda match: f"{_SIDES[match[1]]}{match[2] or ' or '}{_SIDES[match[3]]}",
    ),
    (re.compile(rf"(?<![\w/.&'-])(?:([LR])|\(([LR])\))(?=\s(?:{BODY})s?(?!\w))"), _side),
    (re.compile(r"(?:(?<=\()|\b(?:the|times|reps|breaths|on|then)\s)([LR])(?=\)|[,.;]|$)"), _side),
    (re.compile(r"(?<![\w/])B/L(?![\w/])"), "bilateral"),
    (re.compile(rf"(?<![\w/.:@-]){_WORD}/{_WORD}(?![\w/:@-]|\.\w)"), _either),
)
"""In this order: what joins words to numbers first, so that nothing is left for a second time."""
