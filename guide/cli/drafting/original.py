"""The routine or move that a new one is begun from: found, and given another title."""

from __future__ import annotations

from pathlib import Path

from audio.files.whole import whole_file
from guide.cli.drafting.answers import moves_here
from guide.folders import HERE, is_path
from guide.format.routine import Move
from guide.library.finding import find, find_move, names
from guide.library.package import missing_at
from guide.problems.problem import GuideError, quoted
from guide.reading.source import read_any


def original_of(name: str, as_move: bool) -> Path:
    """Return the file to begin from.

    Raises:
        GuideError: nothing of that kind has the name.
        RoutineError: something is wrong with it already.
    """
    if is_path(name):
        is_move = isinstance(read_any(Path(name)), Move)
        is_routine = not is_move
    else:
        is_routine, is_move = name in names(), name in moves_here()
    if is_move and not is_routine and not as_move:
        raise GuideError(f"{quoted(name)} is a move: to begin from it, add --move.")
    if is_routine and not is_move and as_move:
        raise GuideError(f"{quoted(name)} is a routine: to begin from it, leave --move out.")
    if is_path(name):
        return Path(name)
    return find_move(name, HERE).path if as_move else find(name)


def write_missing(target: Path, original: Path) -> list[Path]:
    """Write what a copy of ``original`` at ``target`` needs beside it, and return what that was."""
    missing = missing_at(target, original)
    for path, content in missing.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(path, overwrite=False) as file:
            file.write(content)
    return list(missing)
