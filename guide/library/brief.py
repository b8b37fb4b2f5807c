"""Routines and moves in brief, as lists tell of them: read, and estimated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guide.compiling.estimate import estimated_frames
from guide.fitting.fit import settle
from guide.folders import move_folders
from guide.format.routine import Move, Routine, Settings
from guide.language.words import words_of
from guide.library.finding import found
from guide.library.index_file import Entry
from guide.library.listed import Brief, Listed
from guide.problems.codes import Code
from guide.reading.parameters import Given
from guide.reading.step_reader import Shelf
from guide.showing.told import amount

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from guide.language.languages import Language
    from guide.library.finding import Found
    from guide.library.listed import Kind


class BriefReader:
    """Reads many files one after the other; moves that several of them use are read once."""

    def __init__(self, kind: Kind, wanted: Language) -> None:
        """Read files of one kind, in the language that is wanted."""
        self._model = {"routine": Routine, "move": Move}[kind]
        self._given = Given(language=wanted)
        self._shelf = Shelf()

    def read(self, name: str, files: Sequence[Path]) -> tuple[Listed | None, Entry | None]:
        """Return what is told of the first of some files, and what may be kept of that.

        Nothing is told of one that has not the language that is demanded. Nothing is kept of one
        that has problems: what is the matter depends on more than the files that it uses.
        """
        path = files[0]
        moves = move_folders(path)
        one = found(self._model, name, files, self._given, moves=moves, shelf=self._shelf)
        used = [*map(str, self._shelf.moves_of(path, moves))]
        if self._given.language.demanded and any(
            problem.code is Code.LANGUAGE_NOT_THERE for problem in one.problems
        ):
            return None, Entry(used, [], None)
        line = listed(one)
        if line.brief is None:
            return line, None
        own = one.content.sounds.by_chime().values() if isinstance(one.content, Routine) else ()
        sounds = sorted({str(path.parent / sound.file) for sound in own})
        return line, Entry(used, sounds, line.brief)


def listed(one: Found[Any]) -> Listed:
    """Return what lists tell of what was found."""
    content, brief = one.content, None
    if isinstance(content, Routine):
        brief = _routine(content, one)
    elif isinstance(content, Move):
        brief = _move(content, one)
    return Listed(one.name, one.path, one.hides, brief, one.problems)


def _routine(routine: Routine, entry: Found[Routine]) -> Brief:
    return Brief(
        routine.title,
        routine.summary,
        [*entry.languages],
        entry.language,
        [*routine.equipment],
        estimated_frames(settle(routine)),
    )


def _move(move: Move, entry: Found[Move]) -> Brief:
    return Brief(
        move.title,
        None,
        [*entry.languages],
        entry.language,
        [*move.equipment],
        frames_of(move),
        amount(move, words_of(entry.language)),
        [*move.sides],
    )


def frames_of(move: Move) -> int:
    """Return about how long ``move`` takes as a step, without what is said around the steps."""
    alone = Routine(move.title, (move,), settings=Settings())
    around = estimated_frames(settle(Routine(move.title, ())))
    return estimated_frames(settle(alone)) - around
