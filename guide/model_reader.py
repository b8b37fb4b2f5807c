"""Reads mappings by the definitions of the models: the one place that knows no single key."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from guide.definition import alternatives, definition
from guide.kinds import Misread, all_of
from guide.nodes import Mapping, Sequence
from guide.problems import did_you_mean, quoted
from guide.report import Report
from guide.routine import BASED_ON, Move
from guide.shapes import SHAPES, as_defined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from guide.nodes import Node, Scalar
    from guide.parameters import Given
    from guide.problems import Place

_MERGE = "<<"
_MEANT = {"use": BASED_ON.name, "base": BASED_ON.name, "params": "with", "parameters": "with"}
"""Words that come to mind for keys that are called otherwise."""


class ModelReader:
    """Reads nodes into models, and reports what is wrong with them."""

    def __init__(self, given: Given) -> None:
        """Begin with nothing to report; ``given`` are values from outside of the file."""
        self.withheld: dict[str, str] = {}
        self.report = Report()
        self.given = given
        self._changed: Mapping | None = None
        self._ignored: set[Place] = set()

    def wrong(
        self, node: Node, message: str, hint: str | None = None, place: Place | None = None
    ) -> Misread:
        """Note a problem at a node, or at a place inside it, and return what to raise.

        If the node is not in the file that is being read, but in a move that is changed there,
        then the change is what is wrong.
        """
        if node.place in self._ignored:
            return Misread()
        place = place or node.place
        if self._changed and node.source not in (self._changed.source, self.given.source):
            message = f"with these changes, {message} ({place})"
            node, place = self._changed, self._changed.place
            hint = "Change what depends on them too, or leave them out."
        self.report.add([node.source.problem(place, message, hint)])
        return Misread()

    def ignore(self, node: Node) -> None:
        """Note no more problems at a node: one is noted, and others would follow from it."""
        self._ignored.add(node.place)

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
                yield partial(self._unknown, model, key)

    def _unknown(self, model: type[Any], key: Scalar) -> None:
        hint = _key_hint(key.text, _key_names(model))
        raise self.wrong(key, f"unknown key {quoted(key.text)}", hint)

    def _check_complete(self, model: type[Any], mapping: Mapping) -> None:
        known = definition(model)
        strange = [key.text for key, _ in mapping.entries if key.text not in known]
        names = _key_names(model)
        if any(k == _MERGE or did_you_mean(k, names) or _meant(k, names) for k in strange):
            return  # what is missing may be what is misspelt
        misread = None
        for key in known.values():
            if key.required and key.name not in mapping:
                hint = f"Write `{key.name}: ...`. {key.doc}"
                misread = self.wrong(mapping, f"`{key.name}` is missing", hint)
        misread = self._check_alternatives(model, mapping) or misread
        if misread:
            raise misread

    def _check_alternatives(self, model: type[Any], mapping: Mapping) -> Misread | None:
        names = alternatives(model)
        chosen = [key for key, _ in mapping.entries if key.text in names]
        if names and not chosen:
            hint = " ".join(f"`{name}`: {definition(model)[name].doc}" for name in names)
            return self.wrong(mapping, f"`{names[0]}` or `{names[1]}` is missing", hint)
        if len(chosen) > 1:
            message = f"`{chosen[0].text}` and `{chosen[1].text}` cannot both be here"
            return self.wrong(chosen[1], message, "Keep one of the two.")
        misread = None
        for key, _ in mapping.entries:
            written = definition(model).get(key.text)
            if written and written.only_with and written.only_with != chosen[0].text:
                message = f"`{key.text}` goes only with `{written.only_with}`"
                misread = self.wrong(key, message, written.otherwise)
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
            hint = "This move has no sides: write `sides: [left, right]` too."
            self.withheld = {"side": hint} if none else {}
        try:
            yield
        finally:
            self.withheld = outer


def _key_names(model: type[Any]) -> list[str]:
    return [*definition(model), *([BASED_ON.name] if model is Move else [])]


def _key_hint(key: str, known: list[str]) -> str:
    if key == _MERGE:
        return "Merge keys are not read: write the keys out, or base a move on another with `move`."
    name, colon, value = key.partition(":")
    if colon and name in known:
        return f"Write `{name}: {value.strip()}`, with a space after the colon."
    if near := did_you_mean(key, known) or _meant(key, known):
        return f"Did you mean `{near}`?"
    return "The keys here are " + ", ".join(f"`{name}`" for name in known) + "."


def _meant(key: str, known: list[str]) -> str | None:
    meant = _MEANT.get(key)
    return meant if meant in known else None
