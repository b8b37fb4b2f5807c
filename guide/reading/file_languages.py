"""The languages that a file comes in: those of its title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guide.format.kinds import LANGUAGE_TAG
from guide.format.kinds.translated import in_languages
from guide.language.languages import USUAL, is_tag, lookup
from guide.syntax.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from guide.syntax.nodes import Node


def language_of(top: Mapping) -> str | None:
    """Return the language of a file's plain texts; None if it does not say.

    It is its ``language``, else the first in which its title is there.
    """
    written = top.get("language")
    if isinstance(written, Scalar) and re.fullmatch(LANGUAGE_TAG, written.text):
        return written.text
    title = top.get("title")
    tags = _tags(title) if title else ()
    return tags[0] if tags else None


def languages_of(top: Mapping) -> tuple[str, ...]:
    """Return all languages that a file comes in: those of its title, else that of its texts.

    The more precise form counts: with ``language: de-AT``, a title that is there in ``de`` is
    in ``de-AT``.
    """
    own = language_of(top) or USUAL
    title = top.get("title")
    tags = _tags(title) if title else ()
    same = lookup(own, tags)
    return tuple(max(own, tag, key=len) if tag == same else tag for tag in tags) or (own,)


def _tags(node: Node) -> tuple[str, ...]:
    """Return the languages of a text; none if it is in one alone that it does not name."""
    if not isinstance(node, Mapping) or not in_languages(node):
        return ()
    return tuple(key.text for key, _ in node.entries if is_tag(key.text))
