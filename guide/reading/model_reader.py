"""Reads mappings by the definitions of the models: the one place that knows no single key."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from guide.format.definition import alternatives, definition
from guide.format.kinds import Misread, all_of, meant
from guide.format.routine import BASED_ON, Move
from guide.problems.codes import Code
from guide.problems.problem import Edit, Hint, RoutineError, quoted
from guide.problems.report import Report
from guide.reading.parameters import NOTHING_GIVEN, Given
from guide.reading.shapes import SHAPES, as_defined
from guide.syntax.nodes import Mapping, Scalar, Sequence, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from guide.format.kinds import Kind
    from guide.problems.problem import Place, Related
    from guide.syntax.nodes import Node

_MERGE = "<<"
_INHERITED = {Code.MOMENT_OUTSIDE: "Write `cues: {}` too, which leaves the move's own cues out."}
"""What to do about a problem of a move that changes of it have brought about."""


class ModelReader:
    """Reads nodes into models, and reports what is wrong with them."""

    def __init__(self, given: Given = NOTHING_GIVEN) -> None:
        """Begin with nothing to report; ``given`` are values from outside of the file."""
        self.withheld: dict[str, str] = {}
        self.report = Report()
        self.given = given
        self._changed: Mapping | None = None
        self._ignored: set[Place] = set()

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
        """Note a problem at a node, or at a place inside it, and return what to raise.

        If the node is not in the file that is being read, but in a move that is changed there,
        then the change is what is wrong.
        """
        if node.place in self._ignored:
            return Misread()
        place = place or node.place
        if self._changed and node.source not in (self._changed.source, self.given.source):
            message = f"with these changes, {message}"
            related = (node.source.related(place, "this depends on them"), *related)
            node, place = self._changed, self._changed.place
            hint = _INHERITED.get(code, "Change what depends on them too, or leave them out.")
        self.report.add([node.source.problem(code, place, message, hint, related)])
        return Misread()

    def ignore(self, node: Node) -> None:
        """Note no more problems at a node: one is noted, and others would follow from it."""
        self._ignored.add(node.place)

    def plain_languages(self, node: Node) -> tuple[str, ...]:
        """Return the language of a text that does not name it; empty if it serves for any."""
        del node
        return ()

    def choose_language(self, node: Node, tags: tuple[str, ...]) -> str:
        """Return which of a text's languages is read; raises Misread if that is not there."""
        del node
        return self.nearest_language(tags) or ""

    def nearest_language(self, tags: tuple[str, ...]) -> str | None:
        """Return which of a text's languages is read, or None; a text without any is ``""``."""
        return tags[0] if tags else ""

    def step(self, node: Node) -> Any:
        """Read a step; raises Misread."""
        raise NotImplementedError

    def easier(self, node: Node) -> Any:
        """Read an easier form of the move that is being read; raises Misread."""
        raise NotImplementedError

    def model(self, model: type[Any], node: Node) -> Any:
        """Read a mapping by the definition of ``model``; raises Misread."""
        assert isinstance(node, Mapping)
        with self._withholding_side(model, node):
            readings = [*self._readings(model, node)]
            readings.append(partial(self._check_complete, model, node))
            values = all_of(readings)[:-1]
        names = [key.text for key, _ in node.entries]
        filled = dict(zip(names, values, strict=True))
        return SHAPES.get(model, as_defined)(model, filled, node, self)

    def look_over(self, model: type[Any], mapping: Mapping, whole: Mapping | None = None) -> None:
        """Note what is wrong with single keys of a mapping that is not read as a whole here.

        Args:
            model: whose keys they are.
            mapping: the keys.
            whole: all keys of what they are a part of, as far as they are known.

        Raises:
            Misread: something is wrong with one of them.
        """
        with self._withholding_side(model, whole or mapping):
            all_of(self._readings(model, mapping))

    def _readings(self, model: type[Any], mapping: Mapping) -> Iterator[Callable[[], Any]]:
        """Yield what reads each key's value, or tells that there is no such key."""
        known = definition(model)
        for key, node in mapping.entries:
            if key.text in known:
                yield partial(known[key.text].kind.read, node, self)
            else:
                yield partial(self._unknown, model, key, mapping)

    def _unknown(self, model: type[Any], key: Scalar, mapping: Mapping) -> None:
        code = Code.MERGE_KEY if key.text == _MERGE else Code.UNKNOWN_KEY
        hint = _key_hint(key, model, mapping)
        raise self.wrong(key, code, f"unknown key {quoted(key.text)}", hint)

    def _check_complete(self, model: type[Any], mapping: Mapping) -> None:
        """Raise Misread if a key is missing, or if there are two that exclude each other.

        Nothing is missing beside an unknown key: that one is told, and may be what is missing.
        """
        known = definition(model)
        unknown = any(key.text not in known for key, _ in mapping.entries)
        misread = None
        for key in () if unknown else known.values():
            if key.required and key.name not in mapping:
                hint = f"Write `{key.name}: ...`. {key.doc}"
                message = f"`{key.name}` is missing"
                misread = self.wrong(mapping, Code.MISSING_KEY, message, hint)
        misread = self._check_alternatives(model, mapping, unknown) or misread
        if misread:
            raise misread

    def _check_alternatives(
        self, model: type[Any], mapping: Mapping, unknown: bool
    ) -> Misread | None:
        names = alternatives(model)
        chosen = [key for key, _ in mapping.entries if key.text in names]
        if not chosen and (unknown or not names):
            return None
        if not chosen:
            hint = " ".join(f"`{name}`: {definition(model)[name].doc}" for name in names)
            message = f"`{names[0]}` or `{names[1]}` is missing"
            return self.wrong(mapping, Code.MISSING_KEY, message, hint)
        if len(chosen) > 1:
            message = f"`{chosen[0].text}` and `{chosen[1].text}` cannot both be here"
            hint = "Keep one of the two."
            related = (chosen[0].source.related(chosen[0].place, "the other one"),)
            return self.wrong(
                chosen[1], Code.KEYS_EXCLUDE_EACH_OTHER, message, hint, related=related
            )
        misread = None
        for key, _ in mapping.entries:
            written = definition(model).get(key.text)
            if written and written.only_with and written.only_with != chosen[0].text:
                message = f"`{key.text}` goes only with `{written.only_with}`"
                otherwise = written.otherwise or "Leave it out."
                misread = self.wrong(key, Code.MISPLACED_KEY, message, otherwise)
        return misread

    @contextmanager
    def changing(self, mapping: Mapping | None) -> Iterator[None]:
        """Read a mapping that has keys of another file: the base of a move, right in itself."""
        outer, self._changed = self._changed, mapping
        try:
            yield
        finally:
            self._changed = outer

    @contextmanager
    def _withholding_side(self, model: type[Any], mapping: Mapping) -> Iterator[None]:
        outer = self.withheld
        sides = mapping.get("sides")
        if model is Move:
            none = sides is None or (isinstance(sides, Sequence) and not sides.items)
            none = none and BASED_ON.name not in mapping  # whose sides are not known here
            hint = "This move has no sides: write `sides: [left, right]` too."
            self.withheld = {"side": hint} if none else {}
        try:
            yield
        finally:
            self.withheld = outer


