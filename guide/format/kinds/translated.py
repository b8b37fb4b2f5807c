"""Texts that may be there in several languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from guide.format.kinds.kind import all_of, either, only, unexpected
from guide.language.languages import is_surely_meant, is_tag, lookup, tag_meant
from guide.problems.codes import Code
from guide.problems.problem import Edit, Hint, quoted
from guide.syntax.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from guide.format.kinds.kind import Reader, Schema, Schemas
    from guide.format.kinds.text import Text
    from guide.syntax.nodes import Node

LANGUAGE_TAG = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*"
"""What the tag of a language looks like; it means the same to Python and to ECMA-262."""


@dataclass(frozen=True, slots=True)
class Translated:
    """A text, alone or in several languages: a mapping of their tags to texts.

    Attributes:
        text: what each of them is.
    """

    code: ClassVar[Code] = Code.WRONG_KIND

    text: Text

    @property
    def expects(self) -> str:
        """What it expects."""
        return self.text.expects

    @property
    def instead(self) -> str:
        """What to write."""
        return self.text.instead

    def read(self, node: Node, reader: Reader) -> str:
        """Return the text in the language that is read; raises Misread.

        What is wrong with those in other languages is told as well.
        """
        if instead := _without_list(node):
            raise unexpected(reader, self, node, instead)
        if not in_languages(node):
            words = self.text.read(node, reader)
            if words:  # where there are none, none can be missing
                reader.choose_language(node, reader.plain_languages(node))
            return words
        texts = by_language(node, self.text, reader)
        return texts[reader.choose_language(node, tuple(texts))]

    def schema(self, schemas: Schemas) -> Schema:
        """Return its schema."""
        one, tag = self.text.schema(schemas), schemas.language()
        several = only(self, ("object",), propertyNames=tag, additionalProperties=one)
        several["not"] = {"propertyNames": {"not": tag}}  # no key is one: told of the whole
        return either(self, "object", several, one)


def in_languages(node: Node) -> bool:
    """Whether a node is a text in several languages: one of its keys is a language.

    A single key is one only as it is usually written: ``- So: breathe.`` is a text with a colon.
    """
    if not isinstance(node, Mapping):
        return False
    keys = [key.text for key, _ in node.entries]
    if len(keys) == 1 and not _in_braces(node):
        return is_tag(keys[0]) and keys[0][:3].islower()
    return any(is_tag(key) or tag_meant(key) for key in keys)


def by_language(node: Node, kind: Text, reader: Reader) -> dict[str, str]:
    """Return the texts of a mapping by the tags of their languages; raises Misread."""
    assert isinstance(node, Mapping)
    entries = all_of(partial(_entry, *entry, kind, reader) for entry in node.entries)
    seen: dict[str, Scalar] = {}
    for key, _ in node.entries:
        if first := seen.get(key.text.lower()):
            message = f"{quoted(key.text)} is here twice: capitals make no difference"
            related = (first.source.related(first.place, "first written here"),)
            hint = "Keep one of the two."
            raise reader.wrong(key, Code.TWICE_IN_LIST, message, hint, related=related)
        seen[key.text.lower()] = key
    return dict(entries)


def text_in(node: Node, language: str) -> Node:
    """Return a text as it is in a language, of those that it is there in."""
    if not isinstance(node, Mapping) or not in_languages(node):
        return node
    texts = {key.text: text for key, text in node.entries}
    found = lookup(language, tuple(texts))
    return texts[found] if found else node


def lists_by_language(node: Node) -> dict[str, Sequence]:
    """Return the lists where there is one for each language; none where it is not so."""
    if not isinstance(node, Mapping) or not in_languages(node):
        return {}
    return {key.text: value for key, value in node.entries if isinstance(value, Sequence)}


def in_each_entry(lists: dict[str, Sequence]) -> str:
    """Return how such lists are written as one, with the languages in each entry."""
    from guide.syntax.writing import in_one_line  # noqa: PLC0415 - only where something is wrong

    firsts = {tag: one.items[0] for tag, one in lists.items() if one.items}
    texts = {tag: one.text if isinstance(one, Scalar) else "..." for tag, one in firsts.items()}
    more = ", ..." if any(len(one.items) > 1 for one in lists.values()) else ""
    return f"[{in_one_line(texts)}{more}]"


def _entry(key: Scalar, text: Node, kind: Text, reader: Reader) -> tuple[str, str]:
    def tag() -> str:
        if is_tag(key.text):
            return key.text
        message = f"{quoted(key.text)} is no language"
        hint: Hint | str = "Write its short code: en for English, de for German, fr for French."
        if right := tag_meant(key.text):
            edits = key.edits(right) if is_surely_meant(key.text) else ()
            hint = Hint(f"Write `{right}`.", edits)
        raise reader.wrong(key, Code.NO_LANGUAGE, message, hint)

    def words() -> str:
        if in_languages(text):
            raise unexpected(reader, kind, text, "Write one text for each language.")
        return kind.read(text, reader)

    tagged, spoken = all_of((tag, words))
    return tagged, spoken


def _without_list(node: Node) -> Hint | None:
    """Return how a list with a text for each language is written as one mapping of them."""
    items = node.items if isinstance(node, Sequence) else ()
    entries = [entry for item in items if isinstance(item, Mapping) for entry in item.entries]
    texts = {key.text: text.text for key, text in entries if isinstance(text, Scalar)}
    if not texts or not all(map(in_languages, items)) or len(texts) < len(entries):
        return None
    from guide.syntax.writing import in_one_line  # noqa: PLC0415 - only where something is wrong

    right = in_one_line(texts)
    text, start = node.source.text, _start(node)
    if text[start] == "[":
        end = start + node.place.length
        whole = text[end - 1] == "]" and "\n" not in text[start:end]
        return Hint(f"Write {right}.", (Edit(start, end, right),) if whole else ())
    starts = [_start(item) for item in items]
    dashes = [text.rindex("-", 0, at) for at in starts]
    alone = not any(text[dash + 1 : at].strip() for dash, at in zip(dashes, starts, strict=True))
    sure = alone and start == dashes[0] and not any(text[at] in "{?" for at in starts)
    edits = tuple(Edit(dash, dash + 1, " ") for dash in dict.fromkeys(dashes))
    words = f"Leave the dashes out: write {right}, or each on a line of its own."
    return Hint(words, edits if sure and len(edits) == len(items) else ())


def _start(node: Node) -> int:
    return node.source.index_of(node.place.line, node.place.column)


def _in_braces(node: Mapping) -> bool:
    return node.source.text[_start(node)] == "{"
