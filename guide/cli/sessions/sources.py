"""What an output must not be written over: the files that it is made from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from guide.format.routine import Routine


def keep_sources(routines: Iterable[Routine], outputs: Sequence[Path]) -> None:
    """Refuse to write over the files that the routines were read from, their sounds among them.

    Raises:
        BadParameter: one of ``outputs`` is such a file, by whatever name.
    """
    placed = [(routine, Path(routine.place.file)) for routine in routines if routine.place]
    keep([file for _, file in placed], "the routine itself", outputs)
    sounds = [
        file.parent / sound.file
        for routine, file in placed
        for sound in routine.sounds.by_chime().values()
    ]
    keep(sounds, "a sound of the routine", outputs)


def keep(files: Iterable[Path], what: str, outputs: Iterable[Path]) -> None:
    """Refuse to write over ``files``.

    Raises:
        BadParameter: one of ``outputs`` is such a file, by whatever name.
    """
    kept = {identity for file in files if (identity := _identity(file))}
    for output in outputs:
        if _identity(output) in kept:
            raise click.BadParameter(
                f"'{output}' is {what}: choose another name.", param_hint="'-o'"
            )


def _identity(file: Path) -> tuple[int, int] | None:
    """Return what a file is known by, whatever its name; None where there is none."""
    try:
        status = file.stat()
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino
