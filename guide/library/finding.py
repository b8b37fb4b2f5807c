"""Finds routines and moves by name, and reads them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from guide.folders import ENDINGS, HERE, is_file, is_path, move_folders, origin, routine_folders
from guide.format.routine import Move, Routine
from guide.language.languages import USUAL, lookup
from guide.language.spelling import did_you_mean
from guide.problems.problem import GuideError, Problem, RoutineError, quoted
from guide.reading.file_languages import language_of, languages_of
from guide.reading.parameters import NOTHING_GIVEN, Given
from guide.reading.source import read_as, read_playable
from guide.syntax.nodes import Mapping
from guide.syntax.text_file import read_text
from guide.yaml.events import compose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from guide.folders import Folders, Origin
    from guide.reading.step_reader import Shelf

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """What was found by name; either it could be read, or it has problems.

    Attributes:
        content: the routine or move, or None.
        hides: other files of the same name, which are not found because of this one.
        problems: why there is no content.
        languages: all that it comes in.
        language: the one that it was read in.
    """

    name: str
    path: Path
    content: T | None
    hides: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()
    languages: tuple[str, ...] = ()
    language: str = USUAL

    @property
    def origin(self) -> Origin:
        """Where it comes from."""
        return origin(self.path)


def names() -> list[str]:
    """Return the names of all routines that can be found, in order of the alphabet."""
    return routine_folders().names()


def find(name_or_path: str) -> Path:
    """Return the file of a routine.

    Args:
        name_or_path: a name as ``names`` has it, or a path: anything that has a separator of
            folders or ends in ``.yaml`` or ``.yml``, whether it is there or not.

    Raises:
        GuideError: no routine has that name.
    """
    if is_path(name_or_path):
        return Path(name_or_path)
    found = routine_folders().find(name_or_path)
    if found is not None:
        return found
    raise GuideError(f"there is no routine called {quoted(name_or_path)}. {_hint(name_or_path)}")


def load(name_or_path: str, given: Given = NOTHING_GIVEN) -> Routine:
    """Return a routine by its name or path, with what was given: values, and a language.

    The path of a move's file gives a routine of that one step.

    Raises:
        GuideError: no routine has that name.
        RoutineError: something is wrong with the file, or the moves it uses.
    """
    return read_playable(find(name_or_path), given)


def known_as(routine: Routine) -> str:
    """Return what ``load`` finds a routine by, wherever it is called: its name, or else a path."""
    assert routine.place
    path = Path(routine.place.file)
    found = routine_folders().find(path.stem)
    return path.stem if found and found.samefile(path) else str(path.absolute())


def languages_at(routine: Routine) -> tuple[str, ...]:
    """Return all languages that the file of a routine comes in."""
    top = _top(routine)
    return languages_of(top) if top else ()


def own_language(routine: Routine) -> str:
    """Return the language in which a routine is read that is wanted in none."""
    top = _top(routine)
    tag = (language_of(top) if top else None) or USUAL
    return (lookup(tag, languages_of(top)) if top else None) or tag


def _top(routine: Routine) -> Mapping | None:
    """Return what the file of a routine consists of; None if that is nothing any more."""
    assert routine.place
    top = compose(read_text(Path(routine.place.file)), [])
    return top if isinstance(top, Mapping) else None


def find_move(name: str, beside: Path, given: Given = NOTHING_GIVEN) -> Found[Move]:
    """Return one of the moves that the file ``beside`` can use, read or with its problems.

    Raises:
        GuideError: no move has that name.
    """
    known = move_folders(beside).by_name()
    if name in known:
        return found(Move, name, known[name], given)
    near = did_you_mean(name, known)
    meant = f"Did you mean {near}?" if near else f"The moves are {', '.join(known)}."
    raise GuideError(f"there is no move called {quoted(name)}. {meant}")


def found(
    model: type[Any],
    name: str,
    files: Sequence[Path],
    given: Given,
    *,
    moves: Folders | None = None,
    shelf: Shelf | None = None,
) -> Found[Any]:
    """Return the first of all files of a name, read as a Routine or a Move.

    Args:
        model: which of the two.
        name: of all of them.
        files: in the order of the folders.
        given: a language.
        moves: where its moves are; by default as for ``read_routine``.
        shelf: moves that other files have used before; those of this one are added.
    """
    path, *hides = files
    try:
        reading = read_as(model, path, moves, given, shelf)
    except RoutineError as error:
        return Found(name, path, None, tuple(hides), error.problems)
    return Found(name, path, reading.value, tuple(hides), (), reading.languages, reading.language)


def _hint(name: str) -> str:
    for file in (name, *(f"{name}{ending}" for ending in ENDINGS)):
        if is_file(Path(file)):
            return f"For the file here, write {os.curdir}{os.sep}{file}."
    if move := move_folders(HERE).find(name):
        return f"It is a move; to hear it by itself, give its file: {move}."
    near = did_you_mean(name, names())
    meant = f"Did you mean {near}? " if near else ""
    return f"{meant}The routines are {', '.join(names())}; or give the path of a file."
