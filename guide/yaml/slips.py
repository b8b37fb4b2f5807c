"""Slips of the pen that end far from where they were made, found by what the lines look like.

The parser stops where it can read no further, which is often a line too late, and its words are
those of YAML. These are the slips that people make who have never seen it.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from guide.format.definition import definition
from guide.format.routine import (
    BASED_ON,
    Between,
    Group,
    Move,
    Phase,
    Prompt,
    Rest,
    Routine,
    Selection,
    Settings,
)
from guide.problems.codes import Code
from guide.problems.problem import Edit, Hint, Place, quoted
from guide.syntax.quotes import in_quotes, put_in_quotes
from guide.yaml.columns import BACK, column_slip, indent_of, key_outside
from guide.yaml.odd_characters import odd_spaces, wide_colon

if TYPE_CHECKING:
    from collections.abc import Callable

    from guide.problems.problem import Problem
    from guide.syntax.nodes import Source

_MODELS = (Routine, Settings, Move, Phase, Prompt, Rest, Group, Selection, Between)
_KEYS = frozenset({BASED_ON.name}.union(*map(definition, _MODELS)))
_NO_SPACE_AFTER_KEY = re.compile(r"(\s*(?:- +)?)([A-Za-z_]+):(?=[^\s:/])(.*)")
_NO_SPACE_AFTER_DASH = re.compile(r"(\s*)-(?=[^\W\d])(.*)")
_TEXT_GOES_ON = re.compile(
    r"""(\s*(?:-\ +)?(?:[\w%-]+:\ +|-\ +))   # a key or the '-' of a list
        (\{[^{}]*\}|'[^']*'|"[^"]*"|\[[^][]*\])   # something closed
        \ *(?![\s,}\]\#:])\S""",
    re.VERBOSE,
)
_COLON_IN_TEXT = re.compile(r"""(\s*(?:- +)?[\w%-]+: +)([^\s"'\[{>|&*!#][^:]*(:) .*)""")
_NO_COLON = re.compile(r"(\s*(?:- +)?)([a-z_]+)( *= *| +)([^\s:=][^:]*)")
_SIGN_FIRST = re.compile(r"(\s*(?:- +)?[\w%-]+: +|\s*- +)([@`%]\S.*|[*&!][\w-]*[^\w\s-].*)")
_KEY_OF_LINE = re.compile(r"(\s*(?:- +)*)[\w%-]+:(?: |$)")
_NAME_OF_A_MOVE = re.compile(r"(\s*- +)([\w-]+)\s*")
_REPEAT = re.compile(r"\s*(?:- +)?repeat: *[0-9]+\s*")


def slip(source: Source, place: Place) -> Problem | None:
    """Return the slip of the pen that made the parser stop at ``place``, if it looks like one."""
    if source.lines[place.line - 1][place.column - 1 : place.column] == "\t":
        return _tab(source, place)
    repeated = _no_steps_after_repeat(source, place.line)
    sign = _sign_first(source, place.line)
    if found := repeated or sign or column_slip(source, place.line, _KEYS):
        return found
    numbers = [place.line, *_lines_before(source, place.line)]
    for look in _LOOKS:
        for number in numbers:
            if found := look(source, number):
                return found
    return _name_with_keys(source, place.line) or key_outside(source, place.line)


def _tab(source: Source, place: Place) -> Problem:
    """Return the problem of a tab: with spaces for it where it is clear how many are meant."""
    message = "this is a tab, and routines are indented with spaces"
    line = source.lines[place.line - 1]
    start = place.column - 1
    while start and line[start - 1] in " \t":
        start -= 1
    end = start + len(line[start:]) - len(line[start:].lstrip(" \t"))
    if start:
        spaces = " "  # behind a dash or a colon
    else:
        spaces = line[:end].replace("\t", "  ")
        above = {indent_of(text) for text in source.lines[: place.line - 1] if text.strip()}
        if len(spaces) not in above | {indent + 2 for indent in above}:
            hint = Hint("Put spaces in its place.")
            return source.problem(Code.TAB, place, message, hint)
    begin = source.index_of(place.line, start + 1)
    edit = Edit(begin, begin + end - start, spaces)
    how_many = "a space" if len(spaces) == 1 else f"{len(spaces)} spaces"
    hint = Hint(f"Put {how_many} in its place.", (edit,))
    return source.problem(Code.TAB, place, message, hint)


def _lines_before(source: Source, number: int) -> list[int]:
    """Return the line that ``number`` may go on from, and those before it without a colon.

    What is further to the right belongs to something else, such as a long text.
    """
    found: list[int] = []
    for before in range(number - 1, max(0, number - BACK), -1):
        text = source.line(before) or ""
        if text.strip() and indent_of(text) <= indent_of(source.lines[number - 1]):
            found.append(before)
            if ":" in text:
                break
    return found


def _name_with_keys(source: Source, number: int) -> Problem | None:
    """Look for a key below the name of a move in a list."""
    line = source.line(number) or ""
    if not re.match(r"\s*[A-Za-z_]+:( |$)", line):
        return None
    for before in range(number - 1, max(0, number - BACK), -1):
        text = source.lines[before - 1]
        if name := _NAME_OF_A_MOVE.fullmatch(text):
            below = indent_of(line) >= len(name[1])
            return _name_alone(source, before, name) if below else None
        if text.strip() and indent_of(text) < indent_of(line):
            return None
    return None


def _name_alone(source: Source, number: int, name: re.Match[str]) -> Problem:
    place = Place(source.file, number, len(name[1]) + 1, len(name[2]))
    words = f"Write {_shown(f'- move: {name[2]}')}, and below it what changes."
    hint = Hint(words, (_inserted(source, number, len(name[1]), "move: "),))
    message = "a move that is changed needs `move:` before it"
    return source.problem(Code.MOVE_WITHOUT_KEY, place, message, hint)


