"""``guide list`` and ``guide show``: what there is, without speaking a word."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from audio.clip import to_seconds
from guide.cli.options.language import in_language
from guide.cli.options.types import json_option, routine_argument
from guide.cli.options.wanted import given_in, is_wanted, set_option, wanted_options
from guide.cli.terminal.paragraphs import echo
from guide.compiling.estimate import estimated_frames, estimated_measure, estimated_timeline
from guide.fitting.fit import fit, settle
from guide.folders import origin
from guide.format.routine import Move
from guide.language.durations import about
from guide.language.languages import all_named, named
from guide.library.finding import languages_at, routines
from guide.problems.problem import printable
from guide.showing.overview import overview

if TYPE_CHECKING:
    from guide.fitting.fit import Wanted
    from guide.fitting.plan import Plan
    from guide.folders import Origin
    from guide.format.routine import Routine
    from guide.library.finding import Found

_ORIGINS: dict[Origin, str] = {
    "bundled": "comes along",
    "yours": "yours",
    "beside": "in the folder moves here",
}
_HIDDEN: dict[Origin, str] = {
    "bundled": "the one that comes along",
    "yours": "another of yours",
    "beside": "another one here",
}


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


@click.command("show")
@routine_argument
@wanted_options
@set_option
@in_language
@click.option("--chart", "as_chart", is_flag=True, help="Draw what is heard, and when.")
@click.pass_context
def show_(ctx: click.Context, /, routine: Routine, wanted: Wanted, as_chart: bool) -> None:
    """Show what ROUTINE contains: steps, sides, holds, lengths, safety, source.

    With --level, --fit or --seed, show what is chosen of all that its author leaves open.
    """
    fitted = fit(routine, wanted, estimated_measure(routine))
    for remark in fitted.remarks:
        echo(f"At a guess: {remark}", err=True)
    width = shutil.get_terminal_size().columns
    if as_chart:
        _draw(fitted.plan, width)
        return
    shown = _without_options(fitted.routine) if is_wanted(ctx) else routine
    for line in overview(shown, estimated_frames(fitted.plan), min(width, 100)):
        click.echo(line)
    if len(languages := languages_at(routine)) > 1:
        click.echo()
        echo(f"It comes in {all_named(languages)}: --language shows it in another.")


def _without_options(fitted: Routine) -> Routine:
    """Return a routine in which everything is chosen: what is in it now is not left out."""
    steps = (replace(step, optional=False) for step in fitted.steps if isinstance(step, Move))
    return replace(fitted, steps=tuple(steps))


def _draw(plan: Plan, width: int) -> None:
    """Draw with blocks, or with what the terminal's encoding has."""
    from guide.showing.chart import ASCII, BLOCKS, chart  # noqa: PLC0415 - only for this option

    encoding = sys.stdout.encoding or "utf-8"
    try:
        "".join((*BLOCKS.of.values(), BLOCKS.more)).encode(encoding)
        signs = BLOCKS
    except UnicodeEncodeError:
        signs = ASCII
    for line in chart(estimated_timeline(plan), width, signs):
        click.echo(line.encode(encoding, "replace").decode(encoding))


def _described(entry: Found[Routine]) -> str:
    if entry.content is None:
        problem = entry.problems[0]
        return f"cannot be read: {problem.place}: {problem.message}"
    length = about(estimated_frames(settle(entry.content)))
    needed = ", ".join(entry.content.equipment) or "nothing needed"
    several = f", in {', '.join(entry.languages)}" if len(entry.languages) > 1 else ""
    return f"{entry.content.title}, {length} ({needed}){several}"


def whence(entry: Found[Any]) -> str:
    """Return where an entry of a list comes from, and what it hides; nothing for a bundled one."""
    hidden = [_HIDDEN[origin(path)] for path in entry.hides]
    hides = f", hides {' and '.join(hidden)}" if hidden else ""
    return f" - {_ORIGINS[entry.origin]}{hides}" if entry.origin != "bundled" or hides else ""


def origin_as_dict(entry: Found[Any]) -> dict[str, Any]:
    """Return name and origin of an entry, for programs."""
    return {
        "name": entry.name,
        "path": str(entry.path),
        "origin": entry.origin,
        "hides": [str(path) for path in entry.hides],
    }


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
