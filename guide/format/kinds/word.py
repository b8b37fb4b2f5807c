"""Single words: names, true and false, one of a few."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from guide.format.kinds.kind import SCALAR, meant, only, scalar, unexpected, write
from guide.problems.codes import Code
from guide.syntax.nodes import Scalar

if TYPE_CHECKING:
    from guide.format.kinds.kind import Reader, Schema, Schemas
    from guide.syntax.nodes import Node

_LIKELY = {
    **dict.fromkeys(("true", "yes", "y", "on"), "true"),
    **dict.fromkeys(("false", "no", "n", "off"), "false"),
}
"""What people write for true and false, in small letters."""

LONGEST_WORD = 80
"""Characters of a word."""


def flag_meant(text: str) -> str | None:
    """Return which of ``true`` and ``false`` a text means, or None if neither."""
    return _LIKELY.get(text.lower())


@dataclass(frozen=True, slots=True)
class Word:
    """A name made of letters, digits, ``-`` and ``_``: of a move or a language.

    Attributes:
        expects: what it expects.
        pattern: what it looks like, which means the same to Python and to ECMA-262.
        instead: what to write.
    """

    code: ClassVar[Code] = Code.NO_NAME

    expects: str
    pattern: str
    instead: str = "Write letters and digits, with dashes between words."

    def read(self, node: Node, reader: Reader) -> str:
        """Return the name; raises Misread."""
        text = scalar(reader, self, node)
        if not re.fullmatch(self.pattern, text) or len(text) > LONGEST_WORD:
            dashed = text.replace("_", "-")
            fits = re.fullmatch(self.pattern, dashed)
            assert isinstance(node, Scalar)
            raise unexpected(reader, self, node, write(node, dashed) if fits else None)
        return text

    def schema(self, schemas: Schemas) -> Schema:
        """Return its schema."""
        del schemas
        return only(self, SCALAR, pattern=f"^(?:{self.pattern})$", maxLength=LONGEST_WORD)


class Flag:
    """``true`` or ``false``."""

    code: ClassVar[Code] = Code.NO_FLAG

    @property
    def expects(self) -> str:
        """What it expects."""
        return "true or false"

    instead: ClassVar[str] = "Write true or false."

    def read(self, node: Node, reader: Reader) -> bool:
        """Return the truth; raises Misread."""
        text = scalar(reader, self, node)
        if text not in ("true", "false"):
            right = flag_meant(text)
            assert isinstance(node, Scalar)
            hint = write(node, right, quotes=False) if right else None
            raise unexpected(reader, self, node, hint)
        return text == "true"

    def schema(self, schemas: Schemas) -> Schema:
        """Return its schema."""
        del schemas
        return only(self, ("boolean", "string"), pattern="^(?:true|false)$")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    code: ClassVar[Code] = Code.NO_CHOICE

    choices: tuple[str, ...]

    @property
    def expects(self) -> str:
        """What it expects."""
        return " or ".join(self.choices)

    @property
    def instead(self) -> str:
        """What to write."""
        return f"Write {self.expects}."

    def read(self, node: Node, reader: Reader) -> str:
        """Return the word; raises Misread."""
        text = scalar(reader, self, node)
        if text not in self.choices:
            assert isinstance(node, Scalar)
            raise unexpected(reader, self, node, meant(node, self.choices))
        return text

    def schema(self, schemas: Schemas) -> Schema:
        """Return its schema."""
        del schemas
        return only(self, ("string",), enum=[*self.choices])
