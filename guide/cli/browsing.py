"""``guide show``: what a routine contains, without speaking a word."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from guide.cli.languages import in_language
from guide.cli.paragraphs import echo
from guide.cli.types import routine_argument
from guide.cli.wishes import is_wanted, set_option, wanted_options
from guide.estimate import estimated_frames, estimated_measure, estimated_timeline
from guide.fit import fit
from guide.languages import all_named
from guide.library import languages_at
from guide.overview import overview
from guide.routine import Move

if TYPE_CHECKING:
    from guide.fit import Wanted
    from guide.plan import Plan
    from guide.routine import Routine


@click.command("show")
@routine_argument
@wanted_options
@set_option
@in_language
@click.option("--chart", "as_chart", is_flag=True, help="Draw what is heard, and when.")
@click.pass_context
def show_(ctx: click.Context, /, routine: Routine, wanted: Wanted, as_chart: bool) -> None:
    """Show what ROUTINE contains: steps, sides, holds, lengths, safety, source.

    With --level, --fit or --seed, show what is chosen of all that its author leaves open.
    """
    fitted = fit(routine, wanted, estimated_measure(routine))
    for remark in fitted.remarks:
        echo(f"At a guess: {remark}", err=True)
    width = shutil.get_terminal_size().columns
    if as_chart:
        _draw(fitted.plan, width)
        return
    shown = _without_options(fitted.routine) if is_wanted(ctx) else routine
    for line in overview(shown, estimated_frames(fitted.plan), min(width, 100)):
        click.echo(line)
    if len(languages := languages_at(routine)) > 1:
        click.echo()
        echo(f"It comes in {all_named(languages)}: --language shows it in another.")


def _without_options(fitted: Routine) -> Routine:
    """Return a routine in which everything is chosen: what is in it now is not left out."""
    steps = (replace(step, optional=False) for step in fitted.steps if isinstance(step, Move))
    return replace(fitted, steps=tuple(steps))


def _draw(plan: Plan, width: int) -> None:
    """Draw with blocks, or with what the terminal's encoding has."""
    from guide.chart import ASCII, BLOCKS, chart  # noqa: PLC0415 - only for this option

    encoding = sys.stdout.encoding or "utf-8"
    try:
        "".join((*BLOCKS.of.values(), BLOCKS.more)).encode(encoding)
        signs = BLOCKS
    except UnicodeEncodeError:
        signs = ASCII
    for line in chart(estimated_timeline(plan), width, signs):
        click.echo(line.encode(encoding, "replace").decode(encoding))
