"""``guide sheet``: a routine on a page of paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from audio.clip import to_seconds
from audio.files.whole import whole_file
from guide.cli.options.language import in_language
from guide.cli.options.types import routine_argument
from guide.cli.options.wanted import set_option, wanted_options
from guide.cli.sessions.sources import keep_sources
from guide.cli.terminal.paragraphs import echo
from guide.compiling.estimate import estimated_measure
from guide.fitting.fit import Budget, Level, Wanted, fit
from guide.language.durations import spent
from guide.language.messages import Message
from guide.language.words import words_of

if TYPE_CHECKING:
    from guide.format.routine import Routine
    from guide.language.words import Words
    from guide.sheet.content import Sheet

FORMATS = (".html", ".pdf", ".svg")
_LEVELS: dict[Level, Message] = {
    "gentle": Message("how a sheet was made", "gentle level"),
    "standard": Message("how a sheet was made", "standard level"),
    "full": Message("how a sheet was made", "full level"),
}


@click.command("sheet")
@routine_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file to write, .html, .pdf or .svg; without it, the routine's name and .html.",
)
@click.option("--force", is_flag=True, help="Overwrite a file that exists.")
@wanted_options
@set_option
@in_language
@click.option(
    "--paper",
    type=click.Choice(["a4", "letter"]),
    default="a4",
    show_default=True,
    help="The size of a PDF's pages.",
)
@click.option("--no-notes", "notes", flag_value=False, default=True, help="Leave notes out.")
def sheet_(  # noqa: PLR0917 - click passes them by name
    routine: Routine, output: Path | None, force: bool, wanted: Wanted, paper: str, notes: bool
) -> None:
    """Write ROUTINE as a page to print: moves, times, sides, notes, safety."""
    from guide.sheet.content import sheet_of  # noqa: PLC0415 - help needs none of it

    output = output or Path(f"{_name(routine)}.html")
    if output.suffix.lower() not in FORMATS:
        raise click.BadParameter(
            f"'{output}' does not end with .html, .pdf or .svg, the formats that are written.",
            param_hint="'-o'",
        )
    keep_sources([routine], [output])
    fitted = fit(routine, wanted, estimated_measure(routine))
    sheet = sheet_of(fitted, _chosen(wanted, words_of(routine.language)), notes)
    with whole_file(output, overwrite=force) as file:
        file.write(_written(sheet, output.suffix.lower(), paper))
    echo(f"Wrote {output}.")


def _written(sheet: Sheet, ending: str, paper: str) -> bytes:
    # Imported only now: each format needs its own.
    if ending == ".html":
        from guide.sheet.html import as_html  # noqa: PLC0415

        return as_html(sheet).encode()
    if ending == ".svg":
        from guide.sheet.svg import as_svg  # noqa: PLC0415

        return as_svg(sheet).encode()
    from guide.sheet.layout import A4, LETTER  # noqa: PLC0415
    from guide.sheet.pdf import as_pdf  # noqa: PLC0415

    return as_pdf(sheet, {"a4": A4, "letter": LETTER}[paper])


def _chosen(wanted: Wanted, words: Words) -> str:
    """Return where in the ranges its numbers are."""
    ranges = wanted.ranges
    if isinstance(ranges, Budget):
        fitted = words.gettext("fitted to about {duration}")
        return fitted.format(duration=spent(to_seconds(ranges.frames)))
    return words.of(_LEVELS[ranges])


def _name(routine: Routine) -> str:
    return Path(routine.place.file).stem if routine.place else "routine"
