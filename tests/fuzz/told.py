"""What holds of every problem, whatever it is about."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from unicodedata import category
from zlib import crc32

from guide.problems.missing_texts import render_all
from guide.problems.output_formats import FORMATS
from guide.problems.rendering import COLOURED, PLAIN, more_behind
from guide.syntax.encoding import decoded
from guide.syntax.nodes import Source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from guide.problems.problem import Place, Problem

_SELDOM = 16  # for it lists all rules, each time
NARROW = COLOURED._replace(width=1, wrap=True)


def assert_told_well(problems: Sequence[Problem], file: Path, text: str) -> None:
    """Each lies in the text, as its edits do, and can be shown to people and to programs."""
    lines = Source(str(file), text).lines
    for problem in problems:
        for place in (problem.place, *(one.place for one in problem.related)):
            assert place.file != str(file) or lies_in(place, lines), f"outside: {problem!r}"
        for edit in problem.edits:
            assert problem.place.file == str(file), problem
            assert 0 <= edit.start <= edit.end <= len(text), problem
        assert problem.message.strip() and problem.hint.strip()
    for look in (PLAIN, NARROW):
        shown = "\n".join(render_all(problems, look)) + (more_behind(problems, look) or "")
        assert_harmless(shown.replace("\x1b[", ""))
    FORMATS["github"](problems).encode()
    assert len(json.loads(FORMATS["json"](problems))) == len(problems)
    if crc32(text.encode()) % _SELDOM == 0:
        (run,) = json.loads(FORMATS["sarif"](problems))["runs"]
        assert len(run["results"]) == len(problems)


def assert_harmless(shown: str) -> None:
    """Nothing in it steers a terminal, and it can be printed."""
    shown.encode()
    assert all(char.isprintable() or char == "\n" or category(char) == "Zs" for char in shown)


def lies_in(place: Place, lines: Sequence[str]) -> bool:
    """Whether a place is one of a text: at its end, at most."""
    if place.line == 0:
        return place.column == 0
    if not 1 <= place.line <= len(lines):
        return False
    return 1 <= place.column <= len(lines[place.line - 1]) + 1 and place.length >= 1


def text_of(data: bytes) -> str:
    """Return the text that problems of a file with these bytes have their places in."""
    try:
        return decoded(data)
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")
