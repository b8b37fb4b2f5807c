"""Commas in braces: YAML ends a text there, where an author meant it to go on.

``{say: Lie down, then rest}`` is read as two keys, of which the second has no value.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from guide.problems.codes import Code
from guide.problems.problem import Edit, Hint, quoted
from guide.syntax.nodes import Scalar
from guide.syntax.quotes import in_quotes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guide.problems.problem import Problem
    from guide.syntax.nodes import Node


class Whole(NamedTuple):
    """Keys and values without the pieces of texts that were cut off, and what is wrong there."""

    nodes: list[Node]
    problems: list[Problem]


def without_pieces(nodes: list[Node]) -> Whole:
    """Take the pieces of texts from the keys and values of a mapping, in turn."""
    whole: list[Node] = []
    problems: list[Problem] = []
    for text, pieces, entry in _runs(nodes):
        whole += entry
        if text and pieces:
            problems.append(_problem(text, pieces))
    return Whole(whole, problems)


def _runs(nodes: list[Node]) -> Iterator[tuple[Scalar | None, list[Scalar], tuple[Node, Node]]]:
    """Yield each key with its value, which may be a text, and the pieces that follow it."""
    entries = deque(zip(nodes[::2], nodes[1::2], strict=True))
    while entries:
        entry = entries.popleft()
        text = entry[1] if isinstance(entry[1], Scalar) and entry[1].plain else None
        text = None if _piece(*entry) else text
        pieces: list[Scalar] = []
        while text and entries and (piece := _piece(*entries[0])):
            pieces.append(piece)
            entries.popleft()
        yield text, pieces, entry


def _piece(key: Node, value: Node) -> Scalar | None:
    """Return a key that has no colon, and so no value; else None."""
    if not isinstance(key, Scalar) or not isinstance(value, Scalar) or ":" in key.text:
        return None
    behind = key.source.text[key.end : key.end + 80].lstrip()
    nothing = value.plain and value.start == value.end
    return key if nothing and behind.startswith((",", "}")) else None


def _is_no_key(piece: Scalar) -> bool:
    return " " in piece.text or piece.text.endswith((".", "!", "?"))


def _problem(text: Scalar, pieces: list[Scalar]) -> Problem:
    from guide.syntax.decimal_comma import WITH_COMMA, comma_hint  # noqa: PLC0415 - only for a slip

    start, end = text.start, pieces[-1].end
    written = text.source.text[start:end]
    whole = in_quotes(written)
    if WITH_COMMA.fullmatch(written):
        hint = comma_hint(written, lambda right: (Edit(start, end, right),))
    elif whole and "\n" not in written and all(map(_is_no_key, pieces)):
        hint = Hint(f"Put the whole text in quotes: {quoted(written)}.", (Edit(start, end, whole),))
    else:
        hint = Hint(
            f"Put the whole text in quotes: {quoted(written)}; or write a value after a key."
        )
    first = pieces[0]
    message = f"the comma before {quoted(first.text)} ends what is before it"
    return first.source.problem(Code.CUT_BY_COMMA, first.place, message, hint)
