"""``guide export``: the same session, written to a file to take along."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audio.files.formats import SOUND_ENDINGS
from audio.files.writer import About
from guide.cli.faults import tell
from guide.cli.opening import keep_source, opened
from guide.cli.types import routine_argument, voice_options
from guide.cli.wishes import set_option, wanted_options
from guide.durations import clock

if TYPE_CHECKING:
    from guide.routine import Routine
    from guide.timeline import Section


@click.command("export")
@routine_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file to write: .wav, .flac, .mp3, .ogg or .opus; without it, a .wav of the "
    "routine's name in this folder.",
)
@click.option("--force", is_flag=True, help="Overwrite a file that exists.")
@wanted_options
@set_option
@voice_options
def export_(routine: Routine, output: Path | None, force: bool, **choices: Any) -> None:
    """Write ROUTINE to a sound file, with a chapter at each step.

    Its ending chooses the format: WAV and FLAC without loss, MP3, Ogg Vorbis and Opus small.
    """
    output = output or Path(f"{_name(routine)}.wav")
    if output.suffix.lower() not in SOUND_ENDINGS:
        *others, last = SOUND_ENDINGS
        raise click.BadParameter(
            f"'{output}' does not end as a format that is written: "
            f"end it with {', '.join(others)} or {last}.",
            param_hint="'-o'",
        )
    keep_source(routine, output)
    with (
        opened(routine, **choices) as (compiler, sounds, *_),
        click.progressbar(
            length=len(compiler.parts), label="Speaking", item_show_func=_shown
        ) as bar,
    ):
        # Imported while the voice's workers start, as what `opened` needs.
        from guide.export import export  # noqa: PLC0415

        written = export(
            output,
            About(routine.title, routine.language),
            compiler.sections(),
            sounds,
            overwrite=force,
            progress=lambda section: bar.update(1, section),
        )
    tell(written.warnings)
    megabytes = output.stat().st_size / 1e6
    click.echo(f"Wrote {output}: {clock(written.frames)} long, {megabytes:.1f} MB.")


def _name(routine: Routine) -> str:
    return Path(routine.place.file).stem if routine.place else "routine"


def _shown(section: Section | None) -> str | None:
    return section.title if section else None
