"""Adds a package to the user's own folder: whole, or not at all."""

from __future__ import annotations

import re
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from audio.errors import FileIsThereError
from audio.files.part import not_written
from audio.files.whole import check_free, whole_file
from guide.authoring.draft import file_name
from guide.folders import BUNDLED, MOVES, comes_along, routine_folders, user_folder
from guide.format.routine import MOVE_NAME
from guide.library.package import write_files
from guide.problems.problem import GuideError, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guide.library.package import Package


def add(package: Package, routines: Iterable[str], *, overwrite: bool) -> Path:
    """Give ``package`` a folder in the user's own, where its routines are found by name.

    It is written aside, into a hidden folder that nothing is found in, and takes its place with
    one renaming.

    Args:
        package: checked.
        routines: the names of its routines.
        overwrite: whether a package of the same name may be replaced, and a routine that comes
            with the program be hidden.

    Returns:
        its folder.

    Raises:
        FileIsThereError: there is one of that name.
        GuideError: a name is taken by another routine of the user's, or without ``overwrite``
            by one that comes with the program; or the folder cannot be written.
    """
    target = user_folder() / _folder_name(package.name)
    _check_free(target, routines, overwrite)
    try:
        user_folder().mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".adding-", dir=user_folder()))
    except OSError as error:
        raise _unwritable(error) from error
    try:
        _put(package, target, aside)
    except OSError as error:
        raise _unwritable(error) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return target


def add_moves(files: dict[str, bytes], *, overwrite: bool) -> Path:
    """Put moves where all routines find them.

    Args:
        files: contents by names such as ``wall-angel.yaml``, checked.
        overwrite: whether a move of the same name may be replaced, and one that comes with the
            program be hidden.

    Returns:
        their folder.

    Raises:
        FileError: there is one of that name, or it cannot be written.
        GuideError: a name is no name of a move, or without ``overwrite`` that of one that comes
            with the program; or the folder cannot be made.
    """
    folder = user_folder() / MOVES
    for name in files:
        move = Path(name).stem
        if not re.fullmatch(MOVE_NAME.pattern, move):
            raise GuideError(
                f"{quoted(move)} is no name that a step can have: rename the file to "
                f"{file_name(move) or 'wall-angel'}.yaml, for example. Nothing was added."
            )
        if not overwrite and comes_along(move, BUNDLED / MOVES):
            raise hides(move, "move")
        check_free(folder / name, overwrite)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(error) from error
    with ExitStack() as together:  # they take their places when all of them are written
        for name, content in files.items():
            together.enter_context(whole_file(folder / name, overwrite)).write(content)
    return folder


def _put(package: Package, target: Path, aside: Path) -> None:
    """Write ``package`` into the folder ``aside``, then let it be ``target``; raises OSError."""
    new, old = aside / "new", aside / "old"
    new.mkdir()
    write_files(package, new)
    try:
        if target.exists():
            target.rename(old)
        new.rename(target)
    except BaseException:
        if old.exists() and not target.exists():
            old.rename(target)
        raise


def _folder_name(name: str) -> str:
    made = file_name(name) or "added"
    return f"{made}-routine" if made == MOVES else made


def _check_free(target: Path, routines: Iterable[str], overwrite: bool) -> None:
    for name in routines:
        taken = [path for path in routine_folders().every(name) if path.parent != BUNDLED]
        for path in taken:
            if path.parent != target:
                raise GuideError(
                    f"You have a routine called {quoted(name)} already, {path}: "
                    "rename or delete that first. Nothing was added."
                )
        if not overwrite and comes_along(name):
            raise hides(name, "routine")
    if target.exists() and not overwrite:
        raise FileIsThereError(f"{target} was added before; leave it as it is.")


def hides(name: str, kind: str) -> GuideError:
    """Return why a ``kind`` of file is not added under the name of one that comes along."""
    return GuideError(
        f"{quoted(name)} is the name of a {kind} that comes with the program, and would hide it: "
        "rename the file, or add --force to have yours in its place. Nothing was added."
    )


def _unwritable(error: OSError) -> GuideError:
    return GuideError(
        f"{not_written(user_folder(), error)} Nothing was added. "
        "STRETCH_GUIDE_ROUTINES names another folder."
    )
