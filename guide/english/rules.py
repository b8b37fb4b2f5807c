"""The rules in their order: each is a pattern, and what is said for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guide.english.amounts import AMOUNT, CHAIN, CLOCK, COMPACT, say_amount
from guide.english.units import HOUR, MINUTE, SECOND

if TYPE_CHECKING:
    from collections.abc import Callable

    Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

_KEPT = re.compile(r"((?<!\S)(?:https?://|www\.)\S+|(?<!\S)[^\s@]+@\S+)", re.IGNORECASE)
"""Addresses, which nobody reads aloud; they stay whole."""

_ABBREVIATIONS = {
    "e.g.": "for example",
    "eg.": "for example",
    "i.e.": "that is",
    "approx.": "about",
    "vs.": "versus",
    "vs": "versus",
    "incl.": "including",
    "excl.": "excluding",
    "esp.": "especially",
    "etc.": "and so on",
    "max.": "at most",
    "min.": "at least",
    "ca.": "about",
    "no.": "number",
    "nos.": "numbers",
}
_BEFORE_NUMBERS = {"max.", "min.", "ca.", "no.", "nos."}
"""They are words, or parts of sentences, elsewhere."""

_BODY = (
    "side|arm|leg|hand|foot|knee|hip|shoulder|elbow|wrist|ankle|heel|thigh|calf|ear|cheek|"
    "buttock|glute|toe|thumb|palm|sole"
)
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
    said = _ABBREVIATIONS[match["word"].lower()]
    said = said.capitalize() if match["word"][0].isupper() else said
    return f"{said}." if match.groupdict().get("ends") is not None else said


def _clock(match: re.Match[str]) -> str:
    units = (HOUR, MINUTE) if match[3].startswith("h") else (MINUTE, SECOND)
    parts = zip((int(match[1]), int(match[2])), units, strict=True)
    return _spent([(number, unit) for number, unit in parts if number]) or match[0]


def _compact(match: re.Match[str]) -> str:
    hours, minutes, seconds = (int(match[n] or 0) for n in (1, 2, 4))
    if not (match[1] or match[4]):
        return match[0]  # "2m" alone may be metres
    parts = ((hours, HOUR), (minutes, MINUTE), (seconds, SECOND))
    return _spent([(number, unit) for number, unit in parts if number]) or match[0]


def _spent(parts: list[tuple[int, tuple[str, str]]]) -> str:
    return " ".join(f"{number} {unit[number != 1]}" for number, unit in parts)


def _either(match: re.Match[str]) -> str:
    if match[0].lower() == "and/or":
        return match[0].replace("/", " ")
    return f"{match[1]} or {match[2]}"


def _written(before_numbers: bool) -> str:
    words = [word for word in _ABBREVIATIONS if (word in _BEFORE_NUMBERS) is before_numbers]
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_ENDS = r"(?P<ends>(?<=etc\.)(?=\s*$|\s+[A-Z]))?"

_RULES: tuple[Rule, ...] = (
    (re.compile(r"(?<![\w/])w/o(?![\w/])", re.IGNORECASE), "without"),
    (re.compile(r"(?<![\w/])w/\s?(?=\w)(?!\w{1,80}/)", re.IGNORECASE), "with "),
    (re.compile(r"(?<=\w)\s?&\s?(?=\w)"), " and "),
    (re.compile(r"(?<![\w/:.])24/7(?![\w/])"), "24 7"),
    (re.compile(r"(?<![\w&#])#\s?(?=\d)"), "number "),
    (CLOCK, _clock),
    (COMPACT, _compact),
    (CHAIN, lambda match: re.sub(r"[-–/]", " ", match[0])),
    (re.compile(r"(?<![\w.])(sets|rounds)\s[x×]\s?(?=\d)"), r"\1 of "),
    (re.compile(r"(?<=[a-z])\s[x×]\s?(?=\d)|(?<=\d)\s?[x×]\s?(?=\d)"), " times "),
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
        re.compile(r"(?<![\w/.&-])([LR])/([LR])(?![\w/&-])"),
        lambda match: f"{_SIDES[match[1]]} or {_SIDES[match[2]]}",
    ),
    (
        re.compile(rf"(?<![\w/.&'-])([LR])(?=\s(?:{_BODY})s?(?!\w))"),
        lambda match: _SIDES[match[1]],
    ),
    (re.compile(r"(?<![\w/.:@-])([A-Za-z]{2,})/([A-Za-z]{2,})(?![\w/:@-]|\.\w)"), _either),
)
"""In this order: what joins words to numbers first, so that nothing is left for a second time."""
