"""``guide moves``: the library that the steps of a routine are taken from."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audio.clip import to_seconds
from guide.cli.options.language import in_language
from guide.cli.options.types import MOVE, json_option
from guide.cli.options.wanted import given_in
from guide.cli.terminal.entries import origin_as_dict, whence
from guide.compiling.estimate import estimated_frames
from guide.fitting.fit import settle
from guide.folders import HERE
from guide.format.routine import Routine, Settings
from guide.language.durations import about
from guide.language.languages import all_named
from guide.language.words import words_of
from guide.library.finding import find_move, moves
from guide.problems.problem import RoutineError, printable
from guide.showing.overview import move_overview
from guide.showing.told import amount

if TYPE_CHECKING:
    from guide.format.routine import Move
    from guide.library.finding import Found


@click.command("moves")
@click.argument("name", metavar="[MOVE]", required=False, type=MOVE)
@click.option(
    "--beside",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="As the routine FILE finds them, instead of one in this folder.",
)
@in_language
@json_option
@click.pass_context
def moves_(ctx: click.Context, /, name: str | None, beside: Path | None, as_json: bool) -> None:
    """List the moves that a routine in this folder can use, or show one MOVE.

    In a routine a move is used by its name: "- cat-cow". With --language, only those are listed
    that come in it.
    """
    beside, given = beside or HERE, given_in(ctx)
    found = [find_move(name, beside, given)] if name else moves(beside, given)
    if as_json:
        rows = [_as_dict(entry) for entry in found]
        click.echo(json.dumps(rows[0] if name else rows, ensure_ascii=False, indent=1))
    elif name:
        _show(found[0])
    else:
        widest = max((len(entry.name) for entry in found), default=0)
        for entry in found:
            click.echo(printable(f"{entry.name:<{widest}}  {_described(entry)}{whence(entry)}"))
        click.echo("'guide moves NAME' tells more of one.")


def _show(entry: Found[Move]) -> None:
    if entry.content is None:
        raise RoutineError(entry.problems)
    width = min(shutil.get_terminal_size().columns, 100)
    for line in move_overview(entry.content, entry.language, _frames(entry.content), width):
        click.echo(line)
    if len(entry.languages) > 1:
        click.echo(f"\nIt comes in {all_named(entry.languages)}.")
    click.echo(f"\nIn a routine, write: - {entry.name}\nIts file: {entry.path}{whence(entry)}")


def _described(entry: Found[Move]) -> str:
    if entry.content is None:
        problem = entry.problems[0]
        return f"cannot be read: {problem.place}: {problem.message}"
    words, length = words_of(entry.language), _frames(entry.content)
    return f"{entry.content.title}, {about(length, words)}: {amount(entry.content, words)}"


def _as_dict(entry: Found[Move]) -> dict[str, Any]:
    values = origin_as_dict(entry)
    if entry.content is None:
        return values | {"problems": [problem.as_dict() for problem in entry.problems]}
    move = entry.content
    return values | {
        "title": move.title,
        "languages": list(entry.languages),
        "amount": amount(move, words_of(entry.language)),
        "sides": list(move.sides),
        "equipment": list(move.equipment),
        "estimated_seconds": round(to_seconds(_frames(move))),
    }


def _frames(move: Move) -> int:
    """Return about how long ``move`` takes as a step, without what is said around the steps."""
    alone = Routine(move.title, (move,), settings=Settings())
    around = estimated_frames(settle(Routine(move.title, ())))
    return estimated_frames(settle(alone)) - around
