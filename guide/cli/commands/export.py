"""``guide export``: the same session, written to files to take along."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audio.files.split import files_of
from guide.cli.options.defaults import origin, telling
from guide.cli.options.encoding import refuse_in_vain
from guide.cli.options.export import chosen, export_options
from guide.cli.options.formats import ENDINGS, FormatType
from guide.cli.options.language import load_as_wished
from guide.cli.options.types import ROUTINE
from guide.cli.options.wanted import given_in
from guide.cli.sessions.jobs import Destination, room_for
from guide.cli.sessions.sources import keep
from guide.cli.sessions.writing import write_session
from guide.cli.terminal.faults import report, tell
from guide.cli.terminal.paragraphs import echo
from guide.cli.terminal.progress import Progress
from guide.cli.terminal.sizes import bytes_shown
from guide.language.durations import clock
from guide.problems.problem import RoutineError

if TYPE_CHECKING:
    from guide.cli.options.cover import Cover
    from guide.cli.options.encoding import Finish
    from guide.cli.sessions.jobs import Job
    from guide.format.routine import Routine


@click.command("export")
@click.argument("routines", type=ROUTINE, nargs=-1, metavar="ROUTINE...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=f"The file to write: {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}.",
)
@click.option(
    "--to",
    "endings",
    type=FormatType(),
    multiple=True,
    metavar="FORMAT",
    help="Write files of the routines' names in this format: mp3; may be given several times.  "
    "[default: wav]",
)
@click.option(
    "-d",
    "--directory",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="The folder for them, made where there is none.  [default: this one]",
)
@click.option(
    "--split",
    is_flag=True,
    help="Write a file for each step, in a folder of the routine's name, and a playlist.",
)
@click.option("--all", "every", is_flag=True, help="Export all routines of 'guide list'.")
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
@export_options
@click.pass_context
def export_(
    ctx: click.Context,
    /,
    *,
    routines: tuple[Routine, ...],
    output: Path | None,
    endings: tuple[str, ...],
    directory: Path | None,
    split: bool,
    every: bool,
    force: bool,
    finish: Finish,
    cover: Cover,
    **choices: Any,
) -> None:
    """Write ROUTINE to a sound file, with a chapter at each step, to a page or to captions.

    The ending chooses the format. WAV and FLAC are without loss; MP3, Ogg Vorbis, Opus, M4A and M4B
    are small, the last two with stretch-guide[m4a]; .html is a page for a phone, with sound,
    countdown and steps; WebVTT, SubRip and LRC are all that is said, with its times; .chapters.json
    is the steps, for podcasts. Several routines or formats are written by --to, and a file for each
    step by --split.
    """
    if bool(routines) == every:
        raise click.UsageError(
            "--all is every routine: name none."
            if every
            else "Which routine? Name one of 'guide list', give a file, or --all."
        )
    found, broken = _all_routines(ctx) if every else (list(routines), False)
    there = Destination(output, endings, directory)
    jobs = there.split_jobs(found) if split else there.jobs(found)
    outputs = [path for job in jobs for path in job.outputs]
    cover.check(outputs)
    refuse_in_vain(ctx, outputs)
    keep([Path(finish.bed)] if finish.bed else [], "the bed", outputs)
    with room_for(jobs, overwrite=force):
        with telling(origin(ctx, "bed")):
            bed = finish.opened_bed()
        choices |= {
            "overwrite": force,
            "lufs": finish.lufs,
            "bed": bed,
            "cover": cover,
        }
        progress = Progress([job.routine for job in jobs])
        try:
            for job in jobs:
                _export(job, chosen(ctx, job.routine), progress, choices)
        finally:
            progress.clear()
    ctx.exit(1 if broken else 0)


def _all_routines(ctx: click.Context) -> tuple[list[Routine], bool]:
    """Return all routines that can be read, and whether others, which are told, cannot."""
    from guide.library.finding import names  # noqa: PLC0415 - help needs no YAML

    routines, broken = [], False
    for name in names():
        try:
            routines.append(load_as_wished(name, given_in(ctx)))
        except RoutineError as error:
            report(error)
            broken = True
    return routines, broken


def _export(
    job: Job, chosen: tuple[tuple[str, str], ...], progress: Progress, choices: dict[str, Any]
) -> None:
    written, _ = write_session(job.routine, job.outputs, chosen, watch=progress.watch, **choices)
    progress.clear()
    tell(written.warnings)
    for path in job.outputs:
        files = files_of(path)
        several = f" in {len(files) - 1} files" if len(files) > 1 else ""
        size = bytes_shown(sum(file.stat().st_size for file in files))
        echo(f"Wrote {path}: {clock(written.frames)} long{several}, {size}.")
