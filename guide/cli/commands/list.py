"""``guide list``: the routines that there are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from audio.clip import to_seconds
from guide.cli.options.language import in_language, language_in
from guide.cli.options.types import json_option
from guide.cli.terminal.entries import lines_of, origin_as_dict, why_not
from guide.cli.terminal.paragraphs import echo
from guide.language.durations import about
from guide.language.languages import named
from guide.library.listing import routines

if TYPE_CHECKING:
    from guide.library.listed import Listed


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
    lines, begins = lines_of(entries, _described)
    echo(lines, hanging=begins)


def _described(entry: Listed) -> str:
    brief = entry.brief
    if brief is None:
        return why_not(entry)
    needed = ", ".join(brief.equipment) or "nothing needed"
    several = f", in {', '.join(brief.languages)}" if len(brief.languages) > 1 else ""
    return f"{brief.title}, {about(brief.frames)} ({needed}){several}"


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
