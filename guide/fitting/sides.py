"""Which side of the body a move is for, where its author tells it in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guide.format.routine import Move

_SIDE = re.compile(r"\b(left|right)\b", re.IGNORECASE)
_SIDE_OF_BODY = re.compile(
    r"\b(left|right) (?:arm|leg|hand|foot|knee|hip|shoulder|elbow|ankle|wrist|thigh|calf|heel|"
    r"buttock|side of your)s?\b",
    re.IGNORECASE,
)


def sides_of(move: Move) -> set[str]:
    """Return the sides that a move speaks of, by its sides, its title, or parts of the body."""
    if move.sides:
        return {side.lower() for side in move.sides if _SIDE.fullmatch(side)}
    if found := {side.lower() for side in _SIDE.findall(move.title)}:
        return found
    texts = (move.say, *(phase.say for phase in move.phases))
    return {side.lower() for text in texts if text for side in _SIDE_OF_BODY.findall(text)}


def without_side(title: str) -> str:
    """Return a title without its side, so that the two sides of a move have the same one."""
    return " ".join(_SIDE.sub("", title).lower().split())
