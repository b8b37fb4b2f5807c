"""Texts, and the names in braces that they may have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from guide.format.kinds.colon import quotes_around
from guide.format.kinds.kind import SCALAR, only, unexpected
from guide.format.templates import NAMES, Piece, pieces
from guide.language.spelling import did_you_mean, surely_meant
from guide.problems.codes import Code
from guide.problems.problem import Edit, Hint, quoted
from guide.syntax.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from guide.format.kinds.kind import Reader, Schema, Schemas
    from guide.syntax.nodes import Node

LONGEST_TEXT = 2000
"""Characters of a text: over two minutes of speech."""

LONGEST_NAME = 200
"""Characters of what is filled into texts: a title, the name of a side."""

MOST_FILLS = 10
"""Names in braces in a text, so that none becomes much longer when they are filled in."""

_UNSPOKEN = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
_UNSPEAKABLE = re.compile(f"[{_UNSPOKEN}]")
"""Control characters, surrogates and what is no character at all."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words, of any language. Line breaks and runs of spaces become one space.

    Attributes:
        fills: names in braces that may be used in it; None if braces mean nothing in it.
        may_be_empty: ``""`` is a value too.
        longest: how many characters it may have.
    """

    code: ClassVar[Code] = Code.WRONG_KIND

    fills: frozenset[str] | None = None
    may_be_empty: bool = False
    longest: int = LONGEST_TEXT

    @property
    def expects(self) -> str:
        """What it expects."""
        return "a text"

    @property
    def instead(self) -> str:
        """What to write."""
        return "Write words, in quotes if they begin with a sign."

    def read(self, node: Node, reader: Reader) -> str:
        """Return the words; raises Misread."""
        if quotes := quotes_around(node):
            message = "a text with a colon in it needs quotes"
            raise reader.wrong(node, Code.COLON_IN_TEXT, message, quotes)
        if not isinstance(node, Scalar) or node.empty:
            raise unexpected(reader, self, node, _text_hint(node))
        if len(node.text) > self.longest:
            message = f"this text has {len(node.text)} characters, and {self.longest} are the most"
            shorter = "Divide it into several steps or texts."
            hint = shorter if self.longest == LONGEST_TEXT else "Write it shorter."
            raise reader.wrong(node, Code.TEXT_TOO_LONG, message, hint)
        if bad := _UNSPEAKABLE.search(node.text):
            message = f"the character U+{ord(bad[0]):04X} has no place in a text"
            hint = "Delete it; it may be invisible."
            raise reader.wrong(node, Code.STRAY_CHARACTER, message, hint)
        words = " ".join(node.text.split())
        if not words and not (self.may_be_empty and not node.plain):
            message = "expected a text, but found only quotes"
            hint = "Write words between the quotes, or leave the key out."
            raise reader.wrong(node, Code.NOTHING_WRITTEN, message, hint)
        if self.fills is not None:
            self._check_names(node, self.fills, reader)
        return words

    def schema(self, schemas: Schemas) -> Schema:
        """Return its schema."""
        del schemas
        words = "" if self.may_be_empty else r"(?=\s*\S)"
        if self.fills is None:
            return only(self, SCALAR, pattern=f"^{words}[^{_UNSPOKEN}]*$", maxLength=self.longest)
        named = "|".join(name for name in NAMES if name in self.fills)
        plain = rf"(?:[^{{}}{_UNSPOKEN}]|\{{\{{|\}}\}})*"
        pattern = rf"^{words}{plain}(?:\{{(?:{named})\}}{plain}){{0,{MOST_FILLS}}}$"
        told = f"Expected a text. {_allowed(self.fills)}"
        return only(self, SCALAR, pattern=pattern, maxLength=self.longest) | {
            "patternErrorMessage": told
        }

    def _check_names(self, node: Scalar, fills: frozenset[str], reader: Reader) -> None:
        misread = None
        named = sum(piece.kind == "name" for piece in pieces(node.text))
        if named > MOST_FILLS:
            message = f"{named} names in braces are in this text, and {MOST_FILLS} are the most"
            hint = "Write some of them out, or leave them out."
            raise reader.wrong(node, Code.TOO_MANY_FILLS, message, hint)
        for piece in pieces(node.text):
            if piece.kind == "brace":
                message = f'there is no "{"}{"[piece.text == "}"]}" that belongs to this brace'
                hint = f"Write {piece.text * 2} to say a brace."
                place = node.place_of(piece.index)
                misread = reader.wrong(node, Code.LONE_BRACE, message, hint, place=place)
            elif piece.kind == "name" and (told := _wrong_name(node, piece, fills, reader)):
                place = node.place_of(piece.index, len(piece.text) + 2)
                misread = reader.wrong(node, *told, place=place)
        if misread:
            raise misread


def _text_hint(node: Node) -> str | None:
    if isinstance(node, Mapping):
        return "A text that begins with { or contains ': ' needs quotes around it."
    if not isinstance(node, Sequence):
        return None
    if node.source.lines[node.place.line - 1][node.place.column - 1 :].startswith("["):
        return "A text that begins with [ needs quotes around it."
    return "Write it as one text, without dashes."


def _wrong_name(
    node: Scalar, piece: Piece, fills: frozenset[str], reader: Reader
) -> tuple[Code, str, str | Hint] | None:
    name = piece.text
    written = quoted(f"{{{name}}}")
    if name not in NAMES:
        word = re.sub(r"\W.*", "", name.strip())
        near = did_you_mean(word, NAMES)
        meant = f"Did you mean {{{near}}}? " if near else ""
        hint = f"{meant}{_allowed(fills)[:-1]}; write {{{{ and }}}} to say braces."
        message = f"{written} is nothing that can be filled in"
        return Code.UNKNOWN_FILL, message, Hint(hint, _filled(node, piece, word, fills, reader))
    if name not in fills:
        message = f"{written} has no meaning here: it is {NAMES[name]}"
        return Code.FILL_OUT_OF_PLACE, message, _allowed(fills)
    if name in reader.withheld:
        message = f"{written} cannot be filled in here"
        return Code.FILL_OUT_OF_PLACE, message, reader.withheld[name]
    return None


def _filled(
    node: Scalar, piece: Piece, word: str, fills: frozenset[str], reader: Reader
) -> tuple[Edit, ...]:
    """Return the edit that writes the one name that is near ``word``, if it has a value here."""
    sure, start = surely_meant(word, NAMES), node.start_of(piece.index)
    if sure not in fills or sure in reader.withheld or start is None:
        return ()
    return (Edit(start, start + len(piece.text) + 2, f"{{{sure}}}"),)


def _allowed(fills: frozenset[str]) -> str:
    return f"Here you can use {', '.join(f'{{{name}}}' for name in NAMES if name in fills)}."


NAME = Text(longest=LONGEST_NAME)
"""What is filled into other texts: a title, the name of a side."""
