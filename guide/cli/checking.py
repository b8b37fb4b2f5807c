"""``guide check``: every problem of every file, with its place and what to write instead."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guide.cli.faults import tell
from guide.cli.types import json_option
from guide.cli.wishes import given_in, set_option
from guide.problems import RoutineError, render
from guide.source import check, read_any

if TYPE_CHECKING:
    from guide.parameters import Given
    from guide.problems import Problem

UNHEARD = "Whether all words fit their time depends on the voice: 'guide compile' tells."


@click.command("check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@set_option
@json_option
@click.pass_context
def check_(ctx: click.Context, files: tuple[str, ...], as_json: bool) -> None:
    """Check every FILE, a routine or a move, and list all problems at once.

    The exit status is 1 if there is any; warnings alone leave it 0.
    """
    given = given_in(ctx)
    if as_json:
        problems = [problem for file in files for problem in check(Path(file), given)]
        click.echo(json.dumps([problem.as_dict() for problem in problems], ensure_ascii=False))
    else:
        found = [_told(file, given) for file in files]
        problems = [problem for of_file in found for problem in of_file]
        if not all(found):
            click.echo(UNHEARD)
        if problems:
            plural = "" if len(problems) == 1 else "s"
            click.echo(f"{len(problems)} problem{plural} found.")
    if problems:
        ctx.exit(1)


def _told(file: str, given: Given) -> tuple[Problem, ...]:
    """Print what there is to say about a file, and return its problems."""
    try:
        checked = read_any(Path(file), given)
    except RoutineError as error:
        for problem in error.problems:
            click.echo(render(problem))
        return error.problems
    from guide.doubts import doubts  # noqa: PLC0415 - not for files with problems

    click.echo(f"{file}: fine")
    tell(doubts(checked))
    return ()
