"""Characters that look like spaces and colons, and are letters to YAML.

They come in with text from word processors and web pages, and end a line too late for the parser.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guide.problems.codes import Code
from guide.problems.problem import Edit, Hint, Place, quoted
from guide.syntax.nodes import ODD_SPACES

if TYPE_CHECKING:
    from guide.problems.problem import Problem
    from guide.syntax.nodes import Source

_ODD_SPACE = f"[{ODD_SPACES}]"
_ODD_INDENT = re.compile(rf"(\s*(?:- +)?(?:-(?={_ODD_SPACE}))?)")
_KEY_BEHIND_ODD_SPACE = re.compile(
    rf"^ *(?=[ -]*{_ODD_SPACE})[^\S\r\n]*(?=[A-Za-z_]+:|- )", re.MULTILINE
)
_WIDE_COLON = re.compile(r"(\s*(?:- +)?)([A-Za-z_]+)\s*\N{FULLWIDTH COLON}\s*(.*)")
_KEY_AND_ODD_SPACE = re.compile(rf"(\s*(?:- +)?[A-Za-z_]+:)({_ODD_SPACE}+)")


def odd_indent(source: Source) -> Problem | None:
    """Return the first line of a key or an entry that is indented by spaces that are none."""
    found = _KEY_BEHIND_ODD_SPACE.search(source.text)
    return odd_spaces(source, source.place_at(found.end()).line) if found else None


def odd_spaces(source: Source, number: int) -> Problem | None:
    """Look for spaces of a word processor where YAML knows only the usual one."""
    line = source.line(number) or ""
    indent = _ODD_INDENT.match(line)
    end = indent.end() if indent else 0
    if key := _KEY_AND_ODD_SPACE.match(line):
        end = key.end()
    odd = [match.start() for match in re.finditer(_ODD_SPACE, line[:end])]
    if not odd:
        return None
    place = Place(source.file, number, odd[0] + 1, odd[-1] - odd[0] + 1)
    begin = source.index_of(number, 1)
    edits = tuple(Edit(begin + at, begin + at + 1, " ") for at in odd)
    message = "YAML takes this for a letter: it looks like a space, but is no usual one"
    how_many = "a usual space" if len(odd) == 1 else f"{len(odd)} usual spaces"
    return source.problem(
        Code.STRAY_CHARACTER, place, message, Hint(f"Put {how_many} in its place.", edits)
    )


def wide_colon(source: Source, number: int, keys: frozenset[str]) -> Problem | None:
    """Look for a colon of another script behind one of the ``keys``."""
    match = _WIDE_COLON.fullmatch(source.line(number) or "")
    if not match or match[2] not in keys:
        return None
    start, key, value = match.groups()
    line = source.lines[number - 1]
    place = Place(source.file, number, line.index("\N{FULLWIDTH COLON}") + 1)
    begin = source.index_of(number, len(start) + len(key) + 1)
    end = source.index_of(number, match.start(3) + 1)
    space = " " if value else ""
    hint = Hint(f"Write `{quoted(f'{key}: {value}')[1:-1]}`.", (Edit(begin, end, f":{space}"),))
    message = "this is a wide colon, which YAML takes for a letter"
    return source.problem(Code.STRAY_CHARACTER, place, message, hint)
