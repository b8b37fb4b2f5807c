"""Lists, mappings, and models made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from guide.format.kinds.colon import quotes_around
from guide.format.kinds.kind import SCALAR, all_of, either, only, unexpected
from guide.format.kinds.text import Text
from guide.format.kinds.time import Moment
from guide.format.kinds.translated import Translated, in_each_entry, in_languages, lists_by_language
from guide.format.quantities import parse_seconds_range
from guide.problems.codes import Code
from guide.problems.problem import Edit, Hint, quoted
from guide.syntax.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from guide.format.kinds.kind import Kind, Reader, Schema, Schemas
    from guide.format.quantities import Offset
    from guide.syntax.nodes import Node


_BELOW = "Write each on a line of its own below, after a dash and a space."
_PLAIN = re.compile(r"[^\W_][\w-]*(?: [\w-]+)*")
"""A text that needs no quotes, in a list in brackets either."""
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
        plain = all(_PLAIN.fullmatch(entry) for entry in entries)
        hint = f"A list stands in brackets: write {right}."
        return Hint(hint, node.edits(right, quotes=False) if plain else ())


def _with_dashes(node: Scalar) -> tuple[Edit, ...]:
    """Return the edits that make a list of lines that each begin with some bullet."""
    bullets = list(_BULLET.finditer(node.written))
    if len(bullets) != len(node.written.splitlines()):
        return ()
    start = node.start
    return tuple(Edit(start + one.start(1), start + one.end(), "- ") for one in bullets)


@dataclass(frozen=True, slots=True)
class Model:
    """A mapping, read by the definition of a model.

    Attributes:
        model: what it is read into.
        expects: what it expects.
        likely: the key that is probably meant where a length stands instead of the mapping.
        instead: what to write where something else does.
    """

    code: ClassVar[Code] = Code.WRONG_KIND

    model: type[Any]
    expects: str
    likely: str | None = None
    instead: str = "Write keys with their values, one below another."

    def read(self, node: Node, reader: Reader) -> Any:
        """Return the model; raises Misread."""
        if isinstance(node, Mapping):
            return reader.model(self.model, node)
        hint = None
        if isinstance(node, Scalar) and (right := self.of_text(node)):
            sure = node.plain and _PLAIN.fullmatch(node.text)
            hint = Hint(f"Write {right}.", node.edits(right) if sure else ())
        raise unexpected(reader, self, node, hint)

    def of_text(self, node: Scalar) -> str | None:
        """Return the mapping that is probably meant by a length of time alone."""
        is_length = self.likely and parse_seconds_range(node.text) is not None
        return f"{{{self.likely}: {node.text}}}" if is_length else None

    def schema(self, schemas: Schemas) -> Schema:
        """Return its schema."""
        return schemas.model(self.model)


class Step:
    """One step of a routine, in any of its forms."""

    code: ClassVar[Code] = Code.WRONG_KIND

    @property
    def expects(self) -> str:
        """What it expects."""
        keys = "`title`, `move`, `rest`, `repeat` or `choose`"
        return f"a step: the name of a move, or a mapping with {keys}"

    instead: ClassVar[str] = "Write a name, such as `- childs-pose`, or a `title` and a `hold`."

    def read(self, node: Node, reader: Reader) -> Any:
        """Return the Move, Group or Selection; raises Misread."""
        if not isinstance(node, (Scalar, Mapping)) or (isinstance(node, Scalar) and node.empty):
            raise unexpected(reader, self, node)
        return reader.step(node)

    def schema(self, schemas: Schemas) -> Schema:
        """Return its schema."""
        return schemas.step(self)


class Easier:
    """An easier form of a move: the name of another move, or changes of this one."""

    code: ClassVar[Code] = Code.WRONG_KIND

    @property
    def expects(self) -> str:
        """What it expects."""
        return "the name of a move, or a mapping of what to change, such as {hold: 20s}"

    instead: ClassVar[str] = "Leave out the dashes or brackets: write `hold: 20s`, or a name."

    def read(self, node: Node, reader: Reader) -> Any:
        """Return the Move that is named, None for changes; raises Misread."""
        if not isinstance(node, (Scalar, Mapping)) or (isinstance(node, Scalar) and node.empty):
            raise unexpected(reader, self, node)
        return reader.easier(node)

    def schema(self, schemas: Schemas) -> Schema:
        """Return its schema."""
        return schemas.easier(self)


@dataclass(frozen=True, slots=True)
class Cues:
    """A mapping of moments to texts, or to models that a text alone is short for.

    Attributes:
        model: what a mapping is, with its moment as ``at``; a text alone is its ``say``.
    """

    code: ClassVar[Code] = Code.WRONG_KIND

    model: type[Any]

    @property
    def expects(self) -> str:
        """What it expects."""
        return "cues: moments with texts, such as {50%: Halfway., -10s: Ten seconds left.}"

    instead: ClassVar[str] = "Write a moment before the words, such as `50%: Halfway.`."

    def read(self, node: Node, reader: Reader) -> tuple[Any, ...]:
        """Return a model for each moment; raises Misread."""
        if not isinstance(node, Mapping):
            listed = isinstance(node, Sequence)
            hint = "Leave out the dashes: write `10s: Words.`, one moment below the other."
            raise unexpected(reader, self, node, hint if listed else None)
        cues = all_of(partial(self._cue, *entry, reader) for entry in node.entries)
        moments: dict[Offset, Scalar] = {}
        for cue, (written, _) in zip(cues, node.entries, strict=True):
            if first := moments.get(cue.at):
                message = "there is a cue at this moment already"
                hint = "Put both texts into one, or choose another moment."
                related = (first.source.related(first.place, "it is here"),)
                raise reader.wrong(written, Code.MOMENT_TWICE, message, hint, related=related)
            moments[cue.at] = written
        return tuple(cues)

    def schema(self, schemas: Schemas) -> Schema:
        """Return its schema."""
        words = schemas.value(self.model, "say")
        no_language = {"propertyNames": {"not": schemas.language()}}
        whole = {"if": no_language, "then": schemas.model(self.model), "else": words["then"]}
        mapping = {"if": {"required": ["say"]}, "then": schemas.model(self.model), "else": whole}
        cue = either(Text(), "object", mapping, {"type": SCALAR, **words["else"]})
        moment = Moment().schema(schemas)
        return only(self, ("object",), propertyNames=moment, additionalProperties=cue)

    def _cue(self, moment: Scalar, node: Node, reader: Reader) -> Any:
        if isinstance(node, Sequence):
            message = "expected a text, or a mapping with `say`, but found a list"
            hint = "Write one text, and other ones behind moments of their own."
            raise reader.wrong(node, Code.WRONG_KIND, message, hint)
        if isinstance(node, Scalar) or (in_languages(node) and "say" not in node):
            node = Mapping(((replace(moment, text="say"), node),), node.place, node.source)
        at, cue = all_of(
            (partial(Moment().read, moment, reader), partial(reader.model, self.model, node))
        )
        return replace(cue, at=at, place=moment.place)
