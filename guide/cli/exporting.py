"""``guide export``: the same session, written to files to take along."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from guide.cli.choosing import chosen, export_options
from guide.cli.faults import report, tell
from guide.cli.formats import ENDINGS, FormatType
from guide.cli.jobs import jobs_of, make_room
from guide.cli.paragraphs import echo
from guide.cli.progress import Progress
from guide.cli.sessions import write_session
from guide.cli.types import ROUTINE
from guide.cli.wishes import given_in
from guide.durations import clock
from guide.problems import RoutineError

if TYPE_CHECKING:
    from guide.cli.encoding import Finish
    from guide.cli.jobs import Job
    from guide.routine import Routine


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
    every: bool,
    force: bool,
    finish: Finish,
    **choices: Any,
) -> None:
    """Write ROUTINE to a sound file, with a chapter at each step, or to captions.

    The ending chooses the format. WAV and FLAC are without loss; MP3, Ogg Vorbis and Opus are
    small; WebVTT, SubRip and LRC are all that is said, with its times; .chapters.json is the steps,
    for podcasts. Several routines or formats are written by --to.
    """
    if bool(routines) == every:
        raise click.UsageError(
            "--all is every routine: name none."
            if every
            else "Which routine? Name one of 'guide list', give a file, or --all."
        )
    found, broken = _all_routines(ctx) if every else (list(routines), False)
    jobs = jobs_of(found, output, endings, directory)
    make_room(jobs, overwrite=force)
    choices |= {"overwrite": force, "lufs": finish.lufs, "bed": finish.opened_bed()}
    progress = Progress([job.routine for job in jobs])
    try:
        for job in jobs:
            _export(job, chosen(ctx), progress, choices)
    finally:
        progress.clear()
    ctx.exit(1 if broken else 0)


def _all_routines(ctx: click.Context) -> tuple[list[Routine], bool]:
    """Return all routines that can be read, and whether others, which are told, cannot."""
    from guide.library import load, names  # noqa: PLC0415 - help needs no YAML

    routines, broken = [], False
    for name in names():
        try:
            routines.append(load(name, given_in(ctx)))
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
        echo(f"Wrote {path}: {clock(written.frames)} long, {_size(path)}.")


def _size(path: Path) -> str:
    size = path.stat().st_size
    return f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{size / 1e3:.1f} kB"
