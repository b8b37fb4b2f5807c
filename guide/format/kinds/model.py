"""Mappings that are read into models: in any form, or as steps, easier forms and cues."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from guide.format.kinds.kind import SCALAR, all_of, either, only, unexpected
from guide.format.kinds.text import Text
from guide.format.kinds.time import Moment
from guide.format.kinds.translated import in_languages
from guide.format.quantities import parse_seconds_range
from guide.problems.codes import Code
from guide.problems.problem import Hint
from guide.syntax.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from guide.format.kinds.kind import Reader, Schema, Schemas
    from guide.format.quantities import Offset
    from guide.syntax.nodes import Node

PLAIN = re.compile(r"[^\W_][\w-]*(?: [\w-]+)*")
"""A text that needs no quotes, in a list in brackets either."""


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
            sure = node.plain and PLAIN.fullmatch(node.text)
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
