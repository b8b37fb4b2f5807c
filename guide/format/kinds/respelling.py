"""Words with how they are said: what a voice mispronounces otherwise."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from guide.format.kinds.kind import all_of, only, unexpected
from guide.format.kinds.text import Text
from guide.format.kinds.translated import Translated, by_language, in_languages
from guide.problems.codes import Code
from guide.problems.problem import quoted
from guide.syntax.nodes import Mapping

if TYPE_CHECKING:
    from guide.format.kinds.kind import Reader, Schema, Schemas
    from guide.syntax.nodes import Node, Scalar

MOST_WORDS = 500
WORD = Text(longest=80)
SAID = Text(longest=200)


class Respellings:
    """A mapping of words to texts that sound like them."""

    code: ClassVar[Code] = Code.WRONG_KIND

    @property
    def expects(self) -> str:
        """What it expects."""
        return "words with how they are said, such as {psoas: so-ass, SI joint: S I joint}"

    instead: ClassVar[str] = "Write `word: how it is said`, one below another."

    def read(self, node: Node, reader: Reader) -> tuple[tuple[str, str], ...]:
        """Return each word with how it is said, if that is in the language that is read.

        Raises:
            Misread: something is wrong with one of them.
        """
        if not isinstance(node, Mapping):
            raise unexpected(reader, self, node)
        if len(node.entries) > MOST_WORDS:
            message = f"{len(node.entries)} words are respelt here, and {MOST_WORDS} are the most"
            raise reader.wrong(node, Code.LIST_SIZE, message, "Leave out those you do not need.")
        words = all_of(partial(self._entry, *entry, reader) for entry in node.entries)
        seen = set()
        for (word, _), (written, _) in zip(words, node.entries, strict=True):
            if word.lower() in seen:
                message = f"{quoted(word)} is here twice: capitals make no difference"
                raise reader.wrong(written, Code.TWICE_IN_LIST, message, "Keep one of the two.")
            seen.add(word.lower())
        return tuple((word, said) for word, said in words if said is not None)

    def schema(self, schemas: Schemas) -> Schema:
        """Return its schema."""
        return only(
            self,
            ("object",),
            propertyNames={**WORD.schema(schemas), "type": "string"},
            additionalProperties=Translated(SAID).schema(schemas),
            maxProperties=MOST_WORDS,
        )

    def _entry(self, word: Scalar, said: Node, reader: Reader) -> tuple[str, str | None]:
        respelt = WORD.read(word, reader)
        if in_languages(said):
            texts = by_language(said, SAID, reader)
            tag = reader.nearest_language(tuple(texts))
            return respelt, texts[tag] if tag else None
        text = SAID.read(said, reader)
        serves = reader.nearest_language(reader.plain_languages(said)) is not None
        return respelt, text if serves else None
