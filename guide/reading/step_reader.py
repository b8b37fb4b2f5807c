"""Reads steps in all their forms, and the moves of the library that they use or change."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from guide.format.forms import EASIER, MOVE, NOT_IN_EASIER, STEP_KEYS, Form, form_of
from guide.format.kinds import Misread, meant, scalar
from guide.format.routine import BASED_ON, LANGUAGE, MOVE_NAME, Move
from guide.problems.codes import Code
from guide.problems.problem import Place, RoutineError, quoted
from guide.reading.form_check import check_form, with_value
from guide.reading.language_reader import LanguageReader
from guide.reading.parameters import NOTHING_GIVEN, Given, filled_in
from guide.syntax.nodes import Mapping, Scalar
from guide.syntax.text_file import read_text
from guide.yaml.events import compose

if TYPE_CHECKING:
    from pathlib import Path

    from guide.folders import Folders
    from guide.format.routine import Step
    from guide.problems.problem import Problem
    from guide.syntax.nodes import Node

LONGEST_CHAIN = 16
"""Moves that are each based on the next."""

_IN_MOVES = (
    "Put the routine's file beside the folder `moves`, not into it; "
    "a move has `hold` or `each` instead of `steps`."
)

_STEP_HINT = (
    "Write the step yourself: `known_as: {name}`, `title: ...`, `say: ...` and `hold: ...`, each "
    "on a line of its own."
)
_EASIER_HINT = "Write it yourself: below `easier:`, `title: ...`, `say: ...` and `hold: ...`."
"""What to write for a bundled move that is not there in a language."""

_TOP = "A routine has `title: ...` and `steps: ...` at its top; a move has `title` and `hold`."


@dataclass(slots=True)
class Shelf:
    """Moves of the library that were read and have no problems, for the files that come next.

    Attributes:
        tops: what every file consists of that was read, by its name.
        bases: a move's keys with those of its bases, by where moves are looked for and its file.
        plain_moves: a move as it stands, by where moves are looked for, its name and the languages
            in which it has to be there, of which the first was read.
        used: the files of moves that other files use.
        found: where moves are, by where they are looked for and their names: looked for once.
        named: the names of the moves that a file uses, by where they are looked for and the file.
        read: the files, by their absolute paths, that were read as a whole and have no problems.
    """

    tops: dict[str, Mapping] = field(default_factory=dict)
    bases: dict[tuple[Folders, Path], Mapping] = field(default_factory=dict)
    plain_moves: dict[tuple[Folders, str, tuple[str, ...]], Move] = field(default_factory=dict)
    used: set[Path] = field(default_factory=set)
    found: dict[tuple[Folders, str], Path | None] = field(default_factory=dict)
    named: dict[tuple[Folders, Path], set[str]] = field(default_factory=dict)
    read: set[Path] = field(default_factory=set)

    def find(self, moves: Folders, name: str, user: Path) -> Path | None:
        """Return where a move is that the file ``user`` names, or None."""
        self.named.setdefault((moves, user), set()).add(name)
        if (moves, name) not in self.found:
            self.found[moves, name] = moves.find(name)
        return self.found[moves, name]

    def moves_of(self, file: Path, moves: Folders) -> list[Path]:
        """Return the files of all moves that went into a file that has no problems."""
        files = [file]
        for user in files:  # grows while it is walked
            for name in sorted(self.named.get((moves, user), ())):
                move = self.found[moves, name]
                if move and move not in files:
                    files.append(move)
        return files[1:]


class StepReader(LanguageReader):
    """Reads what may stand in a routine or a move."""

    def __init__(
        self,
        moves: Folders,
        chain: tuple[Path, ...] = (),
        contents: dict[Path, bytes] | None = None,
        shelf: Shelf | None = None,
        given: Given = NOTHING_GIVEN,
        *,
        every: bool = False,
    ) -> None:
        """Begin to read.

        Args:
            moves: where to look for moves.
            chain: the moves that are being read already.
            contents: what is taken to be in files, instead of what is there.
            shelf: moves that were read before, and where to put those that are read here.
            given: what is wanted of the first file: values of its parameters, and a language.
            every: each text has to be there in all languages of the first file.
        """
        self._shelf = shelf or Shelf()
        super().__init__(given, self._shelf.tops, every=every)
        self._contents = contents or {}
        self._moves = moves
        self._chain = chain
        self._broken: set[Path] = set()

    @property
    def used(self) -> tuple[Path, ...]:
        """The files of the library that are on the shelf, in order of their names."""
        read = {path for _, path in self._shelf.bases}
        return tuple(sorted(read, key=lambda path: path.name))

    def top(self, path: Path) -> Mapping:
        """Return the mapping of a file; raises Misread, or RoutineError if it has none."""
        source = read_text(path, self._contents.get(path))
        problems: list[Problem] = []
        node = compose(source, problems)
        self.report.add(problems)
        if node is None or (isinstance(node, Scalar) and node.empty):
            place = Place(source.file, 1, 1)
            message = "there is nothing in this file"
            raise RoutineError([source.problem(Code.EMPTY_FILE, place, message, _TOP)])
        if not isinstance(node, Mapping):
            message = f"expected keys such as `title`, but found {node.what}"
            raise self.wrong(node, Code.NO_KEYS, message, _TOP)
        self._shelf.tops[source.file] = node
        outermost = self._chain[:1] == (path,)
        return filled_in(node, self.given if outermost else NOTHING_GIVEN, self)

    def step(self, node: Node) -> Step:
        """Read a step in any of its forms; raises Misread."""
        if len(self._chain) == 1:
            self._user = node
        if isinstance(node, Scalar):
            return self._plain_move(node, _STEP_HINT)
        assert isinstance(node, Mapping)
        self._check_not_a_name(node)
        form = form_of([key.text for key, _ in node.entries])
        check_form(form, node, self)
        if form is MOVE:
            return self.move(node)
        step: Step = self.model(form.model, node)
        return step

    def file_of_move(self, top: Mapping) -> Move:
        """Read a move's file; raises Misread."""
        return self.move(self.without_language(top))

    def without_language(self, top: Mapping) -> Mapping:
        """Return a move's file without its language, which was looked at; raises Misread."""
        written = top.get(LANGUAGE.name)
        if written is None:
            return top
        LANGUAGE.kind.read(written, self)
        return top.without(LANGUAGE.name)

    def move(self, mapping: Mapping) -> Move:
        """Read a move, which may be based on another; raises Misread."""
        name = mapping.get(BASED_ON.name)
        move = self._shaped(self._over_base(mapping))
        return replace(move, name=name.text) if isinstance(name, Scalar) else move

    def easier(self, node: Node) -> Move | None:
        """Return the move that is named; look over changes, which wait for what they change."""
        if isinstance(node, Scalar):
            return self._plain_move(node, _EASIER_HINT)
        assert isinstance(node, Mapping)
        if not node.entries:
            hint = "Write what is easier in it, such as {hold: 20s}."
            message = "this easier form changes nothing"
            raise self.wrong(node, Code.EASIER_CHANGES_NOTHING, message, hint)
        for key, _ in node.entries:
            if key.text in NOT_IN_EASIER:
                message = f"`{key.text}` has no place in an easier form"
                raise self.wrong(key, Code.MISPLACED_KEY, message, NOT_IN_EASIER[key.text])
        self.look_over(Move, node, self._changed and _easier_form(node, self._changed))
        return None

    def _shaped(self, mapping: Mapping) -> Move:
        """Read a move with all its keys, and its easier form as the same move with changes."""
        with self.changing(mapping):
            move: Move = self.model(Move, mapping)
        changes = mapping.get(EASIER)
        if isinstance(changes, Mapping):
            move = replace(move, easier=self._shaped(_easier_form(changes, mapping)))
        return move

    def look_over_part(self, form: Form, part: Mapping, whole: Mapping) -> None:
        """Note what is wrong with single keys of a step that cannot be read as a whole."""
        name = part.get(BASED_ON.name)
        if name is not None:
            with suppress(Misread):
                self._base(name)
        with suppress(Misread):
            self.look_over(form.model, part.without(BASED_ON.name), whole)

    def _check_not_a_name(self, mapping: Mapping) -> None:
        """Raise Misread for ``- childs-pose: 30s``, which is easily written."""
        name = mapping.entries[0][0] if len(mapping.entries) == 1 else None
        if name and name.text not in STEP_KEYS and name.text in self._moves.names():
            hint = f"Write `move: {name.text}`, and below it what to change, such as `hold: 30s`."
            message = f"{quoted(name.text)} is a move, not a key"
            raise self.wrong(name, Code.MOVE_WITHOUT_KEY, message, hint)

    def _plain_move(self, name: Scalar, hint: str) -> Move:
        shelf, key = self._shelf.plain_moves, (self._moves, name.text, self._needed)
        if key in shelf:
            self._shelf.find(self._moves, name.text, self._chain[-1])
        else:
            base = self._base(name)
            self.check_speaks(name, base, replace(base, entries=()), hint.format(name=name.text))
            shelf[key] = self._shaped(base)
        return replace(shelf[key], name=name.text, place=name.place)

    def _over_base(self, mapping: Mapping) -> Mapping:
        """Return a move's mapping with the keys of the move it is based on, if it is."""
        if "steps" in mapping and not any(key in mapping for key in ("hold", "each")):
            message = "this is a routine, where a move is expected"
            raise self.wrong(mapping, Code.ROUTINE_AS_MOVE, message, _IN_MOVES)
        name = mapping.get(BASED_ON.name)
        if name is None:
            return mapping
        changes = mapping.without(BASED_ON.name)
        try:
            base = self._base(name)
        except Misread:
            self.look_over(Move, changes, mapping)
            raise
        assert isinstance(name, Scalar)
        self.check_speaks(name, base, changes, _STEP_HINT.format(name=name.text))
        return _laid_over(changes, base)

    def _base(self, node: Node) -> Mapping:
        """Return the mapping of a move in the library, itself laid over its base.

        The file is read as a move of its own first, so that what is wrong with it is told at
        its place, once, and not as something that follows for whoever uses it.
        """
        name = scalar(self, MOVE_NAME, node)
        known = re.fullmatch(MOVE_NAME.pattern, name)
        path = self._shelf.find(self._moves, name, self._chain[-1]) if known else None
        if path is None:
            assert isinstance(node, Scalar)
            names = self._moves.names()
            hint = with_value(name) or meant(node, names) or f"The moves are {', '.join(names)}."
            raise self.wrong(node, Code.UNKNOWN_MOVE, f"unknown move {quoted(name)}", hint)
        if path in self._chain:
            circle = (*self._chain[self._chain.index(path) :], path)
            chain = " -> ".join(one.stem for one in circle)
            itself = "Give this file another name, also where it is based on the bundled move."
            advice = itself if len(circle) == 2 else "Let one of them use another move."
            message = f"a move that uses itself: {chain}"
            raise self.wrong(node, Code.MOVE_USES_ITSELF, message, advice)
        if len(self._chain) >= LONGEST_CHAIN:
            message = f"more than {LONGEST_CHAIN} moves are based on one another"
            hint = "Base it on a move that stands for itself."
            raise self.wrong(node, Code.MOVE_USES_ITSELF, message, hint)
        self._shelf.used.add(path)
        if path in self._broken:
            raise Misread
        shelf, key = self._shelf.bases, (self._moves, path)
        if key not in shelf:
            shelf[key] = self._read_base(path)
        return shelf[key]

    def _read_base(self, path: Path) -> Mapping:
        """Return the mapping of a move's file; raises Misread, and then remembers that."""
        outer, self._chain = self._chain, (*self._chain, path)
        known = len(self.report.problems)
        try:
            with self.changing(None), self.in_any_language():
                mapping = self._over_base(self.without_language(self.top(path)))
                self._shaped(mapping)
        except RoutineError as error:
            self.report.add(error.problems)
        except Misread:
            pass  # why is in the report
        finally:
            self._chain = outer
        if len(self.report.problems) > known:
            self._broken.add(path)
            raise Misread
        return mapping


def _laid_over(changes: Mapping, base: Mapping) -> Mapping:
    """Return ``changes`` with all keys of ``base`` that they do not replace.

    A note of the base may speak of its figures: it is left where these are others.
    """
    own = {key.text for key, _ in changes.entries}
    if own & {"hold", "each", "reps"}:
        own.add("note")
    if own & {"hold", "each"}:
        own |= {"hold", "each"}
    if "each" in changes:
        own |= {"cues", "alarm"}
    kept = tuple(entry for entry in base.entries if entry[0].text not in own)
    return replace(changes, entries=changes.entries + kept)


def _easier_form(changes: Mapping, move: Mapping) -> Mapping:
    """Return all keys of a move's easier form; it's the step's if a step inherits the changes."""
    whole = _laid_over(changes, move.without(EASIER))
    return whole if changes.source is move.source else replace(move, entries=whole.entries)
