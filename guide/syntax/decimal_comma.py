"""A comma in a number: a point is meant in most of Europe, but it may be a colon too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guide.problems.problem import Hint

if TYPE_CHECKING:
    from collections.abc import Callable

    from guide.problems.problem import Edit

WITH_COMMA = re.compile(r"[0-9]+,[0-9]+ ?[a-z]*")
_ONE_DIGIT = re.compile(r"(?:[^,]|,(?=[0-9](?![0-9])))*[0-9] ?(?:[a-z]+\.?|%)", re.IGNORECASE)
_CLOCK = re.compile(r"([0-9]+),([0-5][0-9]) ?(m|mins?|minutes?)?", re.IGNORECASE)
_BARE = re.compile(r"[0-9]+,[0-9]")


def comma_hint(text: str, edits: Callable[[str], tuple[Edit, ...]]) -> Hint:
    """Return what to write instead of a quantity with a comma in it.

    Sure is only one digit behind the comma, and a unit: ``1,5 min`` is one and a half minutes,
    but ``1,30`` may be one minute thirty, and ``1,5`` may be seconds or minutes.

    Args:
        text: the quantity as it was written.
        edits: gives the edits that write something in its place.
    """
    right = text.replace(",", ".")
    if clock := _CLOCK.fullmatch(text):
        meant = f"{clock[1]}:{clock[2]} for minutes and seconds"
        return Hint(f"Write {meant}, or {right} with a point.")
    if _BARE.fullmatch(text):
        dash = text.replace(",", "-")
        return Hint(f"Write {right}s or {right}m, with a point and a unit; a range is {dash}.")
    sure = _ONE_DIGIT.fullmatch(text)
    return Hint(f"Write {right}, with a point.", edits(right) if sure else ())
