"""Lines that begin in a wrong column, which is what the columns of YAML mean most to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guide.language.languages import is_tag
from guide.language.spelling import surely_meant
from guide.problems.codes import Code
from guide.problems.problem import Edit, Hint, Place, quoted

if TYPE_CHECKING:
    from guide.problems.problem import Problem
    from guide.syntax.nodes import Source

BACK = 20
"""Lines: what begins there may have been taken for one long text."""

_KEY = re.compile(r"( *)([A-Za-z_]+):(?: .*)?")
_WITH_VALUE = re.compile(r"( *(?:- +)*)([\w-]+): +([^\s#|>].*)")
_ANY_KEY = re.compile(r" *(?:- +)*[\w%.-]+:(?: .*)?")
_DASH = re.compile(r"( *)- .*")
_TRANSLATED = re.compile(r"( *(?:- +)?)([A-Za-z]{2,3}(?:-\w+)*): +\S.*")
_FIRST_KEY = re.compile(r"(\s*- +)[\w-]+:( .*)?")


def column_slip(source: Source, number: int, keys: frozenset[str]) -> Problem | None:
    """Return what is wrong with the column of line ``number``, at which the parser stopped.

    Args:
        source: the file.
        number: of the line, counted from 1.
        keys: all that there are: what begins with another word may be a text.
    """
    return (
        _top_too_far(source, number)
        or _key_too_far(source, number, keys)
        or _dash_of_a_language(source, number)
        or _dash_outside(source, number)
    )


def indent_of(line: str) -> int:
    """Return how many characters are before the first word of a line."""
    return len(line) - len(line.lstrip())


def _top_too_far(source: Source, number: int) -> Problem | None:
    """Look for a first line that is not at the margin, where the others are."""
    first = next((n for n, line in enumerate(source.lines, 1) if _is_written(line)), number)
    line = source.lines[first - 1]
    if first == number or not (key := _KEY.fullmatch(line)) or not key[1]:
        return None
    if not (later := _KEY.fullmatch(source.line(number) or "")) or later[1]:
        return None
    return _too_far(source, first, 0, len(key[2]), "at the beginning of the line")


def _key_too_far(source: Source, number: int, keys: frozenset[str]) -> Problem | None:
    """Look for a key that is further to the right than one above it that has a value."""
    key = _KEY.fullmatch(source.line(number) or "")
    if not key or not (key[2] in keys or surely_meant(key[2], keys)):
        return None
    for before in range(number - 1, max(0, number - BACK), -1):
        line = source.lines[before - 1]
        if _is_written(line) and begins(line):
            break
    else:
        return None
    above = _WITH_VALUE.fullmatch(line)
    if not above or len(above[1]) >= len(key[1]) or _is_open(above[3]):
        return None
    return _too_far(source, number, len(above[1]), len(key[2]), f"below `{above[2]}`")


def _dash_outside(source: Source, number: int) -> Problem | None:
    """Look for the dash of an entry that is one column beside those of its list."""
    dash = _DASH.fullmatch(source.line(number) or "")
    if not dash:
        return None
    column = len(dash[1])
    for before in range(number - 1, 0, -1):
        line = source.lines[before - 1]
        above = _DASH.fullmatch(line)
        if above and len(above[1]) <= column + 1:
            break
        if _is_written(line) and indent_of(line) < column:
            return None
    else:
        return None
    target = len(above[1])
    if target == column - 1:
        return _too_far(source, number, target, 1, "below the dashes above it")
    if target != column + 1:
        return None
    words = f"in column {target + 1}, below the dashes above it"
    hint = _moved(source, number, target, words)
    place = Place(source.file, number, column + 1)
    message = "this dash is not below those it belongs to"
    return source.problem(Code.COLUMNS, place, message, hint)


def _dash_of_a_language(source: Source, number: int) -> Problem | None:
    """Look for a text in one more language that has a dash, where the one above it has none."""
    text = _TRANSLATED.fullmatch(source.line(number) or "")
    before = next((line for line in reversed(source.lines[: number - 1]) if _is_written(line)), "")
    above = _TRANSLATED.fullmatch(before)
    if not text or "-" not in text[1] or not above or not (is_tag(text[2]) and is_tag(above[2])):
        return None
    line = source.lines[number - 1]
    column, target = indent_of(line), len(above[1])
    hint = Hint(f"Write {quoted(line[len(text[1]) :])} below `{above[2]}`, without the dash.")
    if target <= len(text[1]):
        begin = source.index_of(number, 1)
        hint = Hint(hint.words, (Edit(begin, begin + len(text[1]), " " * target),))
    place = Place(source.file, number, column + 1)
    message = f"the texts in `{above[2]}` and `{text[2]}` are no list: a dash has no place here"
    return source.problem(Code.COLUMNS, place, message, hint)


def key_outside(source: Source, number: int) -> Problem | None:
    """Look for a key that is not below the first key of its entry of a list."""
    line = source.line(number) or ""
    if not (key := _KEY.fullmatch(line)):
        return None
    for before in range(number - 1, max(0, number - BACK), -1):
        text = source.lines[before - 1]
        if first := _FIRST_KEY.fullmatch(text):
            target = len(first[1])
            if not indent_of(text) <= len(key[1]) < target:
                return None
            words = f"in column {target + 1}, below the first key after the dash"
            hint = _moved(source, number, target, words)
            place = Place(source.file, number, len(key[1]) + 1)
            message = "this key is not below those it belongs to"
            return source.problem(Code.COLUMNS, place, message, hint)
        if _DASH.fullmatch(text) or (text.strip() and indent_of(text) < len(key[1])):
            return None
    return None


def _too_far(source: Source, number: int, target: int, length: int, where: str) -> Problem:
    column = indent_of(source.lines[number - 1])
    far = column - target
    columns = "one column" if far == 1 else f"{far} columns"
    message = f"this line begins {columns} too far to the right"
    hint = _moved(source, number, target, f"in column {target + 1}, {where}")
    return source.problem(
        Code.COLUMNS, Place(source.file, number, column + 1, length), message, hint
    )


def _moved(source: Source, number: int, target: int, words: str) -> Hint:
    """Return the hint to begin a line in another column, and all that goes on from it too."""
    column = indent_of(source.lines[number - 1])
    last = _last_beside(source, number, target)
    more = last - number
    lines = {0: "", 1: ", and move the line below it along"}.get(
        more, f", and move the {more} lines below it along"
    )
    hint = f"Begin it {words}{lines}."
    following = next((line for line in source.lines[last:] if _is_written(line)), "")
    moved = [
        (source.index_of(one, 1), line)
        for one, line in enumerate(source.lines[number - 1 : last], number)
        if line.strip()
    ]
    unsure = column < indent_of(following) < target or any(
        "\t" in line[: indent_of(line)] for _, line in moved
    )
    if unsure:
        return Hint(hint)
    if target < column:
        return Hint(hint, tuple(Edit(at, at + column - target, "") for at, _ in moved))
    return Hint(hint, tuple(Edit(at, at, " " * (target - column)) for at, _ in moved))


def _last_beside(source: Source, number: int, target: int) -> int:
    """Return the last line that moves along: those in the same column, and what is below them."""
    column = indent_of(source.lines[number - 1])
    line = source.lines[number - 1]
    is_entry, has_value = line[column] == "-", not line.rstrip().endswith(":")
    last = number
    for following in range(number + 1, len(source.lines) + 1):
        line = source.lines[following - 1]
        if not line.strip():
            continue
        indent, dash = indent_of(line), line.lstrip().startswith("-")
        if indent < column or (indent == column and dash != is_entry):
            break
        is_right = indent == target > column and begins(line)
        if is_right and (dash if is_entry else has_value):
            break
        last = following
    return last


def begins(line: str) -> bool:
    """Whether a line is a key or an entry, and not one more of a text."""
    return bool(_ANY_KEY.fullmatch(line) or _DASH.fullmatch(line))


def _is_written(line: str) -> bool:
    """Whether there is something in a line, and not only a comment."""
    return line.strip()[:1] not in ("", "#")


def _is_open(value: str) -> bool:
    """Whether a quote or a bracket is open at the end of a line."""
    if value[0] in "'\"":
        return value.count(value[0]) < 2
    return value[0] in "[{" and sum(map(value.count, "[{")) > sum(map(value.count, "]}"))
