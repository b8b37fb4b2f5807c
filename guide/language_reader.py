"""Reads each text of a routine in one language, and tells of those that are not there in it."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from guide.codes import Code
from guide.kinds import LANGUAGE_TAG, Misread
from guide.kinds.translated import in_languages
from guide.languages import OWN, USUAL, Language, all_named, lookup
from guide.model_reader import ModelReader
from guide.nodes import Mapping, Scalar
from guide.parameters import NOTHING_GIVEN, Given

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guide.nodes import Node
    from guide.problems import Related


def language_of(top: Mapping) -> str | None:
    """Return the language of a file's plain texts; None if it does not say.

    It is its ``language``, else the first in which its title is there.
    """
    written = top.get("language")
    if isinstance(written, Scalar) and re.fullmatch(LANGUAGE_TAG, written.text):
        return written.text
    title = top.get("title")
    tags = _tags(title) if title else ()
    return tags[0] if tags else None


def languages_of(top: Mapping) -> tuple[str, ...]:
    """Return all languages that a file comes in: those of its title, else that of its texts.

    The more precise form counts: with ``language: de-AT``, a title that is there in ``de`` is
    in ``de-AT``.
    """
    own = language_of(top) or USUAL
    title = top.get("title")
    tags = _tags(title) if title else ()
    same = lookup(own, tags)
    return tuple(max(own, tag, key=len) if tag == same else tag for tag in tags) or (own,)


class LanguageReader(ModelReader):
    """Reads texts in the one language that was chosen for all of them.

    Attributes:
        language: the one that is read.
    """

    def __init__(
        self,
        given: Given = NOTHING_GIVEN,
        tops: dict[str, Mapping] | None = None,
        wanted: Language = OWN,
        every: bool = False,
    ) -> None:
        """Begin to read.

        Args:
            given: values from outside of the file.
            tops: what the files consist of that texts come from, by their names.
            wanted: the language to choose, where the file has it.
            every: each text has to be there in all languages of the file.
        """
        super().__init__(given)
        self.language = USUAL
        self._tops = {} if tops is None else tops
        self._wanted = wanted
        self._every = every
        self._own = USUAL
        self._needed: tuple[str, ...] = ()
        self._lacking: dict[tuple[str, ...], list[str]] = {}
        self._user: Node | None = None

    def choose(self, top: Mapping) -> None:
        """Choose the language of a file; raises Misread if it has not the one that is wanted."""
        there = languages_of(top)
        self._own = language_of(top) or USUAL
        wanted = self._wanted
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
        top = self._tops.get(node.source.file)
        return ((language_of(top) if top else None) or self._own,)

    def choose_language(self, node: Node, tags: tuple[str, ...]) -> str:
        """Return which of a text's languages is read; raises Misread if that is not there."""
        if not tags or not self._needed:
            return tags[0] if tags else ""
        if tags not in self._lacking:
            self._lacking[tags] = [tag for tag in self._needed if lookup(tag, tags) is None]
        if lacking := self._lacking[tags]:
            raise self._missing(node, lacking, tags)
        return lookup(self.language, tags) or ""

    def nearest_language(self, tags: tuple[str, ...]) -> str | None:
        """Return which of a text's languages is read, or None; a text without any is ``""``."""
        if not tags or not self._needed:
            return tags[0] if tags else ""
        return lookup(self.language, tags)

    def _not_there(self, top: Mapping, tag: str, there: tuple[str, ...]) -> Misread:
        title = top.get("title") or top
        message = f"this is not there in {all_named([tag])}: it comes in {all_named(there)}"
        hint = f"Ask for {all_named(there, 'or')}, or write all texts in that language too."
        if tag == self._own:
            hint = f"Write `{tag}: ...` too, or another `language`."
        return self.wrong(title, Code.LANGUAGE_NOT_THERE, message, hint)

    def _missing(self, node: Node, lacking: list[str], there: tuple[str, ...]) -> Misread:
        """Note a text that is not there, where it would have to be."""
        message = f"this text is missing in {all_named(lacking)}: it is in {all_named(there)}"
        added = " and ".join(f"`{tag}: ...`" for tag in lacking)
        hint = f"Add {added} to it."
        if isinstance(node, Scalar):
            hint = f"Write `{there[0]}: ...` and {added} below the key, each on a line of its own."
        related: tuple[Related, ...] = ()
        if self._user and self._user.source is not node.source:
            related = (self._user.source.related(self._user.place, "this move is used here"),)
            hint += " Or give the move a text of its own, in the step that uses it."
        self.report.add(
            [node.source.problem(Code.MISSING_TRANSLATION, node.place, message, hint, related)]
        )
        return Misread()


def _tags(node: Node) -> tuple[str, ...]:
    """Return the languages of a text; none if it is in one alone that it does not name."""
    if not isinstance(node, Mapping) or not in_languages(node):
        return ()
    return tuple(key.text for key, _ in node.entries)
