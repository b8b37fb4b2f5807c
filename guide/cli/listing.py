"""``guide list``: what there is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from audio.clip import to_seconds
from guide.cli.languages import in_language, language_in
from guide.cli.paragraphs import echo
from guide.cli.types import json_option
from guide.durations import about
from guide.folders import origin
from guide.languages import named
from guide.listing import routines
from guide.problems import printable

if TYPE_CHECKING:
    from guide.folders import Origin
    from guide.listed import Listed

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
    wanted = language_in(ctx)
    entries = routines(wanted)
    if as_json:
        click.echo(json.dumps([_as_dict(entry) for entry in entries], ensure_ascii=False, indent=1))
        return
    if not entries and wanted.tag:
        echo(f"None comes in {named(wanted.tag)}.")
        return
    widest = max((len(entry.name) for entry in entries), default=0)
    lines = (
        printable(f"{entry.name:<{widest}}  {_described(entry)}{whence(entry)}")
        for entry in entries
    )
    echo("\n".join(lines), hanging=widest + 2)


def _described(entry: Listed) -> str:
    brief = entry.brief
    if brief is None:
        return why_not(entry)
    needed = ", ".join(brief.equipment) or "nothing needed"
    several = f", in {', '.join(brief.languages)}" if len(brief.languages) > 1 else ""
    return f"{brief.title}, {about(brief.frames)} ({needed}){several}"


def why_not(entry: Listed) -> str:
    """Return why an entry of a list is told no more of."""
    problem = entry.problems[0]
    return f"cannot be read: {problem.place}: {problem.message}"


def whence(entry: Listed) -> str:
    """Return where an entry of a list comes from, and what it hides; nothing for a bundled one."""
    hidden = [_HIDDEN[origin(path)] for path in entry.hides]
    hides = f", hides {' and '.join(hidden)}" if hidden else ""
    comes = entry.origin
    return f" - {_ORIGINS[comes]}{hides}" if comes != "bundled" or hides else ""


def origin_as_dict(entry: Listed) -> dict[str, Any]:
    """Return name and origin of an entry, for programs; its problems where it cannot be read."""
    values: dict[str, Any] = {
        "name": entry.name,
        "path": str(entry.path),
        "origin": entry.origin,
        "hides": [str(path) for path in entry.hides],
    }
    if entry.brief is None:
        values["problems"] = [problem.as_dict() for problem in entry.problems]
    return values


def _as_dict(entry: Listed) -> dict[str, Any]:
    values, brief = origin_as_dict(entry), entry.brief
    if brief is None:
        return values
    return values | {
        "title": brief.title,
        "summary": brief.summary,
        "language": brief.language,
        "languages": brief.languages,
        "equipment": brief.equipment,
        "estimated_seconds": round(to_seconds(brief.frames)),
    }
