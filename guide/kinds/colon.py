"""A text with a colon in it, which YAML reads as a key with a value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from guide.nodes import Mapping, Scalar
from guide.problems import Edit, Hint, quoted
from guide.yaml_quotes import in_quotes

if TYPE_CHECKING:
    from guide.nodes import Node
    from guide.problems import Place

_LIKE_A_KEY = re.compile("[a-z_]+")


class Colon(NamedTuple):
    """Where the colon is, and what to do about it."""

    place: Place
    hint: Hint


def colon_in(node: Node) -> Colon | None:
    """Return the colon that makes a key and its value of what is probably a text."""
    if not isinstance(node, Mapping) or len(node.entries) != 1:
        return None
    key, value = node.entries[0]
    text = node.source.text
    opened = text[node.source.index_of(node.place.line, node.place.column)]
    if not isinstance(value, Scalar) or not key.plain or opened in ("{", "?"):
        return None
    if value.start <= key.end or value.source is not node.source:  # an alias, or a parameter
        return None
    colon = text.index(":", key.end)
    end = max(value.end, colon + 1)
    written = text[key.start : end].rstrip()
    place = node.source.place_at(colon)
    whole = None if "\n" in written else in_quotes(written)
    shown = whole or '"' + written.replace('"', "'") + '"'
    words = f"Put the whole text in double quotes: `{quoted(shown)[1:-1]}`"
    if whole and whole[0] == "'":
        words = f"Put the whole text in quotes: `{quoted(shown)[1:-1]}`"
    if _LIKE_A_KEY.fullmatch(key.text) and not value.empty:
        alone = f"Leave `{key.text}:` out, and write the words alone. Or put the whole text"
        return Colon(place, Hint(f"{alone}{words.removeprefix('Put the whole text')}."))
    edit = Edit(key.start, key.start + len(written), whole or "")
    return Colon(place, Hint(f"{words}.", (edit,) if whole else ()))
