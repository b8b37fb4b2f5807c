"""``guide list``: the routines that there are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from audio.clip import to_seconds
from guide.cli.options.language import in_language
from guide.cli.options.types import json_option
from guide.cli.options.wanted import given_in
from guide.cli.terminal.entries import origin_as_dict, whence
from guide.cli.terminal.paragraphs import echo
from guide.compiling.estimate import estimated_frames
from guide.fitting.fit import settle
from guide.language.durations import about
from guide.language.languages import named
from guide.library.finding import routines
from guide.problems.problem import printable

if TYPE_CHECKING:
    from guide.format.routine import Routine
    from guide.library.finding import Found


@click.command("list")
@in_language
@json_option
@click.pass_context
def list_(ctx: click.Context, /, as_json: bool) -> None:
    """List the routines found: the bundled ones and those in your own folder.

    With --language, only those that come in it.
    """
    entries = routines(given_in(ctx))
    if as_json:
        click.echo(json.dumps([_as_dict(entry) for entry in entries], ensure_ascii=False, indent=1))
        return
    if not entries and (tag := given_in(ctx).language.tag):
        echo(f"None comes in {named(tag)}.")
    widest = max((len(entry.name) for entry in entries), default=0)
    for entry in entries:
        line = f"{entry.name:<{widest}}  {_described(entry)}{whence(entry)}"
        echo(printable(line), hanging=widest + 2)


def _described(entry: Found[Routine]) -> str:
    if entry.content is None:
        problem = entry.problems[0]
        return f"cannot be read: {problem.place}: {problem.message}"
    length = about(estimated_frames(settle(entry.content)))
    needed = ", ".join(entry.content.equipment) or "nothing needed"
    several = f", in {', '.join(entry.languages)}" if len(entry.languages) > 1 else ""
    return f"{entry.content.title}, {length} ({needed}){several}"


def _as_dict(entry: Found[Routine]) -> dict[str, Any]:
    values = origin_as_dict(entry)
    if entry.content is None:
        return values | {"problems": [problem.as_dict() for problem in entry.problems]}
    return values | {
        "title": entry.content.title,
        "summary": entry.content.summary,
        "language": entry.content.language,
        "languages": list(entry.languages),
        "equipment": list(entry.content.equipment),
        "estimated_seconds": round(to_seconds(estimated_frames(settle(entry.content)))),
    }
