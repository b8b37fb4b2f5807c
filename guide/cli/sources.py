"""Files that a command reads, which it must not write over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guide.routine import Routine


def keep_sources(routines: Iterable[Routine], outputs: Iterable[Path]) -> None:
    """Refuse to write over the files that the routines were read from, and their own sounds.

    Raises:
        BadParameter: one of ``outputs`` is such a file, by whatever name.
    """
    outputs = list(outputs)
    for routine in routines:
        if routine.place:
            file = Path(routine.place.file)
            keep([file], outputs, "the routine itself")
            sounds = routine.sounds.by_chime().values()
            keep([file.with_name(sound.file) for sound in sounds], outputs, "a sound of it")


def keep(files: Iterable[Path], outputs: Iterable[Path], what: str) -> None:
    """Refuse to write over ``files``.

    Args:
        files: that are read.
        outputs: that shall be written.
        what: the files are, in a message.

    Raises:
        BadParameter: one of ``outputs`` is such a file, by whatever name.
    """
    sources = {identity for file in files if (identity := _identity(file))}
    for output in outputs:
        if _identity(output) in sources:
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
