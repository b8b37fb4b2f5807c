"""Numbers as they are read aloud in the languages of catalogues: units, ranges, how often.

What a voice would misread is written out: ``30 s`` as ``30 Sekunden``, ``1 min`` as
``eine Minute``. The words come from the catalogue, by the plural rules of the language. English has
rules of its own.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from guide.language.messages import Message, Plural

if TYPE_CHECKING:
    from guide.language.words import Words

# NOTE: Write 1 as a word where a voice would take the wrong gender: "una hora", "eine Stunde".
_HOUR = Plural("read aloud", "{number} hour", "{number} hours")
_MINUTE = Plural("read aloud", "{number} minute", "{number} minutes")
_SECOND = Plural("read aloud", "{number} second", "{number} seconds")
_TIME = Plural("read aloud", "{number} time", "{number} times")
_SIGNS = {
    # NOTE: Signs that people write behind a number for this unit, with spaces between them.
    _HOUR: Message("signs of a unit", "h hr"),
    _MINUTE: Message("signs of a unit", "min"),
    _SECOND: Message("signs of a unit", "s sec"),
}
# NOTE: Numbers up to 99 that a voice would read in the wrong gender before a unit, by the word that
# its form for one begins with: "uma: 2 duas, 21 vinte e uma; um: 21 vinte e um". A dash for none.
_AGREEING = Message("numbers before units", "-")
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


def _by_the_word_for_one(text: str) -> dict[str, dict[str, str]]:
    """Return the words of numbers in a text of the catalogue: ``uma: 2 duas; ...``."""
    rows = (row.partition(": ") for row in text.split("; "))
    return {
        one: dict(entry.split(" ", 1) for entry in entries.split(", "))
        for one, _, entries in rows
        if entries
    }


@cache
def reader_of(words: Words) -> Reader:
    """Return what reads aloud in the language of ``words``."""
    return Reader(words)


class Reader:
    """Reads texts of one language aloud."""

    def __init__(self, words: Words) -> None:
        """Take the words of units from ``words``."""
        self._words = words
        self._agreeing = _by_the_word_for_one(words.of(_AGREEING))
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

    def _one(self, unit: Plural) -> tuple[str, str]:
        """Return the word for one of a unit, and the unit's name after it: "una", "hora"."""
        pieces = re.split("[ '’]", self._words.plural(unit, 1), maxsplit=1)  # noqa: RUF001
        return pieces[0], pieces[-1]

    def _names(self, unit: Plural) -> set[str]:
        """Return all forms of the unit's own name."""
        forms = (self._words.plural(unit, number) for number in range(2, _FORMS_UP_TO))
        return {self._one(unit)[1], *(form.removeprefix("{number} ") for form in forms)}

    def _times(self, match: re.Match[str]) -> str:
        times = self._counted(match["after"] or match["before"], _TIME)
        return f"{times} " if match["joint"] is not None else times

    def _amounts(self, match: re.Match[str]) -> str:
        low, high, unit = match[1], match[2], self._units[match[3]]
        if high:
            return self._words.plural(unit, _MANY).format(number=self._range(low, high))
        return self._counted(low, unit)

    def _counted(self, written: str, unit: Plural) -> str:
        """Return so many of a unit."""
        number = int(written) if written.isdecimal() else _FEW
        form = self._words.plural(unit, number)
        one, name = self._one(unit)
        if number != 1 and "{number}" not in form:  # the form for one, which French takes for 0 too
            form = f"{{number}} {name}"
        agreeing = self._agreeing.get(one, {}).get(written)
        return form.format(number=agreeing or self._said(written))

    def _range(self, low: str, high: str) -> str:
        joined = self._words.gettext("{low} to {high}")
        return joined.format(low=self._said(low), high=self._said(high))

    def _said(self, number: str) -> str:
        return re.sub("[.,]", self._words.pgettext("decimal sign", "."), number)
