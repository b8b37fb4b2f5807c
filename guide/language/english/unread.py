"""Notation with several readings, which is left as it is written, for its author to be told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guide.language.english.marks import MARKED, is_quotation

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOCK = re.compile(
    r"(?<![\w.:/-])\d{1,2}:[0-5]\d(?![\w:]|\s?[ap]\.?m|\s?o'clock|\s?h)", re.IGNORECASE
)
_TIME_OF_DAY = re.compile(
    r"\b(?:at|until|till|by|before|after|around|about|from|to|since)\s$", re.IGNORECASE
)
_SLASH = re.compile(r"(?<![\w/])\w+(?:/\w+)+(?![\w/])")


def unread(text: str) -> Iterator[tuple[str, str]]:
    """Yield what is left in a text that was read aloud, each with what to write instead."""
    for match in MARKED.finditer(text):
        if not is_quotation(match):
            yield match[0], "Write the unit: 10 seconds, 5 minutes, 2 inches or 3 feet."
    for match in _CLOCK.finditer(text):
        if not _TIME_OF_DAY.search(text[max(0, match.start() - 8) : match.start()]):
            yield match[0], "Write 1 min 30 s for a length of time, at 1:30 for a time of day."
    for match in _SLASH.finditer(text):
        yield match[0], "Write the word that is meant by the slash: or, per, out of; or the date."
