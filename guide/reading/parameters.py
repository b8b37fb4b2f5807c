"""Values that an author names at the top of a routine (``with``), and uses by name: ``$hold``.

A value that is just ``$name``, in quotes or not, stands for what the routine's ``with`` has
under that name, or what a person gives instead (``--set name=value``). It is put there before
anything is read, so it is checked as what it is used for, at its own place. Inside a text, the
name of a single value is replaced by how that is written. ``$$name`` is the text ``$name``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from guide.format.kinds import LONGEST_TEXT, PARAMETER, REFERENCE, meant, write
from guide.format.kinds.translated import in_languages, text_in
from guide.format.templates import NAMES
from guide.language.languages import OWN, USUAL, Language
from guide.problems.codes import Code
from guide.problems.problem import Place, quoted
from guide.reading.file_languages import language_of
from guide.syntax.nodes import Mapping, Scalar, Sequence, Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guide.format.kinds import Reader
    from guide.problems.problem import Hint
    from guide.syntax.nodes import Node

WITH = "with"
# Compiled when they are used: these classes of characters take some milliseconds.
_ESCAPED = rf"\$+{REFERENCE}"
_BRACED = rf"\$?\{{{{1,2}}\s*({PARAMETER})\s*\}}{{1,2}}"
_ONLY_ROUTINES = "Only a routine has parameters, at its top: `with: {hold: 40s}`."


def literally(text: str) -> str:
    """Return a text as it is written in a file to mean itself, whatever it is."""
    is_one = text.startswith("$") and re.fullmatch(rf"\$*{REFERENCE}", text)
    return f"${text}" if is_one else text


def mentions(names: Iterable[str]) -> re.Pattern[str]:
    """Return what finds these parameters inside texts: its groups are the signs and the name.

    Not in braces, where a name without the sign may be meant.
    """
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<![{{$])(\$+)({'|'.join(map(re.escape, longest_first))})(?!\w)")


@dataclass(frozen=True)
class Given:
    """What a person gives for the reading of a file: values of parameters, and a language.

    Attributes:
        texts: values, each as ``name=value``.
        language: which one it shall be read in, of those that it comes in.
    """

    texts: tuple[str, ...] = ()
    language: Language = OWN

    @cached_property
    def source(self) -> Source:
        """What was given, each on a line of its own, for problems to point into."""
        return Source("--set", "\n".join(self.texts))

    @cached_property
    def values(self) -> dict[str, tuple[Scalar, Scalar]]:
        """The name and the value of each, by name; a later one replaces an earlier one."""
        found = {}
        start = 0
        for line, text in enumerate(self.texts, 1):
            name, _, value = text.partition("=")
            at = len(name) + 1
            found[name] = (
                self._scalar(name, line, 0, start),
                self._scalar(value, line, at, start + at),
            )
            start += len(text) + 1
        return found

    def _scalar(self, text: str, line: int, column: int, start: int) -> Scalar:
        place = Place("--set", line, column + 1, max(1, len(text)))
        return Scalar(text, True, place, self.source, start, start + len(text))


NOTHING_GIVEN = Given()


def filled_in(top: Mapping, given: Given, reader: Reader) -> Mapping:
    """Return a file's mapping with every reference replaced by what it stands for.

    Args:
        top: the mapping, with its parameters.
        given: what is wanted instead of their values.
        reader: is told of names that no parameter has.
    """
    written = top.get(WITH)
    if not given.texts and written is None and "$" not in top.source.text:
        return top
    values: dict[str, Node] = {}
    if isinstance(written, Mapping):
        values = {name.text: value for name, value in written.entries}
    parameters = _Parameters(values, language_of(top) or USUAL, reader)
    for key, value in given.values.values():
        parameters.change(key, value)
    if isinstance(written, Mapping):
        named = tuple((key, values[key.text]) for key, _ in written.entries)
        written = replace(written, entries=named)
    entries = tuple(
        (key, written or node if key.text == WITH else parameters.filled(node))
        for key, node in top.entries
    )
    return replace(top, entries=entries)


class _Parameters:
    """The values of one file's parameters, by name."""

    def __init__(self, values: dict[str, Node], own: str, reader: Reader) -> None:
        self._values = values
        self._own = own
        self._reader = reader

    def change(self, key: Scalar, value: Scalar) -> None:
        """Give another value to a parameter."""
        if key.text in self._values:
            self._values[key.text] = value
        else:
            self._unknown(key, key.text)

    def filled(self, node: Node, language: str | None = None) -> Node:
        """Return a node with what references in it stand for.

        Args:
            node: where they may be.
            language: that of the text that it is, where it names one.
        """
        if isinstance(node, Sequence):
            return replace(node, items=tuple(self.filled(item) for item in node.items))
        if isinstance(node, Mapping):
            named = in_languages(node)
            entries = tuple(
                (key, self.filled(value, key.text if named else None))
                for key, value in node.entries
            )
            return replace(node, entries=entries)
        if "$" not in node.text and not node.text.startswith("{"):
            return node
        return self._meant(node, language)

    def _meant(self, node: Scalar, language: str | None) -> Node:
        if braced := re.fullmatch(_BRACED, node.text):
            self._check_braces(node, braced[1])
            return node
        if re.fullmatch(_ESCAPED, node.text):
            return replace(node, text=node.text[1:])
        if not re.fullmatch(REFERENCE, node.text):
            return self._written_out(node, language)
        name = node.text[1:]
        if name not in self._values:
            self._unknown(node, name)
            self._reader.ignore(node)
            return node
        value = self._values[name]
        return text_in(value, language) if language else value

    def _written_out(self, node: Scalar, language: str | None) -> Scalar:
        """Return a text with the names in it written out; no longer than shows it is too long."""
        values = {name: self._words(value, language) for name, value in self._values.items()}
        words = {name: value.text for name, value in values.items() if isinstance(value, Scalar)}
        if not words:
            return node
        parts: list[str] = []
        length = end = 0
        for match in mentions(words).finditer(node.text):
            signs, name = match.groups()
            means = words[name] if signs == "$" else signs[1:] + name
            parts += (node.text[end : match.start()], means)
            end = match.end()
            length += len(parts[-1])
            if length > LONGEST_TEXT:
                break
        return replace(node, text="".join((*parts, node.text[end:])))

    def _words(self, value: Node, language: str | None) -> Node:
        """Return a value in the language of the text that it is filled into."""
        return text_in(value, language or self._own)

    def _check_braces(self, node: Scalar, name: str) -> None:
        """Note a parameter in braces, as they are used in other programs."""
        if name in self._values and name not in NAMES:
            message = f"{quoted(node.text)} is not how a parameter is used"
            self._reader.wrong(node, Code.UNKNOWN_FILL, message, write(node, f"${name}"))
            self._reader.ignore(node)

    def _unknown(self, node: Scalar, name: str) -> None:
        message = f"unknown parameter {quoted(node.text)}"
        self._reader.wrong(node, Code.UNKNOWN_PARAMETER, message, self._hint(node, name))

    def _hint(self, node: Scalar, name: str) -> str | Hint:
        names = self._values
        sign = node.text.removesuffix(name)
        if near := meant(node, [sign + known for known in names]):
            return near
        if names:
            return f"The parameters are {', '.join(names)}."
        return f"There are none here. {_ONLY_ROUTINES}"
