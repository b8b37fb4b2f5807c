"""Parameters: values that have a name of their author's choice."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from guide.format.kinds.kind import PARAMETER, REFERENCE, SCALAR, all_of, only, unexpected
from guide.format.kinds.text import Text
from guide.format.kinds.translated import Translated, in_languages
from guide.problems.codes import Code
from guide.problems.problem import quoted
from guide.syntax.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from guide.format.kinds.kind import Reader, Schema, Schemas
    from guide.syntax.nodes import Node

_WORDS = Translated(Text())
LONGEST_NAME = 80
"""Characters of a parameter's name."""


class Values:
    """Parameters with their values, as texts: what they mean is up to where they are used."""

    code: ClassVar[Code] = Code.WRONG_KIND

    @property
    def expects(self) -> str:
        """What it expects."""
        return "a mapping of names to values, such as {hold: 40s, reps: 8}"

    instead: ClassVar[str] = "Write a name and a value, such as `hold: 40s`, one below another."

    def read(self, node: Node, reader: Reader) -> tuple[tuple[str, str], ...]:
        """Return names and values; raises Misread."""
        if not isinstance(node, Mapping):
            raise unexpected(reader, self, node)
        return tuple(all_of(partial(self._entry, *entry, reader) for entry in node.entries))

    def schema(self, schemas: Schemas) -> Schema:
        """Return its schema."""
        name = {"pattern": f"^{PARAMETER}$", "maxLength": LONGEST_NAME}
        one = {"type": [*SCALAR], "not": {"type": "string", "pattern": f"^{REFERENCE}$"}}
        words = _WORDS.schema(schemas)
        value = {"type": words["type"], "if": words["if"], "then": words["then"], "else": one}
        return only(self, ("object",), propertyNames=name, additionalProperties=value)

    def _entry(self, name: Scalar, value: Node, reader: Reader) -> tuple[str, str]:
        if not re.fullmatch(PARAMETER, name.text) or len(name.text) > LONGEST_NAME:
            message = f"{quoted(name.text)} is no name for a parameter"
            raise reader.wrong(
                name, Code.NO_NAME, message, "A name is one word, such as hold or long-hold."
            )
        if in_languages(value):
            return name.text, _WORDS.read(value, reader)
        if not isinstance(value, Scalar):
            message = f"expected one value, but found {value.what}"
            hint = "Write one value; each other one needs a name of its own."
            raise reader.wrong(value, Code.WRONG_KIND, message, hint)
        if value.plain and value.empty:
            hint = f"Write `{name.text}: 40s`, for example."
            message = f"the parameter {quoted(name.text)} has no value"
            raise reader.wrong(value, Code.NOTHING_WRITTEN, message, hint)
        if re.fullmatch(REFERENCE, value.text):
            hint = "Write the value itself."
            raise reader.wrong(
                value, Code.WRONG_KIND, "a parameter cannot be another parameter", hint
            )
        return name.text, value.text
