"""``guide prepare``: everything of a session is spoken ahead, so that it begins at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from guide.cli.options.language import in_language
from guide.cli.options.types import ROUTINE, voice_options
from guide.cli.options.wanted import set_option, wanted_options
from guide.cli.sessions.opening import opened
from guide.cli.terminal.faults import tell
from guide.cli.terminal.paragraphs import echo
from guide.cli.terminal.progress import Progress

if TYPE_CHECKING:
    from guide.compiling.timeline import Warning
    from guide.format.routine import Routine


@click.command("prepare")
@click.argument("routines", type=ROUTINE, nargs=-1, required=True, metavar="ROUTINE...")
@wanted_options
@set_option
@in_language
@voice_options
def prepare_(routines: tuple[Routine, ...], **choices: Any) -> None:
    """Speak all that ROUTINE says, unheard, and keep it: for voices that are slow here.

    Give the same options as to 'guide play', which then has to speak nothing.
    """
    progress = Progress(routines)
    try:
        for routine in routines:
            _prepare(routine, progress, choices)
    finally:
        progress.clear()


def _prepare(routine: Routine, progress: Progress, choices: dict[str, Any]) -> None:
    with opened(routine, **choices) as (compiler, sounds, *_):
        from guide.session.asides import Asides  # noqa: PLC0415 - help needs none

        warnings: list[Warning] = []
        for section in progress.watch(compiler):
            warnings += section.warnings
        Asides(sounds, compiler.words, compiler.plan.settings.wake_s).prepare()
    progress.clear()
    tell(dict.fromkeys(warnings))
    echo(f"{routine.title} is spoken: it plays without a wait.")
