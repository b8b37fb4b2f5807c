"""``guide schema``: what routines look like, for editors."""

from __future__ import annotations

from pathlib import Path

import click

from audio.files.whole import whole_file
from guide.format.routine import Move, Routine
from guide.format.schema_file import mode_line, schema_text

MODELS = {"routine": Routine, "move": Move}


@click.command("schema")
@click.argument("what", type=click.Choice([*MODELS]), default="routine")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it to a file.",
)
@click.option("--force", is_flag=True, help="Overwrite a file that exists.")
def schema_(what: str, output: Path | None, force: bool) -> None:
    """Print the JSON Schema of routines, or of moves: editors check and complete with it.

    It offers the names of the moves that a file here, or beside OUTPUT, can use.
    """
    text = schema_text(MODELS[what], output or Path(what))
    if output is None:
        click.echo(text, nl=False)
        return
    with whole_file(output, overwrite=force) as file:
        file.write(text.encode())
    click.echo(f"Wrote {output}. For a {what} beside it, this is the first line:")
    click.echo(mode_line(output.name))
