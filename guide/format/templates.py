"""Names in braces, filled in when a text is spoken.

In ``Lift your {side} arm.`` the name is all there is: no attributes, no formats, no
expressions. ``{{`` and ``}}`` write braces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NAMES = {
    "side": "the side it is about, where the move has `sides`",
    "title": "the title of the move, or of the routine in `before` and `after`",
    "rep": "which repetition this is, in a phase or a cue",
    "reps": "how many repetitions there are",
    "next": "the title of the next step",
    "remaining": "how much of the phase is left, in a cue",
    "duration": "how long the phase lasts",
}
"""Every name there is, and what is filled in for it."""

AROUND = frozenset({"title"})
IN_REST = frozenset({"title", "next", "duration"})
IN_MOVE = frozenset({"title", "side", "reps", "next", "duration"})
IN_PHASE = IN_MOVE | {"rep"}
IN_CUE = IN_PHASE | {"remaining"}

_PIECES = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: words, or a name to be filled in, or a brace that stands alone.

    Attributes:
        text: the words; for a name, what stands between the braces.
        kind: ``words``, ``name`` or ``brace``.
        index: where it begins in the text, its brace included.
    """

    text: str
    kind: str
    index: int


def pieces(text: str) -> Iterator[Piece]:
    """Take a text apart; never fails."""
    done = 0
    for match in _PIECES.finditer(text):
        if match.start() > done:
            yield Piece(text[done : match.start()], "words", done)
        written = match.group()
        if written in ("{{", "}}"):
            yield Piece(written[0], "words", match.start())
        elif match.group(1) is not None:
            yield Piece(match.group(1), "name", match.start())
        else:
            yield Piece(written, "brace", match.start())
        done = match.end()
    if done < len(text):
        yield Piece(text[done:], "words", done)


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return ``text`` with its names filled in.

    Args:
        text: a text that was checked when its file was read.
        values: what to say for each name.

    Raises:
        KeyError: the text has a name that ``values`` lacks.
    """
    return "".join(
        values[piece.text] if piece.kind == "name" else piece.text for piece in pieces(text)
    )


def names(text: str) -> frozenset[str]:
    """Return the names that ``text`` asks for."""
    return frozenset(piece.text for piece in pieces(text) if piece.kind == "name")
