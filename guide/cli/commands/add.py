"""``guide add``: a routine or a move that somebody gave away, taken in."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guide.authoring.shell import command
from guide.cli.commands.pack import contents_of
from guide.folders import ENDINGS, MOVES, comes_along, move_folders, user_folder
from guide.format.routine import Move
from guide.problems.problem import GuideError, printable
from guide.reading.source import read_any, read_in_all

if TYPE_CHECKING:
    from guide.format.routine import Routine
    from guide.library.package import Package


@click.command("add")
@click.argument("source", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--force", is_flag=True, help="Replace, or hide, what has the same name.")
def add_(source: Path, force: bool) -> None:
    """Add what somebody gave you: a zip, a folder, or the FILE of a routine or a move.

    All of it is checked first, and added whole or not at all. Then it is found by its name.
    """
    from guide.library.adding import add  # noqa: PLC0415 - help needs none of these
    from guide.library.incoming import of_folder, of_zip  # noqa: PLC0415
    from guide.library.package import checked, of_routine, without_unused_sounds  # noqa: PLC0415

    if not source.exists():
        raise GuideError(f"{source}: there is no such file or folder.")
    if source.is_dir():
        package = of_folder(source)
    elif source.suffix in ENDINGS:
        if isinstance(read_any(source), Move):
            will_find = move_folders(user_folder() / MOVES / source.name)
            read_in_all(source, moves=will_find)
            _add_moves({source.name: source.read_bytes()}, force)
            return
        package = of_routine(source)
    elif source.is_file() and zipfile.is_zipfile(source):
        package = of_zip(source)
    else:
        raise GuideError(f"{source} is no zip, no folder, and no .yaml file: nothing was added.")
    routines = checked(package)
    if not routines:
        files = sorted(package.files.keys() - set(package.sounds))
        _add_moves({Path(name).name: package.files[name] for name in files}, force)
        return
    package = without_unused_sounds(package, routines.values())
    folder = add(package, routines, overwrite=force)
    _tell(package, routines, folder)


def _tell(package: Package, routines: dict[str, Routine], folder: Path) -> None:
    click.echo(printable(f"Added to {folder}: {contents_of(package)}."))
    for name, routine in routines.items():
        hides = ", which hides the one that comes along" if comes_along(name) else ""
        click.echo(printable(f"{routine.title}{hides}. Hear it: {command('guide', 'play', name)}"))
    click.echo(printable(f"To be rid of it, delete the folder {folder}."))
    if package.left_out:
        click.echo(printable(f"Left out: {', '.join(package.left_out)}."))


def _add_moves(files: dict[str, bytes], force: bool) -> None:
    """Add moves, which were checked, for all routines."""
    from guide.library.adding import add_moves  # noqa: PLC0415 - help needs none

    folder = add_moves(files, overwrite=force)
    names = [Path(name).stem for name in files]
    moves = f"the move{'' if len(names) == 1 else 's'} {', '.join(names)}"
    click.echo(printable(f"Added to {folder}: {moves}."))
    click.echo(printable(f"In a routine, write: - {names[0]}"))
    click.echo("To be rid of a move, delete its file there.")
