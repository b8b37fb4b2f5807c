"""Reads steps in all their forms, and the moves of the library that they use or change."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from guide.definition import definition
from guide.forms import EASIER, NOT_IN_EASIER, STEP_FORMS
from guide.kinds import Misread, scalar
from guide.model_reader import ModelReader
from guide.nodes import Mapping, Scalar
from guide.parameters import NOTHING_GIVEN, filled_in
from guide.problems import Place, RoutineError, did_you_mean, quoted
from guide.routine import BASED_ON, MOVE_NAME, Move
from guide.text_file import read_text
from guide.yaml_events import compose

if TYPE_CHECKING:
    from pathlib import Path

    from guide.folders import Folders
    from guide.nodes import Node
    from guide.parameters import Given
    from guide.problems import Problem
    from guide.routine import Step

LONGEST_CHAIN = 16
"""Moves that are each based on the next."""

_IN_MOVES = (
    "Put the routine's file beside the folder `moves`, not into it; "
    "a move has `hold` or `each` instead of `steps`."
)

_FORMS = (Move, *(form.model for form in STEP_FORMS))
_STEP_KEYS = frozenset({BASED_ON.name, *(key for model in _FORMS for key in definition(model))})

_TOP = "A routine has `title: ...` and `steps: ...` at its top; a move has `title` and `hold`."


class StepReader(ModelReader):
    """Reads what may stand in a routine or a move."""

    def __init__(self, moves: Folders, chain: tuple[Path, ...], given: Given) -> None:
        """Begin to read a file.

        Args:
            moves: where to look for moves.
            chain: the files that are being read already, the outermost first.
            given: what is wanted instead of the values of its parameters.
        """
        super().__init__(given)
        self._moves = moves
        self._chain = chain
        self._bases: dict[Path, Mapping | None] = {}
        self._plain_moves: dict[str, Move] = {}

    def top(self, path: Path) -> Mapping:
        """Return the mapping of a file; raises Misread, or RoutineError if it has none."""
        source = read_text(path)
        problems: list[Problem] = []
        node = compose(source, problems)
        self.report.add(problems)
        if node is None or (isinstance(node, Scalar) and node.empty):
            place = Place(source.file, 1, 1)
            raise RoutineError([source.problem(place, "there is nothing in this file", _TOP)])
        if not isinstance(node, Mapping):
            raise self.wrong(node, f"expected keys such as `title`, but found {node.what}", _TOP)
        outermost = path == self._chain[0]
        return filled_in(node, self.given if outermost else NOTHING_GIVEN, self)

    def step(self, node: Node) -> Step:
        """Read a step in any of its forms; raises Misread."""
        if isinstance(node, Scalar):
            return self._plain_move(node)
        assert isinstance(node, Mapping)
        self._check_not_a_name(node)
        for form in STEP_FORMS:
            if form.is_told_by(key.text for key, _ in node.entries):
                step: Step = self.model(form.model, node)
                return step
        return self.move(node)

    def move(self, mapping: Mapping) -> Move:
        """Read a move, which may be based on another; raises Misread."""
        return self._shaped(self._over_base(mapping))

    def easier(self, node: Node) -> Move | None:
        """Return the move that is named; look over changes, which wait for what they change."""
        if isinstance(node, Scalar):
            return self._plain_move(node)
        assert isinstance(node, Mapping)
        if not node.entries:
            hint = "Write what is easier in it, such as {hold: 20s}."
            raise self.wrong(node, "this easier form changes nothing", hint)
        for key, _ in node.entries:
            if key.text in NOT_IN_EASIER:
                message = f"`{key.text}` has no place in an easier form"
                raise self.wrong(key, message, NOT_IN_EASIER[key.text])
        assert self._changed is not None
        self.look_over(Move, node, _easier_form(node, self._changed))
        return None

    def _shaped(self, mapping: Mapping) -> Move:
        """Read a move with all its keys, and its easier form as the same move with changes."""
        with self.changing(mapping):
            move: Move = self.model(Move, mapping)
        changes = mapping.get(EASIER)
        if isinstance(changes, Mapping):
            move = replace(move, easier=self._shaped(_easier_form(changes, mapping)))
        return move

    def _check_not_a_name(self, mapping: Mapping) -> None:
        """Raise Misread for ``- childs-pose: 30s``, which is easily written."""
        name = mapping.entries[0][0] if len(mapping.entries) == 1 else None
        if name and name.text not in _STEP_KEYS and name.text in self._moves.names():
            hint = f"Write `move: {name.text}`, and below it what to change, such as `hold: 30s`."
            raise self.wrong(name, f"{quoted(name.text)} is a move, not a key", hint)

    def _plain_move(self, name: Scalar) -> Move:
        if name.text not in self._plain_moves:
            self._plain_moves[name.text] = self._shaped(self._base(name))
        return replace(self._plain_moves[name.text], place=name.place)

    def _over_base(self, mapping: Mapping) -> Mapping:
        """Return a move's mapping with the keys of the move it is based on, if it is."""
        if "steps" in mapping and not any(key in mapping for key in ("hold", "each")):
            raise self.wrong(mapping, "this is a routine, where a move is expected", _IN_MOVES)
        name = mapping.get(BASED_ON.name)
        if name is None:
            return mapping
        changes = mapping.without(BASED_ON.name)
        try:
            base = self._base(name)
        except Misread:
            self.look_over(Move, changes)
            raise
        return _laid_over(changes, base)

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
        if path in self._chain:
            circle = (*self._chain[self._chain.index(path) :], path)
            names = " -> ".join(one.stem for one in circle)
            itself = "Give this file another name, also where it is based on the bundled move."
            hint = itself if len(circle) == 2 else "Let one of them use another move."
            raise self.wrong(node, f"a move that uses itself: {names}", hint)
        if len(self._chain) >= LONGEST_CHAIN:
            raise self.wrong(node, f"more than {LONGEST_CHAIN} moves are based on one another")
        if path not in self._bases:
            self._bases[path] = self._read_base(path)
        mapping = self._bases[path]
        if mapping is None:
            raise Misread
        return mapping

    def _read_base(self, path: Path) -> Mapping | None:
        outer, self._chain = self._chain, (*self._chain, path)
        try:
            with self.changing(None):
                mapping = self._over_base(self.top(path))
                self._shaped(mapping)
        except Misread:
            return None
        except RoutineError as error:
            self.report.add(error.problems)
            return None
        finally:
            self._chain = outer
        return mapping


def _laid_over(changes: Mapping, base: Mapping) -> Mapping:
    """Return ``changes`` with all keys of ``base`` that they do not replace."""
    own = {key.text for key, _ in changes.entries}
    if own & {"hold", "each"}:
        own |= {"hold", "each"}
    if "each" in changes:
        own.add("cues")
    kept = tuple(entry for entry in base.entries if entry[0].text not in own)
    return replace(changes, entries=changes.entries + kept)


def _easier_form(changes: Mapping, move: Mapping) -> Mapping:
    """Return all keys of a move's easier form; it's the step's if a step inherits the changes."""
    whole = _laid_over(changes, move.without(EASIER))
    return whole if changes.source is move.source else replace(move, entries=whole.entries)
