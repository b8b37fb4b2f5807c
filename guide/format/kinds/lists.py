"""Lists, and what people write instead of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from guide.format.kinds.colon import quotes_around
from guide.format.kinds.kind import all_of, either, only, unexpected
from guide.format.kinds.model import PLAIN, Model, Step
from guide.format.kinds.text import Text
from guide.format.kinds.translated import Translated, in_each_entry, in_languages, lists_by_language
from guide.problems.codes import Code
from guide.problems.problem import Edit, Hint, quoted
from guide.syntax.nodes import Scalar, Sequence

if TYPE_CHECKING:
    from guide.format.kinds.kind import Kind, Reader, Schema, Schemas
    from guide.syntax.nodes import Node

_BELOW = "Write each on a line of its own below, after a dash and a space."
_BOTH = ("both", "each", "true", "yes")
_BULLETS = "-\N{EN DASH}\N{EM DASH}\N{BULLET}*"
_BULLET = re.compile(
    rf"^[^\S\n]*([{_BULLETS}]|[0-9]+[.)](?=\s))[^\S\n]*(?=\S)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of values of one kind.

    Attributes:
        what: what it is a list of, for people, with an example.
        least, most: how many there may be.
        or_one: one value may stand without a list around it.
        distinct: no value may be there twice.
    """

    code: ClassVar[Code] = Code.WRONG_KIND

    kind: Kind
    what: str
    least: int = 0
    most: int = 1000
    or_one: bool = False
    distinct: bool = False

    @property
    def expects(self) -> str:
        """What it expects."""
        return self.what

    instead: ClassVar[str] = _BELOW

    def read(self, node: Node, reader: Reader) -> tuple[Any, ...]:
        """Return the values; raises Misread."""
        if isinstance(self.kind, Translated) and (lists := lists_by_language(node)):
            message = f"expected {self.what}, but found one for each language"
            hint = f"Write the languages in each entry: `{in_each_entry(lists)}`."
            at = next(iter(lists.values())) if self.or_one else node
            raise reader.wrong(at, Code.WRONG_KIND, message, hint)
        if self.or_one and self._is_one(node):
            return (self.kind.read(node, reader),)
        if not isinstance(node, Sequence):
            raise unexpected(reader, self, node, self._hint(node))
        if not self.least <= len(node.items) <= self.most:
            short = len(node.items) < self.least
            bound = f"at least {self.least}" if short else f"at most {self.most}"
            message = f"expected {self.what}: {bound} of them, but found {len(node.items)}"
            hint = _BELOW if short else f"Leave out all but {self.most}."
            raise reader.wrong(node, Code.LIST_SIZE, message, hint)
        values = all_of(partial(self.kind.read, item, reader) for item in node.items)
        for index, value in enumerate(values):
            if self.distinct and value in values[:index]:
                first, again = node.items[values.index(value)], node.items[index]
                related = (first.source.related(first.place, "first written here"),)
                message = f"{quoted(value)} is here twice"
                hint = "Leave one of the two out, or give it another name."
                raise reader.wrong(again, Code.TWICE_IN_LIST, message, hint, related=related)
        return tuple(values)

    def schema(self, schemas: Schemas) -> Schema:
        """Return its schema."""
        one = self.kind.schema(schemas)
        bounds = {"minItems": self.least, "maxItems": self.most}
        several = only(self, ("array",), items=one, **bounds)
        if self.distinct:  # of numbers an editor cannot know: 1 and 1.0 are not the same text
            several |= {"if": {"items": {"type": "string"}}, "then": {"uniqueItems": True}}
        if not self.or_one:
            return several
        return either(self, "array", several, one)

    def _is_one(self, node: Node) -> bool:
        if isinstance(node, Scalar):
            return not node.empty
        return in_languages(node) or quotes_around(node) is not None

    def _hint(self, node: Node) -> Hint | str | None:
        if not isinstance(node, Scalar):
            return _BELOW
        if node.empty:
            return None if node.text else _BELOW
        if bullet := _BULLET.match(node.text):
            first = node.text[bullet.end() :].split()[0]
            hint = f"Before each stand a dash and a space: write `- {first}`."
            if bullet[0][:1] == "-" and bullet[0][1:].isspace():
                hint = f"The space after the dash is no usual one: type `- {first}` anew."
            return Hint(hint, _with_dashes(node))
        if isinstance(self.kind, Model) and (one := self.kind.of_text(node)):
            return f"Write [{one}]."
        if not isinstance(self.kind, (Text, Translated, Step)):
            return None
        both = self.distinct and node.text.lower().startswith(_BOTH)
        text = "left, right" if both else node.text
        entries = [part.strip() for part in re.split(r",|&|/|\band\b", text) if part.strip()]
        right = f"[{', '.join(entries)}]"
        plain = all(PLAIN.fullmatch(entry) for entry in entries)
        hint = f"A list stands in brackets: write {right}."
        return Hint(hint, node.edits(right, quotes=False) if plain else ())


def _with_dashes(node: Scalar) -> tuple[Edit, ...]:
    """Return the edits that make a list of lines that each begin with some bullet."""
    bullets = list(_BULLET.finditer(node.written))
    if len(bullets) != len(node.written.splitlines()):
        return ()
    start = node.start
    return tuple(Edit(start + one.start(1), start + one.end(), "- ") for one in bullets)
