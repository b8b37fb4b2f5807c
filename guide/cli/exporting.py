"""``guide export``: the same session, written to files to take along."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from audio.files.formats import CAPTION_ENDINGS, SOUND_ENDINGS, ending_of
from audio.files.whole import check_free
from audio.files.writer import About
from guide.cli.faults import report, tell
from guide.cli.opening import keep_source, opened
from guide.cli.paragraphs import echo
from guide.cli.types import ROUTINE, voice_options
from guide.cli.wishes import given_in, set_option, wanted_options
from guide.durations import clock
from guide.problems import RoutineError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from guide.routine import Routine
    from guide.timeline import Section

ENDINGS = SOUND_ENDINGS + CAPTION_ENDINGS


class FormatType(click.ParamType[Any]):
    """A format, by the ending of its files."""

    name = "format"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the ending, with its dot."""
        ending = f".{value.lower().removeprefix('.')}"
        if ending not in ENDINGS:
            known = _listed([each[1:] for each in ENDINGS])
            self.fail(f"'{value}' is no format that is written: choose {known}.", param, ctx)
        return ending

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[Any]:
        """Offer all formats."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415

        names = [ending[1:] for ending in ENDINGS]
        return [CompletionItem(name) for name in names if name.startswith(incomplete)]


class Job(NamedTuple):
    """A routine, and the files to write it to."""

    routine: Routine
    outputs: list[Path]


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
    jobs = _jobs(found, output, endings, directory)
    if directory:
        directory.mkdir(parents=True, exist_ok=True)
    for path in (path for job in jobs for path in job.outputs):
        check_free(path, overwrite=force)  # before an hour of work for the others
    for job in jobs:
        _export(job, force, choices)
    ctx.exit(1 if broken else 0)


def _jobs(
    routines: Sequence[Routine],
    output: Path | None,
    endings: Sequence[str],
    directory: Path | None,
) -> list[Job]:
    """Return what to write where; raises UsageError where that is not clear, or does harm."""
    if output is None:
        folder = directory or Path()
        endings = list(dict.fromkeys(endings or [".wav"]))
        jobs = [
            Job(routine, [folder / f"{_name(routine)}{ending}" for ending in endings])
            for routine in routines
        ]
    elif endings or directory or len(routines) > 1:
        raise click.UsageError("-o names one file of one routine: give --to and -d instead.")
    else:
        _check_ending(output)
        jobs = [Job(routines[0], [output])]
    outputs = [path for job in jobs for path in job.outputs]
    for path in outputs:
        if outputs.count(path) > 1:
            raise click.UsageError(f"'{path}' would be written twice: export these one by one.")
        for job in jobs:
            keep_source(job.routine, path)
    return jobs


def _check_ending(output: Path) -> None:
    if not ending_of(output):
        raise click.BadParameter(
            f"'{output}' does not end as a format that is written: end it with {_listed(ENDINGS)}.",
            param_hint="'-o'",
        )


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"


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


def _export(job: Job, force: bool, choices: dict[str, Any]) -> None:
    routine = job.routine
    with (
        opened(routine, **choices) as (compiler, sounds, *_),
        click.progressbar(
            length=len(compiler.parts), label="Speaking", item_show_func=_shown
        ) as bar,
    ):
        # Imported while the voice's workers start, as what `opened` needs.
        from guide.export import export  # noqa: PLC0415

        written = export(
            job.outputs,
            About(routine.title, routine.language),
            compiler.sections(),
            sounds,
            overwrite=force,
            progress=lambda section: bar.update(1, section),
        )
    tell(written.warnings)
    for path in job.outputs:
        echo(f"Wrote {path}: {clock(written.frames)} long, {_size(path)}.")


def _size(path: Path) -> str:
    size = path.stat().st_size
    return f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{size / 1e3:.1f} kB"


def _name(routine: Routine) -> str:
    return Path(routine.place.file).stem if routine.place else "routine"


def _shown(section: Section | None) -> str | None:
    return section.title if section else None
