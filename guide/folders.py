"""Where files are: routines and moves, beside a file, the user's own and bundled; what is kept."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

BUNDLED = Path(__file__).parent.parent / "routines"
"""The routines that come with the program; their moves are in ``moves`` below."""

FOLDER_VARIABLE = "STRETCH_GUIDE_ROUTINES"
HISTORY_VARIABLE = "STRETCH_GUIDE_HISTORY"
CONFIG_VARIABLE = "STRETCH_GUIDE_CONFIG"
CONFIG_NAME = "config.toml"
Origin = Literal["bundled", "yours", "beside"]
ENDINGS = (".yaml", ".yml")
MOVES = "moves"
HERE = Path("routine.yaml")
"""Stands for any routine in the current folder: which moves it finds, its name does not tell."""
SOUNDS = "sounds"
"""The folder beside a routine that its sound files may lie in."""


def user_folder() -> Path:
    """Return the folder of the user's own routines, whether it is there or not."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    return Path(chosen) if chosen else _data_folder() / "routines"


def history_file() -> Path:
    """Return the file that keeps what became of sessions, whether it is there or not."""
    chosen = os.environ.get(HISTORY_VARIABLE)
    return Path(chosen) if chosen else _data_folder() / "history.db"


def config_file() -> Path:
    """Return the file of the user's own settings, whether it is there or not."""
    if chosen := os.environ.get(CONFIG_VARIABLE):
        return Path(chosen)
    from platformdirs import user_config_dir  # noqa: PLC0415 - most tests and paths need none

    return Path(user_config_dir("stretch-guide", appauthor=False)) / CONFIG_NAME


def at_home(path: str) -> Path:
    """Return a path with ``~`` replaced; as it is, where there is nobody of that name."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def is_path(name_or_path: str) -> bool:
    """Whether it is a path: it has a separator of folders, or ends as routine files do."""
    separators = {os.sep, os.altsep, "/"} - {None}
    has_folder = any(separator in name_or_path for separator in separators if separator)
    return has_folder or name_or_path.endswith(ENDINGS)


class Folders(NamedTuple):
    """Folders of YAML files, found by name; earlier ones shadow later ones."""

    paths: tuple[Path, ...]

    def find(self, name: str) -> Path | None:
        """Return the first file of that name, or None."""
        return next(self.every(name), None)

    def every(self, name: str) -> Iterator[Path]:
        """Yield all files of that name: the first is the one that is found."""
        files = (folder / f"{name}{ending}" for folder in self.paths for ending in ENDINGS)
        return (file for file in files if is_file(file))

    def names(self) -> list[str]:
        """Return every name that can be found, in order of the alphabet."""
        return sorted({file.stem for file in self.files()})

    def by_name(self) -> dict[str, list[Path]]:
        """Return every name, in order of the alphabet, with what ``every`` yields for it.

        Each folder is looked through once, however many there are.
        """
        found: dict[str, list[Path]] = {}
        for file in self.files():
            found.setdefault(file.stem, []).append(file)
        alike = Counter(map(str.casefold, found))
        return {
            # Where capitals make no difference, names that differ in nothing else are one.
            name: files if alike[name.casefold()] == 1 else [*self.every(name)]
            for name, files in sorted(found.items())
        }

    def files(self) -> list[Path]:
        """Return every file, folder by folder, each in order of the alphabet."""
        return [file for folder in self.paths for file in _files(folder)]


def routine_folders() -> Folders:
    """Return where routines are found by name."""
    return Folders((user_folder(), *_added_folders(), BUNDLED))


def origin(path: Path) -> Origin:
    """Return where a file comes from: the program, the user's own folder, or beside a routine."""
    if path.parent in (BUNDLED, BUNDLED / MOVES):
        return "bundled"
    return "yours" if user_folder() in path.parents else "beside"


def comes_along(name: str, folder: Path = BUNDLED) -> bool:
    """Whether a file of that name, capitals aside, comes with the program.

    Args:
        name: without its ending.
        folder: ``BUNDLED`` for routines, ``moves`` below it for moves.
    """
    return name.casefold() in Folders((folder,)).names()


def move_folders(beside: Path) -> Folders:
    """Return where the moves that the file ``beside`` uses are found by name."""
    parent = beside.parent
    own = parent if parent.name == MOVES else parent / MOVES
    shared = (user_folder() / MOVES, BUNDLED / MOVES)
    known = any(_same(own, folder) for folder in shared)
    return Folders(shared if known else (own, *shared))


def is_file(path: Path) -> bool:
    """Whether there is a file, as far as can be seen."""
    try:
        return path.is_file()
    except (OSError, ValueError):  # a folder that may not be looked into holds nothing for us
        return False


def _data_folder() -> Path:
    from platformdirs import user_data_dir  # noqa: PLC0415 - most tests and paths need none

    return Path(user_data_dir("stretch-guide", appauthor=False))


def _added_folders() -> list[Path]:
    """Return the folders in the user's own that each hold a routine that was added."""
    own = user_folder()
    try:
        with os.scandir(own) as entries:
            names = sorted(entry.name for entry in entries if _is_folder(entry))
    except OSError:  # most users have no folder of their own
        return []
    return [own / name for name in names if name[0] != "." and name != MOVES]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # it may not be looked at
        return False


def _files(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if _is_yaml(entry))
    except OSError:  # most users have no folder of their own
        return []
    return [folder / name for name in names]


def _is_yaml(entry: os.DirEntry[str]) -> bool:
    """Whether it is a file with a name and an ending of ours, as far as can be seen."""
    stem, ending = os.path.splitext(entry.name)  # noqa: PTH122 - there may be thousands
    try:
        return bool(stem) and ending in ENDINGS and entry.is_file()
    except OSError:  # as in is_file
        return False


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):  # one of them is not there
        return False
