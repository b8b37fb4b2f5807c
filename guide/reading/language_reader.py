"""Reads each text of a routine in one language, and tells of those that are not there in it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from guide.folders import origin
from guide.format.kinds import Misread
from guide.format.kinds.translated import in_languages
from guide.language.languages import USUAL, all_named, called, lookup
from guide.problems.codes import Code
from guide.reading.file_languages import language_of, languages_of
from guide.reading.model_reader import ModelReader
from guide.reading.parameters import NOTHING_GIVEN, Given
from guide.syntax.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from guide.problems.problem import Related
    from guide.syntax.nodes import Node


class LanguageReader(ModelReader):
    """Reads texts in the one language that was chosen for all of them.

    Attributes:
        language: the one that is read.
    """

    def __init__(
        self,
        given: Given = NOTHING_GIVEN,
        tops: dict[str, Mapping] | None = None,
        *,
        every: bool = False,
    ) -> None:
        """Begin to read.

        Args:
            given: what is wanted: values of parameters, and a language.
            tops: what the files consist of that texts come from, by their names.
            every: each text has to be there in all languages of the file.
        """
        super().__init__(given)
        self.language = USUAL
        self._tops = {} if tops is None else tops
        self._every = every
        self._own = USUAL
        self._needed: tuple[str, ...] = ()
        self._plain: dict[str, tuple[str, ...]] = {}
        self._lacking: dict[tuple[str, ...], list[str]] = {}
        self._user: Node | None = None

    def choose(self, top: Mapping) -> None:
        """Choose the language of a file; raises Misread if it has not the one that is wanted."""
        there = languages_of(top)
        self._own = language_of(top) or USUAL
        wanted = self.given.language
        chosen = lookup(wanted.tag, there) if wanted.tag else None
        if chosen is None:
            tag = wanted.tag if wanted.tag and wanted.demanded else self._own
            chosen = lookup(tag, there)
            if chosen is None:
                raise self._not_there(top, tag, there)
        self.language = chosen
        self._needed = (chosen, *(tag for tag in there if self._every and tag != chosen))

    @contextmanager
    def in_any_language(self) -> Iterator[None]:
        """Read what others will use in a language that is not known here: none is missing."""
        needed, self._needed = self._needed, ()
        try:
            yield
        finally:
            self._needed = needed

    def plain_languages(self, node: Node) -> tuple[str, ...]:
        """Return the language of a text that does not name it; empty if it serves for any."""
        if node.source is self.given.source:
            return ()
        file = node.source.file
        if file not in self._plain:
            top = self._tops.get(file)
            self._plain[file] = ((language_of(top) if top else None) or self._own,)
        return self._plain[file]

    def choose_language(self, node: Node, tags: tuple[str, ...]) -> str:
        """Return which of a text's languages is read; raises Misread if that is not there."""
        if not tags or not self._needed:
            return tags[0] if tags else ""
        if tags not in self._lacking:
            self._lacking[tags] = [tag for tag in self._needed if lookup(tag, tags) is None]
        if lacking := self._lacking[tags]:
            raise self._missing(node, lacking, tags)
        return tags[0] if len(tags) == 1 else lookup(self.language, tags) or ""

    def nearest_language(self, tags: tuple[str, ...]) -> str | None:
        """Return which of a text's languages is read, or None; a text without any is ``""``."""
        if not tags or not self._needed:
            return tags[0] if tags else ""
        return lookup(self.language, tags)

    def _not_there(self, top: Mapping, tag: str, there: tuple[str, ...]) -> Misread:
        title = top.get("title") or top
        message = f"this does not come in {all_named([tag])}, only in {all_named(there)}"
        hint = f"Ask for {all_named(there, 'or')}, or write all texts in that language too."
        if tag == self._own:
            hint = f"Write `{tag}: ...` too, or another `language`."
        return self.wrong(title, Code.LANGUAGE_NOT_THERE, message, hint)

    def check_speaks(self, name: Scalar, base: Mapping, changes: Mapping, hint: str) -> None:
        """Raise Misread if a bundled move has no text at all in a language, but some are needed.

        It is told once, where the author names the move, instead of for each of its texts.

        Args:
            name: where the move is named.
            base: all that it consists of.
            changes: what replaces parts of it.
            hint: what to write instead.
        """
        if _is_bundled(name) or not _is_bundled(base):
            return
        kept = {key.text: text for key, text in base.entries if key.text not in changes}
        if not any(any(_texts_in(text)) for text in kept.values()):
            return
        there = tuple(
            dict.fromkeys(key.text for text in _texts_in(base) for key, _ in text.entries)
        )
        if lacking := [tag for tag in self._needed if lookup(tag, there) is None]:
            message = (
                f"{name.text} is not there in {all_named(lacking)}: it comes in {all_named(there)}"
            )
            raise self.wrong(name, Code.MISSING_TRANSLATION, message, hint)

    def _missing(self, node: Node, lacking: list[str], there: tuple[str, ...]) -> Misread:
        """Note a text that is not there, where it would have to be.

        It is told even where a move of the library has it, and only its use here asks for it.
        """
        message = f"this text is missing in {all_named(lacking)}: it is in {all_named(there)}"
        added = _listed(lacking)
        hint = f"Add {added} to it."
        if isinstance(node, Scalar):
            added = _listed((*there[:1], *lacking))
            hint = f"Write {added} below the key, each on a line of its own."
        related: tuple[Related, ...] = ()
        if self._user and self._user.source is not node.source:
            related = (self._user.source.related(self._user.place, "this step uses it"),)
            hint = self._hint_of_move(node, hint, lacking)
        source = node.source
        problem = source.problem(Code.MISSING_TRANSLATION, node.place, message, hint, related)
        self.report.add([replace(problem, missing_in=tuple(lacking))])
        return Misread()

    def _hint_of_move(self, node: Node, hint: str, lacking: list[str]) -> str:
        """Return what to write for a text of a move in the library, and where."""
        file = node.source.file
        key = next((k.text for k, value in self._tops[file].entries if _holds(value, node)), "say")
        here = f"rite `move: {Path(file).stem}` in the routine, and below it `{key}: ...`."
        if origin(Path(file)) == "bundled":
            return f"W{here}"
        if isinstance(node, Scalar) and "language" not in self._tops[file]:
            is_already = f"If it is {called(lacking[0])}, write `language: {lacking[0]}` at the top"
            hint = f"{is_already} of the move's file. Else: {hint[0].lower()}{hint[1:]}"
        return f"{hint} Or w{here}"


def _is_bundled(node: Node) -> bool:
    return origin(Path(node.source.file)) == "bundled"


def _texts_in(node: Node) -> Iterator[Mapping]:
    """Yield each text inside of ``node`` that is there in languages that it names."""
    if isinstance(node, Mapping) and in_languages(node):
        yield node
        return
    parts = [value for _, value in node.entries] if isinstance(node, Mapping) else ()
    for part in parts or getattr(node, "items", ()):
        yield from _texts_in(part)


def _listed(tags: Sequence[str]) -> str:
    *others, last = (f"`{tag}: ...`" for tag in tags)
    return f"{', '.join(others)} and {last}" if others else last


def _holds(node: Node, part: Node) -> bool:
    """Whether ``part`` was written inside of ``node``."""
    if node.place == part.place:
        return True
    values = [value for _, value in node.entries] if isinstance(node, Mapping) else ()
    return any(_holds(value, part) for value in values or getattr(node, "items", ()))
