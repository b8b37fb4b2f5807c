"""Braces of a text inside of braces: YAML ends the text at the first of them.

``{say: Reach your {side} arm.}`` is read as a text that ends before ``{side}``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guide.problems.codes import Code
from guide.problems.problem import Edit, Hint, quoted
from guide.syntax.quotes import in_quotes

if TYPE_CHECKING:
    from guide.problems.problem import Place, Problem
    from guide.syntax.nodes import Source

_NEXT_KEY = r",\s*[\w-]+:\s"
_VALUE = re.compile(
    rf"""(?:^|[{{,])\s*[\w-]+:\ +                       # a key
        ((?=[^\s"'\[,&*!|>%@`\#])                        # its text, without quotes around it
         (?:[^,{{}}[\]\\\#]|\{{\w+\}}|,(?!\s*[\w-]+:\s))+)
        (?=\}}|{_NEXT_KEY})""",
    re.VERBOSE,
)


def text_with_braces(source: Source, place: Place) -> Problem | None:
    """Return the problem of a text that a name in braces has ended at ``place``, if one has."""
    at = place.column - 1
    for found in _VALUE.finditer(source.lines[place.line - 1]):
        text = found[1].rstrip()
        start = found.start(1)
        whole = in_quotes(text)
        if start <= at < start + len(text) and "{" in text and whole:
            begin = source.index_of(place.line, start + 1)
            edit = Edit(begin, begin + len(text), whole)
            hint = Hint(f"Put the whole text in quotes: {quoted(text)}.", (edit,))
            message = "a text with braces in it, between braces, needs quotes"
            return source.problem(Code.BRACKETS, place, message, hint)
    return None
