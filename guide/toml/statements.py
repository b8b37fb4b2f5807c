"""TOML text -> entries with their places, and everything that keeps it from being read.

``tomllib`` reads every value. It stops at the first slip and knows no places beside that one, so it
is given one statement at a time: that is a line, or several where a value goes on.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from guide.problems.codes import Code

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from guide.problems.problem import Place, Problem
    from guide.problems.report import Report
    from guide.syntax.nodes import Source
    from guide.toml.slips import Slip

MOST_LINES = 100
"""Lines of one value: more is a bracket or a quote that was never closed."""

_NAME = r"""(?:[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')"""
_NAMES = re.compile(rf"[ \t]*(\[{{0,2}})[ \t]*({_NAME}(?:[ \t]*\.[ \t]*{_NAME})*)[ \t]*")
_VALUE = re.compile(r"""=[ \t]*((?!"{3}|'{3})(?:"(?:\\.|[^"\\\n])*"|'[^'\n]*')|[^#\n]*)""")
_STATEMENT = re.compile(r"[^\n]*\n?")
_UNFINISHED = "at end of document"
_AT = re.compile(r"^(.*?)\s*\(at (?:line (\d+), column (\d+)|end of document)\)$", re.DOTALL)


class Entry(NamedTuple):
    """A name with its value, or the heading of a table.

    Attributes:
        names: the tables that it is in, and its own.
        value: as ``tomllib`` reads it; None for a heading, [] for that of one of several tables.
        name_place: where its names are written.
        place: where its value is written; that of the names for a heading.
        start, end: half-open, its value in the source's text.
    """

    names: tuple[str, ...]
    value: Any
    name_place: Place
    place: Place
    start: int
    end: int


def read_toml(source: Source, report: Report, numbers: Mapping[str, str]) -> list[Entry]:
    """Return all that can be read of a TOML text, in order; the rest is reported.

    Args:
        source: the text.
        report: takes what is wrong.
        numbers: names at its top that have to be numbers, each with how it may be written.

    Raises:
        Enough: there are as many problems as a person can look at.
    """
    entries: dict[tuple[str, ...], Entry] = {}
    table: tuple[str, ...] = ()
    for start, statement in _statements(source.text):
        read = _read(source, start, statement, report, {} if table else numbers)
        if read is None:
            continue
        heading = statement.lstrip().startswith("[")
        entry = read if heading else read._replace(names=(*table, *read.names))
        if heading:
            table = read.names
        if entries.setdefault(entry.names, entry) is not entry:
            report.add([_twice(source, entry, entries[entry.names])])
    if not report.problems:
        _read_whole(source, report)
    return [*entries.values()]


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Yield each piece that is read alone, with where it begins."""
    start = 0
    while start < len(text):
        end = first = _end_of_line(text, start)
        for _ in range(MOST_LINES):
            if end == len(text) or not _goes_on(text[start:end]):
                break
            end = _end_of_line(text, end)
        else:
            end = first
        yield start, text[start:end]
        start = end


def _end_of_line(text: str, start: int) -> int:
    match = _STATEMENT.match(text, start)
    assert match
    return match.end()


def _goes_on(statement: str) -> bool:
    """Whether a value of several lines has begun in it and not ended."""
    if not re.search(r"""\[|"{3}|'{3}""", statement):
        return False
    try:
        tomllib.loads(statement)
    except tomllib.TOMLDecodeError as error:
        return _UNFINISHED in str(error)
    except RecursionError:
        return False
    return False


def _read(
    source: Source, start: int, statement: str, report: Report, numbers: Mapping[str, str]
) -> Entry | None:
    """Return what a statement says; None where that is nothing, or what is wrong is reported."""
    try:
        read: Any = tomllib.loads(statement)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        from guide.toml.slips import slip_in  # noqa: PLC0415 - only where one is wrong

        slip = slip_in(statement, numbers)
        report.add([_problem(source, start, statement, error, slip)])
        return None
    names = _NAMES.match(statement)
    if not read or not names:
        return None
    path = []
    for _ in re.findall(_NAME, names[2]):
        ((name, read),) = read.items()
        path.append(name)
    place = source.place_at(start + names.start(2), max(1, len(names[2])))
    if names[1] == "[":
        return Entry(tuple(path), None, place, place, start + names.start(2), start + names.end(2))
    if names[1]:
        at, end = start + names.start(1), start + names.end() + 2
        return Entry(tuple(path), [], place, source.place_at(at, end - at), at, end)
    value = _VALUE.match(statement, names.end())
    assert value
    written = value[1].rstrip()
    at = start + value.start(1)
    where = source.place_at(at, max(1, len(written)))
    return Entry(tuple(path), read, place, where, at, at + len(written))


def _problem(
    source: Source, start: int, statement: str, error: Exception, slip: Slip | None
) -> Problem:
    """Return what keeps a statement from being read."""
    if slip:
        place = source.place_at(start + slip.start, max(1, slip.end - slip.start))
        hint = slip.hint(start)
        return source.problem(Code.NOT_TOML, place, slip.message, hint)
    if isinstance(error, RecursionError):
        place = source.place_at(start)
        return source.problem(Code.TOO_DEEP, place, "lists are nested too deep", "Write a value.")
    return _not_toml(source, start, statement, error)


def _not_toml(source: Source, start: int, text: str, error: Exception) -> Problem:
    """Return what ``tomllib`` says of a text that begins at ``start``."""
    found = _AT.match(str(error))
    message = found[1] if found else str(error)
    index = start + len(text.rstrip()) - 1
    if found and found[2]:
        lines = text.split("\n")[: int(found[2]) - 1]
        index = start + sum(len(line) + 1 for line in lines) + int(found[3]) - 1
    place = source.place_at(max(start, min(index, len(source.text))))
    hint = 'Write NAME = VALUE, with quotes around texts: talk = "brief".'
    told = f"this cannot be read as TOML: {message[:1].lower()}{message[1:]}"
    problem = source.problem(Code.NOT_TOML, place, told, hint)
    return replace(problem, stops=_UNFINISHED in str(error))


def _read_whole(source: Source, report: Report) -> None:
    """Report what is wrong though each statement alone is right."""
    try:
        tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        report.add([_not_toml(source, 0, source.text, error)])


def _twice(source: Source, entry: Entry, first: Entry) -> Problem:
    name = ".".join(entry.names)
    return source.problem(
        Code.DUPLICATE_KEY,
        entry.name_place,
        f"`{name}` is here twice",
        "Keep one of the two.",
        (source.related(first.name_place, "first written here"),),
    )
