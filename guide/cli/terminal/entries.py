"""What lists tell of each entry: where it comes from, and what it hides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guide.folders import origin
from guide.problems.problem import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from guide.folders import Origin
    from guide.library.listed import Listed

_ORIGINS: dict[Origin, str] = {
    "bundled": "comes along",
    "yours": "yours",
    "beside": "in the folder moves here",
}
_HIDDEN: dict[Origin, str] = {
    "bundled": "the one that comes along",
    "yours": "another of yours",
    "beside": "another one here",
}


def lines_of(entries: Sequence[Listed], described: Callable[[Listed], str]) -> tuple[str, int]:
    """Return a line for each entry, names in a column, and where what is told of them begins."""
    begins = max((len(entry.name) for entry in entries), default=0) + 2
    lines = (
        printable(f"{entry.name:<{begins}}{described(entry)}{whence(entry)}") for entry in entries
    )
    return "\n".join(lines), begins


def why_not(entry: Listed) -> str:
    """Return why an entry of a list is told no more of."""
    problem = entry.problems[0]
    return f"cannot be read: {problem.place}: {problem.message}"


def whence(entry: Listed) -> str:
    """Return where an entry of a list comes from, and what it hides; nothing for a bundled one."""
    hidden = [_HIDDEN[origin(path)] for path in entry.hides]
    hides = f", hides {' and '.join(hidden)}" if hidden else ""
    comes = entry.origin
    return f" - {_ORIGINS[comes]}{hides}" if comes != "bundled" or hides else ""


def origin_as_dict(entry: Listed) -> dict[str, Any]:
    """Return name and origin of an entry, for programs; its problems where it cannot be read."""
    values: dict[str, Any] = {
        "name": entry.name,
        "path": str(entry.path),
        "origin": entry.origin,
        "hides": [str(path) for path in entry.hides],
    }
    if entry.brief is None:
        values["problems"] = [problem.as_dict() for problem in entry.problems]
    return values
