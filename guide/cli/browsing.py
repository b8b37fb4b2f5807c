"""``guide list`` and ``guide show``: what there is, without speaking a word."""

from __future__ import annotations

import json
import shutil
import sys
from typing import TYPE_CHECKING, Any

import click

from audio.clip import to_seconds
from guide.cli.types import json_option, level_option, routine_argument
from guide.durations import about
from guide.estimate import estimated_frames, estimated_timeline
from guide.fit import Level, settle
from guide.library import Entry, routines
from guide.overview import overview

if TYPE_CHECKING:
    from guide.plan import Plan
    from guide.routine import Routine


@click.command("list")
@json_option
def list_(as_json: bool) -> None:
    """List the routines found: the bundled ones and those in your own folder."""
    entries = routines()
    if as_json:
        click.echo(json.dumps([_as_dict(entry) for entry in entries], ensure_ascii=False, indent=1))
        return
    widest = max((len(entry.name) for entry in entries), default=0)
    for entry in entries:
        click.echo(f"{entry.name:<{widest}}  {_described(entry)}")


@click.command("show")
@routine_argument
@level_option
@click.option("--chart", "as_chart", is_flag=True, help="Draw what is heard, and when.")
def show_(routine: Routine, level: Level, as_chart: bool) -> None:
    """Show what ROUTINE contains: steps, sides, holds, lengths, safety, source."""
    plan = settle(routine, level)
    width = shutil.get_terminal_size().columns
    if as_chart:
        _draw(plan, width)
        return
    for line in overview(routine, estimated_frames(plan), min(width, 100)):
        click.echo(line)


def _draw(plan: Plan, width: int) -> None:
    """Draw with blocks, or with what the terminal's encoding has."""
    from guide.chart import ASCII, BLOCKS, chart  # noqa: PLC0415 - only for this option

    encoding = sys.stdout.encoding or "utf-8"
    try:
        "".join((*BLOCKS.of.values(), BLOCKS.more)).encode(encoding)
        signs = BLOCKS
    except UnicodeEncodeError:
        signs = ASCII
    for line in chart(estimated_timeline(plan), width, signs):
        click.echo(line.encode(encoding, "replace").decode(encoding))


def _described(entry: Entry) -> str:
    if entry.routine is None:
        problem = entry.problems[0]
        return f"cannot be read: {problem.place}: {problem.message}"
    length = about(estimated_frames(settle(entry.routine)))
    needed = ", ".join(entry.routine.equipment) or "nothing needed"
    return f"{entry.routine.title}, {length} ({needed})"


def _as_dict(entry: Entry) -> dict[str, Any]:
    values: dict[str, Any] = {"name": entry.name, "path": str(entry.path)}
    if entry.routine is None:
        return values | {"problems": [problem.as_dict() for problem in entry.problems]}
    return values | {
        "title": entry.routine.title,
        "summary": entry.routine.summary,
        "language": entry.routine.language,
        "equipment": list(entry.routine.equipment),
        "estimated_seconds": round(to_seconds(estimated_frames(settle(entry.routine)))),
    }
