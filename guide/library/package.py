"""A routine with moves and sounds of its own as one thing: a folder, or such a folder in a zip.

    evening.yaml
    bowl.wav
    moves/wall-angel.yaml
    sounds/bell.ogg

What comes from elsewhere is read by ``guide.library.incoming``.
"""

from __future__ import annotations

import io
import stat
import tempfile
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from guide.folders import MOVES, move_folders, origin
from guide.format.kinds.sound_file import is_sound_file
from guide.format.routine import Routine
from guide.problems.problem import GuideError, RoutineError
from guide.reading.source import files_of, read_any, read_in_all

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guide.problems.problem import Problem

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can name: with one moment for all, the same files give the same bytes."""


@dataclass(frozen=True, slots=True)
class Package:
    """Files of routines and of their moves.

    Attributes:
        name: what its folder is called.
        files: contents by names such as ``evening.yaml`` and ``moves/wall-angel.yaml``.
        left_out: names of what else was there.
    """

    name: str
    files: dict[str, bytes]
    left_out: tuple[str, ...] = ()

    @property
    def moves(self) -> list[str]:
        """The names of its moves."""
        return sorted(Path(name).stem for name in self.files if name.startswith(f"{MOVES}/"))

    @property
    def sounds(self) -> list[str]:
        """The names of its sound files."""
        return sorted(filter(is_sound_file, self.files))


def of_routine(path: Path) -> Package:
    """Return a routine with its sounds, and the moves that it uses but do not come along.

    Raises:
        RoutineError: something is wrong with it, in any of its languages.
    """
    routine = _routine(path)
    own, *moves = files_of(path)
    files = {own.name: own.read_bytes()}
    for move in moves:
        if origin(move) != "bundled":
            files[f"{MOVES}/{move.name}"] = move.read_bytes()
    for sound in routine.sounds.by_chime().values():
        files[sound.file] = (path.parent / sound.file).read_bytes()
    return Package(own.stem, files)


def missing_at(target: Path, original: Path) -> dict[Path, bytes]:
    """Return what a copy of a routine or move needs beside it and has not: moves and sounds.

    Args:
        target: where the copy shall be.
        original: what it is a copy of.

    Raises:
        RoutineError: something is wrong with the original.
        GuideError: something else has the name of one of them there.
    """
    folders = move_folders(target)
    missing: dict[Path, Path] = {}
    for move in files_of(original)[1:]:
        if origin(move) != "bundled":
            missing[folders.find(move.stem) or folders.paths[0] / move.name] = move
    if isinstance(found := read_any(original), Routine):
        for own in found.sounds.by_chime().values():
            missing[target.parent / own.file] = original.parent / own.file
    there = {path: path.read_bytes() for path in missing if path.exists()}
    contents = {path: source.read_bytes() for path, source in missing.items()}
    for path, content in there.items():
        if contents[path] != content:
            raise GuideError(
                f"{original} needs {missing[path]}, and {path} is another one: "
                f"rename one of them, or write the new file to another folder with -o."
            )
    return {path: content for path, content in contents.items() if path not in there}


def zipped(package: Package) -> bytes:
    """Return it as a zip; the same files give the same bytes, on every system."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:  # stored: packers differ, and texts are small
        for name in sorted(package.files):
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.create_system, entry.external_attr = 3, (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, package.files[name])
    return written.getvalue()


def checked(package: Package) -> dict[str, Routine]:
    """Return its routines by their names, read as they will be once it is added; moves as well.

    Raises:
        RoutineError: something is wrong with one of them, or with one of its moves, in any of
            their languages.
        GuideError: there is neither a routine nor a move in it.
    """
    routines: dict[str, Routine] = {}
    problems: list[Problem] = []

    def inside(file: str) -> str:
        return file.removeprefix(folder).lstrip("/\\")

    with tempfile.TemporaryDirectory() as folder:
        write_files(package, Path(folder))
        for name in sorted(package.files.keys() - set(package.sounds)):
            path = Path(folder, name)
            try:
                if "/" in name:
                    read_in_all(path)
                else:
                    routines[path.stem] = _routine(path)
            except RoutineError as error:
                problems += [problem.of(inside) for problem in error.problems]
    if problems:
        raise RoutineError(dict.fromkeys(problems))
    if not routines and not package.moves:
        raise GuideError(f"There is no routine in {package.name}: it has to lie at its top.")
    return routines


def _routine(path: Path) -> Routine:
    found = read_in_all(path)[0].value
    if isinstance(found, Routine):
        return found
    raise GuideError(
        f"{path.name} is a move: moves lie in a folder called {MOVES}. Nothing was added."
    )


def without_unused_sounds(package: Package, routines: Iterable[Routine]) -> Package:
    """Return it without the sound files that no routine has: only the others were checked."""
    used = {own.file for routine in routines for own in routine.sounds.by_chime().values()}
    unused = {name for name in package.sounds if name not in used}
    files = {name: content for name, content in package.files.items() if name not in unused}
    return replace(package, files=files, left_out=(*package.left_out, *sorted(unused)))


def write_files(package: Package, folder: Path) -> None:
    """Write its files into a folder that is there."""
    for name, content in package.files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
