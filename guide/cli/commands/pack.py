"""``guide pack``: a routine with what is its own, to be given away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from guide.authoring.shell import command
from guide.cli.options.types import routine_argument
from guide.format.routine import Move
from guide.problems.problem import GuideError
from guide.reading.source import read_any

if TYPE_CHECKING:
    from guide.format.routine import Routine
    from guide.library.package import Package


@click.command("pack")
@routine_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE.zip",
    help="The file to write; without it, the routine's name in this folder.",
)
@click.option("--force", is_flag=True, help="Overwrite a file that exists.")
def pack_(routine: Routine, output: Path | None, force: bool) -> None:
    """Put ROUTINE with moves and sounds of its own into one zip, to be given away.

    Moves that come with the program are not in it: whoever has the program has them.
    """
    from audio.files.whole import whole_file  # noqa: PLC0415 - help needs none of these
    from guide.library.package import of_routine, zipped  # noqa: PLC0415

    assert routine.place
    source = Path(routine.place.file)
    if isinstance(read_any(source), Move):
        raise GuideError(f"{source} is a move: give the file away as it is. 'guide add' takes it.")
    package = of_routine(source)
    output = output or Path(f"{package.name}.zip")
    if output.suffix.lower() != ".zip":
        raise click.BadParameter(f"'{output}' does not end with .zip: name it so.", param_hint="-o")
    with whole_file(output, overwrite=force) as file:
        file.write(zipped(package))
    click.echo(f"Wrote {output}: {contents_of(package)}.")
    click.echo(f"Whoever gets it writes: {command('guide', 'add', output.name)}")


def contents_of(package: Package) -> str:
    """Return what a package has, for people."""
    routines = len(package.files) - len(package.moves) - len(package.sounds)
    moves = f", with the moves {', '.join(package.moves)}" if package.moves else ""
    sounds = f", with the sounds {', '.join(package.sounds)}" if package.sounds else ""
    return f"{routines} routine{'' if routines == 1 else 's'}{moves}{sounds}"
