"""What people write in place of TOML, and what they mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from guide.problems.problem import Edit, Hint

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = r"[A-Za-z0-9_-]+"
_QUOTED = r""""[^"\n]*"|'[^'\n]*'"""
_REST = r"[ \t]*(?:#[^\n]*)?\r?\n?"
_COLON = re.compile(rf"[ \t]*({_NAME})[ \t]*(:)[ \t]*([^#\n]*?){_REST}")
_NO_SIGN = re.compile(rf"[ \t]*({_NAME})([ \t]+)({_QUOTED}|[^\s#=\"'\[\]][^#=\n]*?){_REST}")
_BARE = re.compile(rf"[ \t]*({_NAME}|{_QUOTED})[ \t]*=[ \t]*([^\W\d][^\"'#\n\\]*?){_REST}")
_EMPTY = re.compile(rf"[ \t]*({_NAME})[ \t]*(=){_REST}")
_UNCLOSED = re.compile(rf"[ \t]*(?:{_NAME}|{_QUOTED})[ \t]*=[ \t]*([\"'])([^\"'#\n\\]*?){_REST}")
_ODD = r"\u2018-\u201f\u2039\u203a\u00ab\u00bb"
"""The quotes of word processors."""
_ODD_QUOTES = re.compile(rf"[^=\n]*=[ \t]*([{_ODD}])([^{_ODD}\"'\\\n]*)([{_ODD}]){_REST}")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


class Slip(NamedTuple):
    """A slip in a statement, and how it is mended.

    Attributes:
        message: what is wrong.
        words: what to write.
        start, end: half-open, where in the statement.
        replacement: what belongs there.
    """

    message: str
    words: str
    start: int
    end: int
    replacement: str | None

    def hint(self, start: int) -> Hint:
        """Return the hint, for a statement that begins at ``start``."""
        if self.replacement is None:
            return Hint(self.words)
        edit = Edit(start + self.start, start + self.end, self.replacement)
        return Hint(self.words, (edit,))


def slip_in(statement: str, numbers: Mapping[str, str]) -> Slip | None:
    """Return the slip that keeps a statement from being read, if it is a known one.

    Args:
        statement: a line, or several where a value goes on.
        numbers: names of values that have to be numbers, each with how it may be written.
    """
    if found := _ODD_QUOTES.fullmatch(statement):
        right = f'"{found[2]}"'
        words = f"Write {right}, with straight quotes."
        return Slip(
            "these quotes are not those of TOML", words, found.start(1), found.end(3), right
        )
    if found := _BARE.fullmatch(statement):
        return _bare(found, numbers.get(found[1]))
    if found := _UNCLOSED.fullmatch(statement):
        right = _quoted(found[2])
        return Slip(
            "this quote is not closed", f"Write {right}.", found.start(1), found.end(2), right
        )
    if found := _EMPTY.fullmatch(statement):
        words = "Write a value behind the equals sign, or leave the line out."
        return Slip(f"`{found[1]}` has no value", words, *found.span(2), None)
    for pattern in (_COLON, _NO_SIGN):
        if found := pattern.fullmatch(statement):
            right = f"{found[1]} = {_value(found[3])}"
            message = "a name and its value have an equals sign between them"
            return Slip(message, f"Write {right}.", found.start(1), found.end(3), right)
    return None


def _bare(found: re.Match[str], number: str | None) -> Slip:
    """Return the slip of a word without quotes; ``number`` is how its value may be written."""
    if number:
        return Slip(f"`{found[1]}` is a number", f"Write {number}.", *found.span(2), None)
    right = _quoted(found[2])
    return Slip("a text needs quotes", f"Write {right}.", *found.span(2), right)


def _value(written: str) -> str:
    """Return a value as TOML, with quotes where it needs them."""
    done = _NUMBER.fullmatch(written) or written[:1] in ("'", '"') or written in ("true", "false")
    return written if done else _quoted(written)


def _quoted(text: str) -> str:
    text = text.strip()
    return f"'{text}'" if '"' in text or "\\" in text else f'"{text}"'
