"""``guide compile``: the timeline as a table, or whole as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audio.clip import SAMPLE_RATE, to_seconds
from audio.files.whole import whole_file
from guide.cli.options.language import in_language
from guide.cli.options.types import json_option, routine_argument, voice_options
from guide.cli.options.wanted import given_in, set_option, wanted_options
from guide.cli.sessions.opening import opened
from guide.cli.sessions.sources import keep_sources
from guide.cli.terminal.faults import tell
from guide.cli.terminal.paragraphs import echo
from guide.compiling.timeline import Timeline
from guide.compiling.timeline_json import as_dict
from guide.language.durations import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from guide.compiling.timeline import Cue
    from guide.format.routine import Routine


@click.command("compile")
@routine_argument
@wanted_options
@set_option
@in_language
@voice_options
@json_option
@click.option("--plan", is_flag=True, help="Print the routine with every choice made, as YAML.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the JSON, or the plan, to a file.",
)
@click.option("--force", is_flag=True, help="Overwrite a file that exists.")
@click.pass_context
def compile_(
    ctx: click.Context,
    /,
    *,
    routine: Routine,
    as_json: bool,
    plan: bool,
    output: Path | None,
    force: bool,
    **choices: Any,
) -> None:
    """Show the timed sequence of ROUTINE, to the frame.

    With --plan, print the routine after moves, groups and ranges are resolved: a routine again,
    to look at and to change.
    """
    if plan and as_json:
        raise click.UsageError("--plan is YAML and --json is the timeline: give one of the two.")
    if output:
        keep_sources([routine], [output])
    if plan:
        from guide.cli.sessions.plans import planned  # noqa: PLC0415 - only to write
        from guide.cli.sessions.resuming import typed_options  # noqa: PLC0415 - only for a plan

        written = planned(routine, given_in(ctx), typed_options(ctx), **choices)
        if output:
            _write(output, written, force)
            echo(f"Wrote {output}.")
        else:
            click.echo(written, nl=False)
        return
    with opened(routine, **choices) as (compiler, sounds, *_):
        timeline = Timeline.of(routine.title, SAMPLE_RATE, compiler.sections())
    if not as_json:
        tell(timeline.warnings)
    if output:
        _write(output, _json(timeline, sounds.spoken), force)
        echo(f"Wrote {output}: {clock(timeline.frames)}, {timeline.frames} frames.")
    elif as_json:
        click.echo(_json(timeline, sounds.spoken))
    else:
        _print_table(timeline, sounds.spoken)


def _write(output: Path, text: str, force: bool) -> None:
    with whole_file(output, overwrite=force) as file:
        file.write(text.encode())


def _json(timeline: Timeline, spoken: Callable[[str], str]) -> str:
    return json.dumps(as_dict(timeline, spoken), ensure_ascii=False, indent=1)


def _print_table(timeline: Timeline, spoken: Callable[[str], str]) -> None:
    for section in timeline.sections:
        side = f", {section.side}" if section.side and section.kind != "instruction" else ""
        click.echo(
            f"{clock(section.start):>8}  {section.title}: {section.kind}{side} "
            f"({to_seconds(section.frames):.3f} s)"
        )
        for cue in section.cues:
            seconds = to_seconds(section.start + cue.start)
            click.echo(f"{'':10}{seconds:10.3f} s  {to_seconds(cue.frames):8.3f} s  {_what(cue)}")
            if cue.text and (said := spoken(cue.text)) != cue.text:
                click.echo(f"{'':34}  spoken:  {said}")
    click.echo(
        f"{clock(timeline.frames):>8}  the end: {timeline.frames} frames at "
        f"{timeline.sample_rate} Hz"
    )


def _what(cue: Cue) -> str:
    rep = f" (rep {cue.rep})" if cue.rep and cue.rep > 1 else ""
    faster = f" ({cue.speed:g} x faster)" if cue.speed != 1 else ""
    return f"{cue.kind:<8} {cue.text or cue.sound or ''}{faster}{rep}".rstrip()
