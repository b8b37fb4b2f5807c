"""A text with a colon in it, which YAML reads as a key with a value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guide.problems.problem import Edit, Hint
from guide.syntax.nodes import Mapping, Scalar
from guide.syntax.quotes import in_quotes, put_in_quotes

if TYPE_CHECKING:
    from guide.syntax.nodes import Node

_LIKE_A_KEY = re.compile("[a-z_]+")


def quotes_around(node: Node) -> Hint | None:
    """Return how to quote what is probably a text, and became a key with a value by its colon."""
    if not isinstance(node, Mapping) or len(node.entries) != 1:
        return None
    key, value = node.entries[0]
    text = node.source.text
    opened = text[node.source.index_of(node.place.line, node.place.column)]
    if not isinstance(value, Scalar) or not key.plain or opened in ("{", "?"):
        return None
    if value.start <= key.end or value.source is not node.source:  # an alias, or a parameter
        return None
    end = max(value.end, text.index(":", key.end) + 1)
    written = text[key.start : end].rstrip()
    whole = None if "\n" in written else in_quotes(written)
    words = put_in_quotes(written)
    if _LIKE_A_KEY.fullmatch(key.text) and not value.empty:
        return Hint(f"Leave `{key.text}:` out, and write the words alone. Or p{words[1:]}")
    edit = Edit(key.start, key.start + len(written), whole or "")
    return Hint(words, (edit,) if whole else ())
