"""What a kind of value is, and what it may ask of whoever reads a file or describes one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from guide.language.spelling import did_you_mean, surely_meant
from guide.problems.codes import Code
from guide.problems.problem import Hint, quoted
from guide.syntax.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from guide.problems.problem import Place, Related
    from guide.syntax.nodes import Node

T = TypeVar("T")

Schema = dict[str, Any]
"""A JSON Schema, draft-07, with the words that editors know for messages and snippets."""

SCALAR = ("string", "number", "boolean")
"""What an editor takes a scalar for by its look, where a kind reads the text as it stands."""


_FIRST = "A-Za-z_\u00aa-\uffff"
PARAMETER = f"[{_FIRST}][0-9{_FIRST}-]*"
"""What a parameter may be called; it means the same to Python and to ECMA-262."""
REFERENCE = rf"\${PARAMETER}"
"""How a value is written that a parameter stands for."""


class Misread(Exception):  # noqa: N818 - a signal, not an error: the reader has been told why
    """What was read is of no use; the reader has been told why."""


class Reader(Protocol):
    """What a kind may ask of whoever reads a file."""

    withheld: dict[str, str]
    """Names that cannot be filled in here though the key allows them, and why."""

    def wrong(
        self,
        node: Node,
        code: Code,
        message: str,
        hint: str | Hint,
        *,
        place: Place | None = None,
        related: tuple[Related, ...] = (),
    ) -> Misread:
        """Note a problem at a node, or at a place inside it, and return what to raise."""

    def ignore(self, node: Node) -> None:
        """Note no more problems at a node: one is noted, and others would follow from it."""

    def plain_languages(self, node: Node) -> tuple[str, ...]:
        """Return the language of a text that does not name it; empty if it serves for any."""

    def choose_language(self, node: Node, tags: tuple[str, ...]) -> str:
        """Return which of a text's languages is read; raises Misread if that is not there."""

    def nearest_language(self, tags: tuple[str, ...]) -> str | None:
        """Return which of a text's languages is read, or None; a text without any is ``""``."""

    def model(self, model: type[Any], node: Node) -> Any:
        """Read a mapping by the definition of a model; raises Misread."""

    def step(self, node: Node) -> Any:
        """Read a step; raises Misread."""

    def easier(self, node: Node) -> Any:
        """Read an easier form of the move that is being read; raises Misread."""


class Schemas(Protocol):
    """What a kind may ask of whoever describes the format."""

    def model(self, model: type[Any]) -> Schema:
        """Return the schema of a mapping that is read by the definition of a model."""

    def value(self, model: type[Any], key: str) -> Schema:
        """Return the schema of the value of one key of a model."""

    def step(self, kind: Kind) -> Schema:
        """Return the schema of a step."""

    def language(self) -> Schema:
        """Return the schema of the tag of a language."""

    def easier(self, kind: Kind) -> Schema:
        """Return the schema of an easier form of a move."""


class Kind(Protocol):
    """A kind of value."""

    @property
    def code(self) -> Code:
        """What kind of problem a text is that cannot be read."""

    @property
    def expects(self) -> str:
        """What it expects, to be put after "expected"."""

    @property
    def instead(self) -> str:
        """What to write, where nothing closer to what was written is known: one sentence."""

    def read(self, node: Node, reader: Reader) -> Any:
        """Return the value; raises Misread."""

    def schema(self, schemas: Schemas) -> Schema:
        """Return what an editor can tell of it: true of every value that is read.

        Editors decide by its look whether a scalar is a number, a text or a truth value, and
        the schema is right whichever it is.
        """


def either(kind: Kind, name: str, then: Schema, otherwise: Schema) -> Schema:
    """Return the schema of a kind whose values are of the JSON type ``name``, or else scalars.

    All types stand at the top, so that a value of a wrong one is told once.
    """
    told = only(kind, dict.fromkeys((name, *otherwise["type"])))
    scalar = {word: value for word, value in otherwise.items() if word != "type"}
    return {**told, "if": {"type": name}, "then": then, "else": scalar}


def only(kind: Kind, types: Iterable[str], **more: Any) -> Schema:
    """Return the schema of a kind whose values have these types; others are told what to be.

    Where a pattern, or one of some words, is wanted, a parameter may stand instead.
    """
    if "pattern" in more:
        more["pattern"] = f"^{REFERENCE}$|{more['pattern']}"
    if "enum" in more:
        more["anyOf"] = [{"enum": more.pop("enum")}, {"pattern": f"^{REFERENCE}$"}]
    return {"type": [*types], **more, "errorMessage": f"Expected {kind.expects}."}


def unexpected(reader: Reader, kind: Kind, node: Node, hint: str | Hint | None = None) -> Misread:
    """Note that a node is not of the kind that is expected."""
    if not isinstance(node, Scalar):
        code, found = Code.WRONG_KIND, node.what
    elif node.empty:
        code, found, hint = Code.NOTHING_WRITTEN, "nothing", hint or _nothing_hint(node)
    else:
        code, found = kind.code, quoted(node.text)
    message = f"expected {kind.expects}, but found {found}"
    return reader.wrong(node, code, message, hint or kind.instead)


def _nothing_hint(node: Scalar) -> str:
    if node.text:
        return f"`{node.text}` is YAML for nothing; a text needs quotes around it."
    before = node.source.text[: node.start].rstrip()
    if before.endswith("-"):
        return "Write something after the dash, or delete it."
    return "Write a value after the colon." if before.endswith(":") else "Write a value."


def scalar(reader: Reader, kind: Kind, node: Node) -> str:
    """Return the text of a node, which is neither empty nor a collection; raises Misread."""
    if not isinstance(node, Scalar) or node.empty:
        raise unexpected(reader, kind, node)
    return node.text


def write(node: Scalar, right: str, *, quotes: bool = True) -> Hint:
    """Return the hint to write ``right`` instead of the text of ``node``, or its quotes too."""
    return Hint(f"Write {right}.", node.edits(right, quotes=quotes))


def meant(node: Scalar, known: Iterable[str], shown: str = "{}") -> Hint | None:
    """Return the hint that one of the ``known`` words is meant, if one is near."""
    near = did_you_mean(node.text, known)
    if near is None:
        return None
    sure = surely_meant(node.text, known)
    return Hint(f"Did you mean {shown.format(near)}?", node.edits(near) if sure else ())


def all_of(readings: Iterable[Callable[[], T]]) -> list[T]:
    """Return what every reading gives; raises Misread after the last one if any was misread."""
    values: list[T] = []
    misread: Misread | None = None
    for reading in readings:
        try:
            values.append(reading())
        except Misread as one:
            misread = one
    if misread:
        raise misread
    return values
