"""How a model says what its keys are: in the metadata of its fields, and nowhere else.

Reading a file and describing the format (its schema, its documentation) both walk this.
"""

from __future__ import annotations

import functools
from dataclasses import MISSING, field, fields
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from guide.format.kinds import Kind

    Described = TypeVar("Described", bound=Callable[[type[Any]], Any])

_KEYS, _ONE_OF = "keys", "one_of"


class Key(NamedTuple):
    """One key of a mapping in YAML.

    Attributes:
        name: as an author writes it.
        kind: what its value is.
        doc: what it means, one line for authors.
        required: it cannot be left out.
        only_with: the key of an alternative that it belongs to, or None.
        otherwise: what to do when that alternative was not chosen.
    """

    name: str
    kind: Kind
    doc: str
    required: bool = False
    only_with: str | None = None
    otherwise: str | None = None


def key(
    name: str,
    kind: Kind,
    doc: str,
    default: Any = MISSING,
    *,
    only_with: str | None = None,
    otherwise: str | None = None,
) -> Any:
    """Return a dataclass field that is written as one key; required if it has no default."""
    written = Key(name, kind, doc, default is MISSING, only_with, otherwise)
    return field(default=default, metadata={_KEYS: (written,)})


def keys(*written: Key, one_of: tuple[str, ...] = (), default: Any = MISSING) -> Any:
    """Return a dataclass field that is written with several keys.

    Args:
        written: the keys.
        one_of: exactly one of these has to be there; the names are in the order of preference.
        default: the field's value if none is there.
    """
    return field(default=default, metadata={_KEYS: written, _ONE_OF: one_of})


def _once(describe: Described) -> Described:
    """Describe each model once; mypy takes ``type[Any]`` for unhashable."""
    return cast("Described", functools.cache(describe))


@_once
def definition(model: type[Any]) -> dict[str, Key]:
    """Return the keys that an author may write for ``model``, by name, in order."""
    return {
        written.name: written for one in fields(model) for written in one.metadata.get(_KEYS, ())
    }


@_once
def alternatives(model: type[Any]) -> tuple[str, ...]:
    """Return the keys of which ``model`` needs exactly one; empty if there are none."""
    return next((one.metadata[_ONE_OF] for one in fields(model) if one.metadata.get(_ONE_OF)), ())


@_once
def defaults(model: type[Any]) -> dict[str, Any]:
    """Return what stands for keys of ``model`` that are left out, where that is something."""
    return {
        written.name: one.default
        for one in fields(model)
        for written in one.metadata.get(_KEYS, ())
        if one.default is not MISSING and one.default not in (None, ())
    }


@_once
def field_names(model: type[Any]) -> dict[str, str]:
    """Return the name of the field that each key of ``model`` gives its value to."""
    return {
        written.name: one.name for one in fields(model) for written in one.metadata.get(_KEYS, ())
    }
