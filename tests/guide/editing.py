"""What an editor makes of a file: values typed by their look, as YAML 1.2 core says, and a schema.

Editors know nothing of our reader, for which every scalar is the text that was written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jsonschema import Draft7Validator

from guide.syntax.nodes import Mapping, Scalar, Sequence, Source
from guide.yaml.events import compose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jsonschema import ValidationError

    from guide.syntax.nodes import Node

Span = tuple[int, int]
"""Half-open, lines and columns as one number, to see what lies in it."""

_CORE = (
    (r"|~|null|Null|NULL", lambda _: None),
    (r"true|True|TRUE|false|False|FALSE", lambda text: text.lower() == "true"),
    (r"[-+]?[0-9]+", int),
    (r"0o[0-7]+", lambda text: int(text[2:], 8)),
    (r"0x[0-9a-fA-F]+", lambda text: int(text[2:], 16)),
    (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float),
    (r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", lambda text: float(text.replace(".", ""))),
)
"""The core schema of YAML 1.2.2, chapter 10.3.2; the first that matches a plain scalar."""


def seen(text: str) -> Any:
    """Return what an editor takes a YAML text for."""
    node = compose(Source("text", text), [])
    assert node is not None
    return value(node)


def value(node: Node) -> Any:
    """Return the value of a node; keys stay texts, as in JSON."""
    if isinstance(node, Mapping):
        return {key.text: value(one) for key, one in node.entries}
    if isinstance(node, Sequence):
        return [value(one) for one in node.items]
    if not node.plain:
        return node.text
    return next((make for look, make in _CORE if re.fullmatch(look, node.text)), str)(node.text)


def errors(schema: dict[str, Any], data: Any) -> list[str]:
    """Return what a schema finds wrong in a value."""
    return [f"{list(one.absolute_path)}: {one.message}" for one in _errors(schema, data)]


def spans(schema: dict[str, Any], root: Node) -> list[Span]:
    """Return what a schema underlines: each a value that is wrong, or a key."""
    return [span for one in _errors(schema, value(root)) for span in _underlined(one, root)]


def position(line: int, column: int) -> int:
    """Return a line and a column as one number."""
    return line * 10_000 + column


def _errors(schema: dict[str, Any], data: Any) -> Iterator[ValidationError]:
    return Draft7Validator(schema).iter_errors(data)


def _underlined(error: ValidationError, node: Node) -> Iterator[Span]:
    for step in error.absolute_path:
        if isinstance(node, Mapping):
            node = next(one for key, one in node.entries if key.text == step)
        else:
            assert isinstance(node, Sequence)
            node = node.items[step]
    if error.validator == "additionalProperties":
        assert isinstance(node, Mapping)
        known = error.schema["properties"]
        yield from (_span(one) for one, _ in node.entries if one.text not in known)
    elif error.schema is False:  # a key that has no place there; only its value is known
        assert isinstance(node, Mapping)
        yield from (_span(key) for key, one in node.entries if value(one) == error.instance)
    elif isinstance(node, Mapping) and isinstance(error.instance, str):  # one of its keys
        yield from (_span(key) for key, _ in node.entries if key.text == error.instance)
    else:
        yield _span(node)


def _span(node: Node) -> Span:
    """Return where a node is: a scalar as a whole, a collection with its first line."""
    start = position(node.place.line, node.place.column)
    if not isinstance(node, Scalar):
        return start, start + (node.place.length if isinstance(node, Sequence) else 1)
    end = node.source.place_at(node.end)
    return start, max(start + 1, position(end.line, end.column))
