"""Numbers as they are read aloud in the languages of catalogues: units, ranges, how often.

What a voice would misread is written out: ``30 s`` as ``30 Sekunden``, ``1 min`` as
``eine Minute``. The words come from the catalogue, by the plural rules of the language. English has
rules of its own.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from guide.words import Message, Plural

if TYPE_CHECKING:
    from guide.words import Words

# NOTE: Write 1 as a word where a voice would take the wrong gender: "una hora", "eine Stunde".
_HOUR = Plural("read aloud", "{number} hour", "{number} hours")
_MINUTE = Plural("read aloud", "{number} minute", "{number} minutes")
_SECOND = Plural("read aloud", "{number} second", "{number} seconds")
_SIGNS = {
    # NOTE: Signs that people write behind a number for this unit, with spaces between them.
    _HOUR: Message("signs of a unit", "h hr"),
    _MINUTE: Message("signs of a unit", "min"),
    _SECOND: Message("signs of a unit", "s sec"),
}
_TWO = {
    # NOTE: Write 2 as a word where it has a gender: "duas horas", "dwie minuty".
    _HOUR: Message("read aloud", "2 hours"),
    _MINUTE: Message("read aloud", "2 minutes"),
    _SECOND: Message("read aloud", "2 seconds"),
}
_MEASURES = {
    "mm": Plural("read aloud", "{number} millimetre", "{number} millimetres"),
    "cm": Plural("read aloud", "{number} centimetre", "{number} centimetres"),
    "m": Plural("read aloud", "{number} metre", "{number} metres"),
    "km": Plural("read aloud", "{number} kilometre", "{number} kilometres"),
    "g": Plural("read aloud", "{number} gram", "{number} grams"),
    "kg": Plural("read aloud", "{number} kilogram", "{number} kilograms"),
    "°C": Plural("read aloud", "{number} degree Celsius", "{number} degrees Celsius"),
    "°": Plural("read aloud", "{number} degree", "{number} degrees"),
}

_NUMBER = r"\d{1,5}(?:[.,]\d{1,2})?"
_BEGINS = r"(?<![\w.,:/+-])"
_DASH = r"\s?[-–]\s?"
_RANGE = re.compile(rf"{_BEGINS}({_NUMBER}){_DASH}({_NUMBER})(?![\w:/-]|[.,]\d)")
_TIMES = re.compile(
    r"(?<!\w)[x×]\s?(?P<after>\d{1,3})(?![\w.,:/]*\d)|"
    rf"{_BEGINS}(?P<before>\d{{1,3}})\s?[x×](?!\w*[^\W\d])(?P<joint>\s?(?=\d))?"
)
_FEW, _MANY = 2, 5
"""Fractions and ranges take the forms for these, as far as there are several: Polish has three."""
_FORMS_UP_TO = 101
"""Every plural form there is has a number up to here."""


@cache
def reader_of(words: Words) -> Reader:
    """Return what reads aloud in the language of ``words``."""
    return Reader(words)


class Reader:
    """Reads texts of one language aloud."""

    def __init__(self, words: Words) -> None:
        """Take the words of units from ``words``."""
        self._words = words
        self._units = {
            sign: unit for unit, signs in _SIGNS.items() for sign in words.of(signs).split()
        }
        self._units |= _MEASURES
        for unit in {*self._units.values()}:
            self._units |= dict.fromkeys(self._names(unit), unit)
        longest_first = sorted(self._units, key=len, reverse=True)
        written = "|".join(map(re.escape, longest_first))
        self._amount = re.compile(
            rf"{_BEGINS}({_NUMBER})(?:{_DASH}({_NUMBER}))?\s?({written})(?!\w)"
        )

    def __call__(self, text: str) -> str:
        """Return ``text`` as a person would read it aloud; any text, in linear time."""
        if not any(character.isdecimal() for character in text):
            return text
        text = _TIMES.sub(self._times, text)
        text = self._amount.sub(self._amounts, text)
        return _RANGE.sub(lambda match: self._range(match[1], match[2]), text)

    def _names(self, unit: Plural) -> set[str]:
        """Return all forms of the unit's own name."""
        forms = (self._words.plural(unit, number) for number in range(2, _FORMS_UP_TO))
        name = self._words.plural(unit, 1).rpartition(" ")[2]
        return {name, *(form.removeprefix("{number} ") for form in forms)}

    def _times(self, match: re.Match[str]) -> str:
        number = int(match["after"] or match["before"])
        times = self._words.times(number).format(number=number)
        return f"{times} " if match["joint"] is not None else times

    def _amounts(self, match: re.Match[str]) -> str:
        low, high, unit = match[1], match[2], self._units[match[3]]
        if not high and low == "2" and unit in _TWO:
            return self._words.of(_TWO[unit])
        if high:
            return self._words.plural(unit, _MANY).format(number=self._range(low, high))
        number = int(low) if low.isdecimal() else _FEW
        return self._words.plural(unit, number).format(number=self._said(low))

    def _range(self, low: str, high: str) -> str:
        joined = self._words.gettext("{low} to {high}")
        return joined.format(low=self._said(low), high=self._said(high))

    def _said(self, number: str) -> str:
        return re.sub("[.,]", self._words.pgettext("decimal sign", "."), number)
