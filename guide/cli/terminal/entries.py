"""What lists tell of each entry: where it comes from, and what it hides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guide.folders import origin

if TYPE_CHECKING:
    from guide.folders import Origin
    from guide.library.finding import Found

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


def whence(entry: Found[Any]) -> str:
    """Return where an entry of a list comes from, and what it hides; nothing for a bundled one."""
    hidden = [_HIDDEN[origin(path)] for path in entry.hides]
    hides = f", hides {' and '.join(hidden)}" if hidden else ""
    return f" - {_ORIGINS[entry.origin]}{hides}" if entry.origin != "bundled" or hides else ""


def origin_as_dict(entry: Found[Any]) -> dict[str, Any]:
    """Return name and origin of an entry, for programs."""
    return {
        "name": entry.name,
        "path": str(entry.path),
        "origin": entry.origin,
        "hides": [str(path) for path in entry.hides],
    }
