"""``guide preview``: a routine is heard while it is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from guide.cli.options.defaults import origin
from guide.cli.options.language import in_language
from guide.cli.options.types import live_options, routine_argument, voice_options
from guide.cli.options.wanted import given_in, set_option, wanted_options

if TYPE_CHECKING:
    from audio.devices.device import Device
    from guide.fitting.fit import Wanted
    from guide.format.routine import Routine


@click.command("preview")
@routine_argument
@click.option("--from", "first", metavar="STEP", help="Begin with this step: its number or title.")
@wanted_options
@set_option
@in_language
@voice_options
@live_options
@click.pass_context
def preview_(
    ctx: click.Context,
    /,
    *,
    routine: Routine,
    first: str | None,
    volume: int,
    wake_s: float | None,
    device: Device,
    plain: bool,
    wanted: Wanted,
    **choices: Any,
) -> None:
    """Play ROUTINE, and whenever its file is saved, go on at the step that was changed.

    What is wrong with the file is shown while the version before is heard. It pauses at the end.
    The keys are those of 'guide play'; nothing is kept in the history.
    """
    # Imported only now, while the device is being opened.
    from guide.cli.sessions.live import INTERRUPTED, Live  # noqa: PLC0415
    from guide.cli.sessions.wish import Wish  # noqa: PLC0415
    from guide.session.commands import Verb  # noqa: PLC0415

    assert routine.place
    wish = Wish(routine, first, None, wake_s, wanted, given_in(ctx), choices, volume=volume)
    live = Live(device, plain=plain, settled_by=origin(ctx, "device"))
    if live.preview(wish, Path(routine.place.file)).ended_by is Verb.END:
        ctx.exit(INTERRUPTED)
