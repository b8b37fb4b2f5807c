"""``guide export``: the same session, written to files to take along."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audio.beds.choice import bed_of
from guide.cli.covers import cover_options
from guide.cli.encoding import encoding_options
from guide.cli.faults import report, tell
from guide.cli.formats import ENDINGS, FormatType
from guide.cli.jobs import jobs_of, make_room
from guide.cli.opening import opened
from guide.cli.paragraphs import echo
from guide.cli.types import ROUTINE, voice_options
from guide.cli.wishes import given_in, set_option, wanted_options
from guide.durations import clock
from guide.problems import RoutineError

if TYPE_CHECKING:
    from audio.beds.bed import Bed
    from audio.files.writer import Encoding
    from guide.cli.covers import Cover
    from guide.cli.encoding import Finish
    from guide.cli.jobs import Job
    from guide.compiler import Compiler
    from guide.routine import Routine
    from guide.sounds import Sounds
    from guide.timeline import Section


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
@cover_options
@encoding_options
@wanted_options
@set_option
@voice_options
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
    encoding: Encoding,
    finish: Finish,
    cover: Cover,
    **choices: Any,
) -> None:
    """Write ROUTINE to a sound file, with a chapter at each step, or to captions.

    The ending chooses the format. WAV and FLAC are without loss; MP3, Ogg Vorbis, Opus and M4A are
    small, and M4B is an audio book; WebVTT, SubRip and LRC are all that is said, with its times;
    .chapters.json is the steps, for podcasts. Several routines or formats are written by --to.
    """
    if bool(routines) == every:
        raise click.UsageError(
            "--all is every routine: name none."
            if every
            else "Which routine? Name one of 'guide list', give a file, or --all."
        )
    found, broken = _all_routines(ctx) if every else (list(routines), False)
    jobs = jobs_of(found, output, endings, directory)
    cover.check(path for job in jobs for path in job.outputs)
    make_room(jobs, overwrite=force)
    bed = bed_of(finish.bed, finish.bed_lufs) if finish.bed else None
    for job in jobs:
        _export(job, encoding, finish.lufs, bed, choices, cover=cover, force=force)
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
    job: Job,
    encoding: Encoding,
    lufs: float | None,
    bed: Bed | None,
    choices: dict[str, Any],
    *,
    cover: Cover,
    force: bool,
) -> None:
    routine = job.routine
    with (
        opened(routine, **choices) as (compiler, sounds, fitted, _),
        click.progressbar(
            length=len(compiler.parts), label="Speaking", item_show_func=_shown
        ) as bar,
    ):
        # Imported while the voice's workers start, as what `opened` needs.
        from guide.export import about, export  # noqa: PLC0415

        gain_db = 0.0
        if lufs is not None:
            gain_db = _gain_for(lufs, encoding, compiler, sounds)
        written = export(
            job.outputs,
            about(routine, cover.of(fitted.plan, job.outputs)),
            compiler.sections(),
            sounds,
            encoding=encoding,
            gain_db=gain_db,
            bed=bed,
            overwrite=force,
            progress=lambda section: bar.update(1, section),
        )
    tell(written.warnings)
    for path in job.outputs:
        echo(f"Wrote {path}: {clock(written.frames)} long, {_size(path)}.")


def _gain_for(lufs: float, encoding: Encoding, compiler: Compiler, sounds: Sounds) -> float:
    """Return the gain that makes it so loud; tell where its peaks allow no more."""
    from guide.levelling import TOLERANCE_LU, levelled  # noqa: PLC0415 - takes numpy

    found = levelled(lufs, encoding.channels, compiler.sections, sounds)
    if abs(found.lufs - lufs) > TOLERANCE_LU:
        echo(f"It becomes {found.lufs:.1f} LUFS, not {lufs:g}: its peaks allow no more.", err=True)
    return found.gain_db


def _size(path: Path) -> str:
    size = path.stat().st_size
    return f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{size / 1e3:.1f} kB"


def _shown(section: Section | None) -> str | None:
    return section.title if section else None
