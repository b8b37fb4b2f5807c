"""What ``guide check`` found, in each of the formats that it can be printed in."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from guide.problems.problem import Problem


def as_json(problems: Iterable[Problem]) -> str:
    """Return a JSON array of all problems."""
    return json.dumps([problem.as_dict() for problem in problems], ensure_ascii=False)


def as_github(problems: Iterable[Problem]) -> str:
    """Return annotations for GitHub Actions, one a line."""
    return "\n".join(map(_annotation, problems))


def as_sarif(problems: Iterable[Problem]) -> str:
    """Return a SARIF log."""
    from guide.problems.sarif import as_sarif as log  # noqa: PLC0415 - only where it is asked for

    return json.dumps(log(problems, version("stretch-guide")), ensure_ascii=False, indent=1)


FORMATS: dict[str, Callable[[Iterable[Problem]], str]] = {
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
"""The formats for programs."""


def _annotation(problem: Problem) -> str:
    place = problem.place
    values = {"file": place.file}
    if place.line:
        values |= {"line": str(place.line), "col": str(place.column)}
        values |= {"endColumn": str(place.column + place.length)}
    values["title"] = f"{problem.code.id} {problem.code.label}"
    properties = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in values.items())
    text = f"{problem.message}\n{problem.hint}"
    return f"::{problem.code.severity} {properties}::{_escaped(text)}"


def _escaped(text: str, also: str = "") -> str:
    """Return ``text`` without the characters that would end it there."""
    for char in "%\r\n" + also:  # the percent sign first: the others bring it in
        text = text.replace(char, f"%{ord(char):02X}")
    return text
