"""``guide list`` and ``guide show``: what there is, without speaking a word."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import click

from audio.clip import to_seconds
from guide.cli.types import json_option, routine_argument
from guide.cli.wishes import set_option, wanted_options
from guide.durations import about
from guide.estimate import EstimatedLengths, estimated_frames
from guide.fit import fit, settle
from guide.library import Entry, routines
from guide.measure import PlanMeasure
from guide.overview import overview

if TYPE_CHECKING:
    from guide.fit import Wanted
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
@wanted_options
@set_option
def show_(routine: Routine, wanted: Wanted) -> None:
    """Show what ROUTINE contains: steps, sides, holds, lengths, safety, source."""
    fitted = fit(routine, wanted, PlanMeasure(EstimatedLengths()))
    frames = estimated_frames(fitted.plan)
    width = shutil.get_terminal_size().columns
    for line in overview(routine, frames, min(width, 100)):
        click.echo(line)
    for remark in fitted.remarks:
        click.echo(f"At a guess: {remark}", err=True)


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
