"""Finds routines by name, and reads them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from guide.folders import ENDINGS, is_file, is_path, routine_folders
from guide.parameters import NOTHING_GIVEN, Given
from guide.problems import GuideError, Problem, RoutineError, did_you_mean, quoted
from guide.source import read_routine

if TYPE_CHECKING:
    from guide.routine import Routine


@dataclass(frozen=True, slots=True)
class Entry:
    """A routine that was found by name; either it could be read, or it has problems."""

    name: str
    path: Path
    routine: Routine | None
    problems: tuple[Problem, ...] = ()


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
    """Return a routine by its name or path, with values that were given to its parameters.

    Raises:
        GuideError: no routine has that name.
        RoutineError: something is wrong with the file, or the moves it uses.
    """
    return read_routine(find(name_or_path), given=given)


def known_as(routine: Routine) -> str:
    """Return what ``load`` finds a routine by, wherever it is called: its name, or else a path."""
    assert routine.place
    path = Path(routine.place.file)
    found = routine_folders().find(path.stem)
    return path.stem if found and found.samefile(path) else str(path.absolute())


def routines() -> list[Entry]:
    """Return all routines that can be found by name; broken ones with their problems."""
    return [_entry(name) for name in names()]


def _entry(name: str) -> Entry:
    path = find(name)
    try:
        return Entry(name, path, read_routine(path))
    except RoutineError as error:
        return Entry(name, path, None, error.problems)


def _hint(name: str) -> str:
    for file in (name, *(f"{name}{ending}" for ending in ENDINGS)):
        if is_file(Path(file)):
            return f"For the file here, write {os.curdir}{os.sep}{file}."
    near = did_you_mean(name, names())
    meant = f"Did you mean {near}? " if near else ""
    return f"{meant}The routines are {', '.join(names())}; or give the path of a file."
