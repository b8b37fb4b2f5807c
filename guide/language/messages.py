"""Catalogues of what is said and shown in a session: an English sentence -> another language."""

from __future__ import annotations

from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import ClassVar, NamedTuple

CATALOGUES = Path(__file__).with_name("catalogues")
"""Has a folder for each language but English."""
DOMAIN = "session"

_LONGEST_TAG = 8
"""Letters of a language, without a region, at most (BCP 47)."""


class Message(NamedTuple):
    """An English text in a table, to be shown in another language: its context, and itself."""

    context: str
    text: str


class Plural(NamedTuple):
    """The same with a number, which decides between forms; English has two."""

    context: str
    one: str
    many: str


YES_KEY = Message("the key for yes", "y")
"""A small letter; ``y`` means yes in every language, and ``n`` no."""
YES, NO = Message("what a key does", "yes"), Message("what a key does", "no")


def translations_of(language: str) -> NullTranslations | None:
    """Return what translates English sentences into ``language``, or None without a catalogue.

    Args:
        language: the first part of a BCP 47 tag, in small letters.
    """
    if language == "en":  # of which the sentences are the keys: it needs no file
        return NullTranslations()
    catalogue = CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    if not (language.isalpha() and len(language) <= _LONGEST_TAG and catalogue.is_file()):
        return None
    with catalogue.open("rb") as file:
        return GNUTranslations(file)


class ForOtherVoices(NullTranslations):
    """English as a voice of any other language may read it.

    What is said most often needs no English: a side by itself, and a number in digits.
    """

    _SAID: ClassVar = {
        **dict.fromkeys(("First the {side} side.", "Now the {side} side."), "{side}."),
        "On the {side} side.": "{side}.",
        **{"one": "1", "two": "2", "three": "3", "four": "4", "five": "5"},
        **{"six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "nought": "0"},
    }

    def gettext(self, message: str) -> str:
        """Return what is said for ``message``."""
        return self._SAID.get(message, message)
