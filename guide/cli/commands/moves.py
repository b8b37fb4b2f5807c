"""``guide moves``: the library that the steps of a routine are taken from."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audio.clip import to_seconds
from guide.cli.options.language import in_language, language_in
from guide.cli.options.types import MOVE, json_option
from guide.cli.options.wanted import given_in
from guide.cli.terminal.entries import lines_of, origin_as_dict, whence, why_not
from guide.folders import HERE
from guide.language.durations import about
from guide.language.words import words_of
from guide.library.listing import moves

if TYPE_CHECKING:
    from guide.format.routine import Move
    from guide.library.finding import Found
    from guide.library.listed import Listed
    from guide.reading.parameters import Given


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
    beside = beside or HERE
    if name:
        _show_one(name, beside, given_in(ctx), as_json)
        return
    entries = moves(beside, language_in(ctx))
    if as_json:
        rows = [_as_dict(entry) for entry in entries]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    if entries:
        click.echo(lines_of(entries, _described)[0])
    click.echo("'guide moves NAME' tells more of one.")


def _show_one(name: str, beside: Path, given: Given, as_json: bool) -> None:
    from guide.library.brief import listed  # noqa: PLC0415 - lists need not read what has not changed
    from guide.library.finding import find_move  # noqa: PLC0415 - as above

    found = find_move(name, beside, given)
    entry = listed(found)
    if as_json:
        click.echo(json.dumps(_as_dict(entry), ensure_ascii=False, indent=1))
    else:
        _show(found, entry)


def _show(found: Found[Move], entry: Listed) -> None:
    from guide.language.languages import all_named  # noqa: PLC0415 - as above
    from guide.problems.problem import RoutineError  # noqa: PLC0415 - as above
    from guide.showing.overview import move_overview  # noqa: PLC0415 - as above

    if found.content is None or entry.brief is None:
        raise RoutineError(found.problems)
    width = min(shutil.get_terminal_size().columns, 100)
    for line in move_overview(found.content, found.language, entry.brief.frames, width):
        click.echo(line)
    if len(found.languages) > 1:
        click.echo(f"\nIt comes in {all_named(found.languages)}.")
    click.echo(f"\nIn a routine, write: - {found.name}\nIts file: {found.path}{whence(entry)}")


def _described(entry: Listed) -> str:
    brief = entry.brief
    if brief is None:
        return why_not(entry)
    return f"{brief.title}, {about(brief.frames, words_of(brief.language))}: {brief.amount}"


def _as_dict(entry: Listed) -> dict[str, Any]:
    values, brief = origin_as_dict(entry), entry.brief
    if brief is None:
        return values
    return values | {
        "title": brief.title,
        "languages": brief.languages,
        "amount": brief.amount,
        "sides": brief.sides,
        "equipment": brief.equipment,
        "estimated_seconds": round(to_seconds(brief.frames)),
    }
