"""``guide check``: every problem of every file, with its place and what to write instead."""

from __future__ import annotations

import json
from pathlib import Path

import click

from guide.cli.types import json_option
from guide.problems import render
from guide.source import check


@click.command("check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@json_option
@click.pass_context
def check_(ctx: click.Context, files: tuple[str, ...], as_json: bool) -> None:
    """Check every FILE, a routine or a move, and list all problems at once.

    The exit status is 1 if there is any.
    """
    found = {file: check(Path(file)) for file in files}
    problems = [problem for of_file in found.values() for problem in of_file]
    if as_json:
        click.echo(json.dumps([problem.as_dict() for problem in problems], ensure_ascii=False))
    else:
        for file, of_file in found.items():
            for problem in of_file:
                click.echo(render(problem))
            if not of_file:
                click.echo(f"{file}: fine")
        if problems:
            plural = "" if len(problems) == 1 else "s"
            click.echo(f"{len(problems)} problem{plural} found.")
    if problems:
        ctx.exit(1)