def _inserted(source: Source, number: int, offset: int, text: str) -> Edit:
    index = source.index_of(number, offset + 1)
    return Edit(index, index, text)


def _goes_on(source: Source, number: int) -> bool:
    """Whether what is in a line goes on further to the right in the next one."""
    following = next((text for text in source.lines[number:] if text.strip()), "")
    line = source.lines[number - 1]
    key = _KEY_OF_LINE.match(line)
    return indent_of(following) > (len(key[1]) if key else indent_of(line))


def _put_in_quotes(source: Source, number: int, offset: int, text: str) -> Hint:
    """Return the hint to put ``text`` in quotes; it begins at ``offset`` and may be quoted.

    A comment behind it stays one. Where it goes on in the next line, a person has to see to it.
    """
    written = source.lines[number - 1][offset:].partition(" #")[0].rstrip()
    text = text.partition(" #")[0].rstrip()
    whole = None if _goes_on(source, number) else in_quotes(text)
    begin = source.index_of(number, offset + 1)
    edits = (Edit(begin, begin + len(written), whole),) if whole else ()
    return Hint(put_in_quotes(text), edits)


def _no_steps_after_repeat(source: Source, number: int) -> Problem | None:
    """Look for a list right below ``repeat: 3``."""
    line = source.line(number) or ""
    before = next((text for text in reversed(source.lines[: number - 1]) if text.strip()), "")
    if not (line.lstrip().startswith("- ") and _REPEAT.fullmatch(before)):
        return None
    place = Place(source.file, number, indent_of(line) + 1)
    hint = "Write `steps:` on a line of its own between them, below `repeat`."
    return source.problem(Code.MISSING_KEY, place, "`steps` is missing above this list", hint)


def _no_space_after_key(source: Source, number: int) -> Problem | None:
    if not (match := _NO_SPACE_AFTER_KEY.fullmatch(source.line(number) or "")):
        return None
    start, key, value = match.groups()
    if key not in _KEYS:
        return None
    place = Place(source.file, number, len(start) + 1, len(key) + 1)
    hint = Hint(
        f"Write {_shown(f'{key}: {value}')}.",
        (_inserted(source, number, len(start) + len(key) + 1, " "),),
    )
    message = "a space is missing after this colon"
    return source.problem(Code.MISSING_SPACE, place, message, hint)


def _no_space_after_dash(source: Source, number: int) -> Problem | None:
    if not (match := _NO_SPACE_AFTER_DASH.fullmatch(source.line(number) or "")):
        return None
    start, entry = match.groups()
    place = Place(source.file, number, len(start) + 1)
    edit = _inserted(source, number, len(start) + 1, " ")
    hint = Hint(f"Write {_shown(f'- {entry}')}.", (edit,))
    return source.problem(Code.MISSING_SPACE, place, "a space is missing after this dash", hint)


def _text_goes_on(source: Source, number: int) -> Problem | None:
    line = source.line(number) or ""
    if not (match := _TEXT_GOES_ON.match(line)):
        return None
    start, closed = match.groups()
    text = line[len(start) :].strip()
    if closed[0] in "'\"" and text.endswith(closed[0]):
        text = text[1:-1]
    place = Place(source.file, number, len(start) + 1, len(closed))
    message = f"what begins with {closed[0]} ends with its {closed[-1]}, but here more follows"
    hint = _put_in_quotes(source, number, len(start), text)
    return source.problem(Code.TEXT_AFTER_END, place, message, hint)


def _colon_in_text(source: Source, number: int) -> Problem | None:
    line = source.line(number) or ""
    if not (match := _COLON_IN_TEXT.fullmatch(line)):
        return None
    place = Place(source.file, number, match.start(3) + 1)
    hint = _put_in_quotes(source, number, len(match[1]), match[2].strip())
    message = "a text with a colon in it needs quotes"
    return source.problem(Code.COLON_IN_TEXT, place, message, hint)


def _no_colon(source: Source, number: int) -> Problem | None:
    if not (match := _NO_COLON.fullmatch(source.line(number) or "")):
        return None
    start, key, between, value = match.groups()
    if key not in _KEYS:
        return None
    place = Place(source.file, number, len(start) + 1, len(key))
    begin = source.index_of(number, len(start) + len(key) + 1)
    edit = Edit(begin, begin + len(between), ": ")
    hint = Hint(f"Write {_shown(f'{key}: {value}')}.", (edit,))
    return source.problem(Code.NO_COLON, place, f"`{key}` is not followed by a colon", hint)


def _sign_first(source: Source, number: int) -> Problem | None:
    if not (match := _SIGN_FIRST.fullmatch(source.line(number) or "")):
        return None
    start, text = match.groups()
    place = Place(source.file, number, len(start) + 1)
    hint = _put_in_quotes(source, number, len(start), text.rstrip())
    message = f"a text that begins with {text[0]} needs quotes"
    return source.problem(Code.SIGN_FIRST, place, message, hint)


_LOOKS: tuple[Callable[[Source, int], Problem | None], ...] = (
    odd_spaces,
    partial(wide_colon, keys=_KEYS),
    _no_steps_after_repeat,
    _no_space_after_key,
    _no_space_after_dash,
    _no_colon,
    _text_goes_on,
    _colon_in_text,
)


def _shown(text: str) -> str:
    """Return a piece of YAML for a hint, on one line and not too long."""
    return f"`{quoted(text)[1:-1]}`"
