"""YAML text -> nodes with places -> Routine; every problem with file, line and column."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from guide.bounds import excess
from guide.definition import alternatives, definition
from guide.folders import MOVES, move_folders
from guide.kinds import Misread, all_of, scalar
from guide.nodes import Mapping, Scalar, Sequence
from guide.problems import MAX_PROBLEMS, Place, Problem, RoutineError, did_you_mean, quoted
from guide.routine import BASED_ON, MOVE_NAME, Group, Move, Rest, Routine
from guide.shapes import SHAPES, as_defined
from guide.text_file import read_text
from guide.yaml_events import compose

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from guide.folders import Folders
    from guide.nodes import Node

LONGEST_CHAIN = 16
"""Moves that are each based on the next."""


def read_routine(path: Path, moves: Folders | None = None) -> Routine:
    """Return the routine of a file, with its moves looked up.

    Args:
        path: the file.
        moves: where its moves are; by default beside it, then the user's own, then the bundled.

    Raises:
        RoutineError: with everything that is wrong, here and in the moves it uses.
    """
    reader = SourceReader(moves or move_folders(path))
    routine: Routine = reader.read(path, Routine)
    return routine


def read_move(path: Path, moves: Folders | None = None) -> Move:
    """Return the move of a file in a library; otherwise like ``read_routine``."""
    reader = SourceReader(moves or move_folders(path))
    move: Move = reader.read(path, Move)
    return move


def check(path: Path) -> list[Problem]:
    """Return everything that is wrong with a file, a routine or a move, in order of place.

    It is a move if it lies in a folder ``moves``, or has the keys of one and no ``steps``.
    """
    reader = SourceReader(move_folders(path))
    try:
        reader.read(path)
    except RoutineError as error:
        return list(error.problems)
    return []


_STEP_KEYS = frozenset({*definition(Move), *definition(Rest), *definition(Group), BASED_ON.name})


class _Enough(Exception):  # noqa: N818 - a signal: no more problems are wanted
    """There are as many problems as a person can look at."""


class SourceReader:
    """Reads one file, and the moves that it uses, by the definitions of the models."""

    def __init__(self, moves: Folders) -> None:
        """Keep where to look for moves."""
        self.withheld: dict[str, str] = {}
        self._moves = moves
        self._problems: list[Problem] = []
        self._chain: tuple[Path, ...] = ()
        self._bases: dict[Path, Mapping | None] = {}
        self._plain_moves: dict[str, Move] = {}

    def read(self, path: Path, model: type[Any] | None = None) -> Any:
        """Return the Routine or Move of a file; raises RoutineError with all problems."""
        try:
            return self._read_top(path, model)
        except Misread:
            pass
        except _Enough:
            place = Place(str(path), 1, 1)
            more = f"these are the first {len(self._problems)} problems; there may be more"
            self._problems.append(Problem(place, more, "Mend these, and ask again."))
        except RoutineError as error:
            self._problems.extend(error.problems)
        first = str(path)
        raise RoutineError(sorted(self._problems, key=lambda p: (p.place.file != first, p.place)))

    def _read_top(self, path: Path, model: type[Any] | None) -> Any:
        node = self._compose(path)
        if model is None:
            model = Move if _is_move(path, node) else Routine
        if model is Move:
            self._chain = (path,)
            value = self.model(Move, self._over_base(node))
        else:
            value = self.model(model, node)
            if too_large := excess(value):
                hint = "Write fewer repetitions, rounds or steps."
                self.wrong(node.get("steps") or node, too_large, hint)
        if self._problems:
            raise Misread
        return value

    def _compose(self, path: Path) -> Mapping:
        source = read_text(path)
        node = compose(source, self._problems)
        if node is None:
            place = Place(source.file, 1, 1)
            hint = "A routine begins with `title: ...` and has `steps:`."
            raise RoutineError([source.problem(place, "there is nothing in this file", hint)])
        if not isinstance(node, Mapping):
            hint = "A routine begins with `title: ...` and has `steps:`."
            raise self.wrong(node, f"expected keys such as `title`, but found {node.what}", hint)
        return node

    def wrong(
        self, node: Node, message: str, hint: str | None = None, place: Place | None = None
    ) -> Misread:
        """Note a problem at a node, or at a place inside it, and return what to raise."""
        problem = node.source.problem(place or node.place, message, hint)
        if problem not in self._problems:
            self._problems.append(problem)
        if len(self._problems) >= MAX_PROBLEMS:
            raise _Enough
        return Misread()

    def model(self, model: type[Any], node: Node) -> Any:
        """Read a mapping by the definition of ``model``; raises Misread."""
        assert isinstance(node, Mapping)
        with self._withholding_side(model, node):
            values = self._values(model, node)
        return SHAPES.get(model, as_defined)(model, values, node, self)

    def _values(self, model: type[Any], mapping: Mapping) -> dict[str, Any]:
        """Return the value of every key that is there; raises Misread after telling all."""
        known = definition(model)
        readings = [
            partial(known[key.text].kind.read, node, self)
            for key, node in mapping.entries
            if key.text in known
        ]
        values = all_of([*readings, partial(self._check_keys, model, mapping)])
        names = [key.text for key, _ in mapping.entries if key.text in known]
        return dict(zip(names, values, strict=False))

    def _check_keys(self, model: type[Any], mapping: Mapping) -> None:
        known = definition(model)
        misread = None
        guessed = False
        for key, _ in mapping.entries:
            if key.text not in known:
                near = did_you_mean(key.text, [*known, BASED_ON.name] if model is Move else known)
                guessed = guessed or near is not None
                hint = _key_hint(key, near, known)
                misread = self.wrong(key, f"unknown key {quoted(key.text)}", hint)
        if not guessed:  # a key that is missing may be the one that is misspelt
            for name in (key.name for key in known.values() if key.required):
                if name not in mapping:
                    misread = self.wrong(mapping, f"`{name}` is missing", known[name].doc)
            misread = self._check_alternatives(model, mapping) or misread
        if misread:
            raise misread

    def _check_alternatives(self, model: type[Any], mapping: Mapping) -> Misread | None:
        names = alternatives(model)
        chosen = [key for key, _ in mapping.entries if key.text in names]
        if names and not chosen:
            return self.wrong(mapping, f"`{names[0]}` or `{names[1]}` is missing")
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

    def step(self, node: Node) -> Move | Group:
        """Read a step in any of its forms; raises Misread."""
        if isinstance(node, Scalar):
            return self._plain_move(node)
        assert isinstance(node, Mapping)
        self._check_not_a_name(node)
        if "repeat" in node or "steps" in node:
            group: Group = self.model(Group, node)
            return group
        if "rest" in node and "move" not in node:
            rest: Move = self.model(Rest, node)
            return rest
        move: Move = self.model(Move, self._over_base(node))
        return move

    def _check_not_a_name(self, mapping: Mapping) -> None:
        """Raise Misread for ``- childs-pose: 30s``, which is easily written."""
        name = mapping.entries[0][0] if len(mapping.entries) == 1 else None
        if name and name.text not in _STEP_KEYS and name.text in self._moves.names():
            hint = f"Write `move: {name.text}`, and below it what to change, such as `hold: 30s`."
            raise self.wrong(name, f"{quoted(name.text)} is a move, not a key", hint)

    def _plain_move(self, name: Scalar) -> Move:
        if name.text not in self._plain_moves:
            base = self._base(name)
            self._plain_moves[name.text] = self.model(Move, base)
        return replace(self._plain_moves[name.text], place=name.place)

    def _over_base(self, mapping: Mapping) -> Mapping:
        """Return a move's mapping with the keys of the move it is based on, if it is."""
        name = mapping.get(BASED_ON.name)
        if name is None:
            return mapping
        base = self._base(name)
        own = {key.text for key, _ in mapping.entries}
        displaced = set(own)
        if own & {"hold", "each"}:
            displaced |= {"hold", "each"}
        if "each" in own:
            displaced.add("cues")
        kept = [entry for entry in base.entries if entry[0].text not in displaced]
        changes = [entry for entry in mapping.entries if entry[0].text != BASED_ON.name]
        return replace(mapping, entries=(*changes, *kept))

    def _base(self, node: Node) -> Mapping:
        """Return the mapping of a move in the library, itself laid over its base.

        The file is read as a move of its own first, so that what is wrong with it is told at
        its place, once, and not as something that follows for whoever uses it.
        """
        name = scalar(self, MOVE_NAME, node)
        path = self._moves.find(name) if re.fullmatch(MOVE_NAME.pattern, name) else None
        if path is None:
            near = did_you_mean(name, self._moves.names())
            known = "The moves are " + ", ".join(self._moves.names()) + "."
            hint = f"Did you mean {near}?" if near else known
            raise self.wrong(node, f"unknown move {quoted(name)}", hint)
        chain = " -> ".join(one.stem for one in (*self._chain, path))
        if path in self._chain:
            raise self.wrong(node, f"a move that uses itself: {chain}")
        if len(self._chain) >= LONGEST_CHAIN:
            raise self.wrong(node, f"{LONGEST_CHAIN} moves in a row are based on others: {chain}")
        if path not in self._bases:
            self._bases[path] = self._read_base(path)
        mapping = self._bases[path]
        if mapping is None:
            raise Misread
        return mapping

    def _read_base(self, path: Path) -> Mapping | None:
        outer, self._chain = self._chain, (*self._chain, path)
        try:
            mapping = self._over_base(self._compose(path))
            self.model(Move, mapping)
        except Misread:
            return None
        except RoutineError as error:
            self._problems.extend(error.problems)
            return None
        finally:
            self._chain = outer
        return mapping

    @contextmanager
    def _withholding_side(self, model: type[Any], mapping: Mapping) -> Iterator[None]:
        outer = self.withheld
        sides = mapping.get("sides")
        if model is Move and (sides is None or (isinstance(sides, Sequence) and not sides.items)):
            self.withheld = {"side": "This move has no sides: write `sides: [left, right]` too."}
        try:
            yield
        finally:
            self.withheld = outer


def _is_move(path: Path, mapping: Mapping) -> bool:
    has_phases = any(key in mapping for key in (*alternatives(Move), BASED_ON.name))
    return path.absolute().parent.name == MOVES or (has_phases and "steps" not in mapping)


def _key_hint(key: Scalar, near: str | None, known: dict[str, Any]) -> str:
    if key.text == "<<":
        return "Merge keys are not read: write the keys out, or base a move on another with `move`."
    if near:
        return f"Did you mean `{near}`?"
    return "The keys here are " + ", ".join(f"`{name}`" for name in known) + "."