def _key_names(model: type[Any]) -> list[str]:
    return [*definition(model), *([BASED_ON.name] if model is Move else [])]


def _key_hint(key: Scalar, model: type[Any], mapping: Mapping) -> str | Hint:
    from guide.format.other_words import instead_of  # noqa: PLC0415 - only where something is wrong

    known = _key_names(model)
    if key.text == _MERGE:
        return "Merge keys are not read: write the keys out, or base a move on another with `move`."
    name, colon, value = key.text.partition(":")
    if colon and name in known:
        hint = f"Write `{name}: {value.strip()}`, with a space after the colon."
        after = key.start + len(name) + 1
        sure = key.plain and key.written == key.text and name not in mapping
        return Hint(hint, (Edit(after, after, " "),) if sure else ())
    near = meant(key, known, "`{}`")
    if not (near and near.edits) and (right := instead_of(key.text, model, mapping.get(key.text))):
        return right
    if near:
        # A key that is there already cannot be what is meant.
        there = any(edit.replacement in mapping for edit in near.edits)
        return Hint(near.words) if there else near
    return "The keys here are " + ", ".join(f"`{name}`" for name in known) + "."


def read_words(words: str, kind: Kind) -> Any:
    """Return what words that stand in no file would be read as from one.

    Raises:
        RoutineError: they could not stand in one.
    """
    source = Source("TEXT", words)
    place = source.place_at(0, max(1, len(words)))
    reader = ModelReader()
    try:
        return kind.read(Scalar(words, False, place, source, 0, len(words)), reader)
    except Misread:
        raise RoutineError(reader.report.problems) from None
