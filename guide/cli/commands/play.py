"""``guide play``: the session, live."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from guide.cli.options.defaults import origin
from guide.cli.options.language import in_language
from guide.cli.options.types import ROUTINE, live_options, voice_options
from guide.cli.options.wanted import given_in, set_option, wanted_options

if TYPE_CHECKING:
    from audio.devices.device import Device
    from guide.fitting.fit import Wanted
    from guide.format.routine import Routine


@click.command("play")
@click.argument("routines", type=ROUTINE, nargs=-1, metavar="ROUTINE...")
@click.option("--resume", is_flag=True, help="Go on with the session that was interrupted.")
@click.option("--from", "first", metavar="STEP", help="Begin with this step: its number or title.")
@click.option(
    "--only",
    metavar="STEP",
    help="Play this step alone, without what is said before and after all: its number or title.",
)
@wanted_options
@set_option
@in_language
@voice_options
@live_options
@click.pass_context
def play_(
    ctx: click.Context,
    /,
    *,
    routines: tuple[Routine, ...],
    resume: bool,
    first: str | None,
    only: str | None,
    volume: int,
    wake_s: float | None,
    device: Device,
    plain: bool,
    wanted: Wanted,
    **choices: Any,
) -> None:
    """Play one ROUTINE, or several in a row: a calm voice leads, chimes part the steps.

    Keys: space pauses and goes on, n is the next step, p goes back, r repeats the instruction,
    x when it hurts, t tells the time left, q ends; ? shows them all.
    """
    # Imported only now, while the device is being opened.
    from guide.cli.sessions.going_on import gone_on_with, interrupted  # noqa: PLC0415
    from guide.cli.sessions.live import INTERRUPTED, Live  # noqa: PLC0415
    from guide.cli.sessions.resuming import typed_options  # noqa: PLC0415
    from guide.cli.sessions.wish import Wish  # noqa: PLC0415
    from guide.session.commands import Verb  # noqa: PLC0415

    given = given_in(ctx)
    typed = typed_options(ctx) | ({"set": given.texts} if given.texts else {})
    if resume:
        typed |= {"language": given.language.tag} if given.language.demanded else {}
        if routines or first or only:
            raise click.UsageError("--resume knows its routine and its step: name neither.")
        wishes = interrupted(typed)
    else:
        _check_together(routines, first, only, wanted)
        wishes = [Wish(one, first, only, wake_s, wanted, given, choices) for one in routines]
        wishes[0] = gone_on_with(replace(wishes[0], volume=volume), typed)
    live = Live(device, plain=plain, settled_by=origin(ctx, "device"))
    for number, wish in enumerate(wishes, 1):
        if ended_by := live.play(wish, wishes[number:]).ended_by:
            ctx.exit(INTERRUPTED if ended_by is Verb.END else 0)


def _check_together(
    routines: tuple[Routine, ...], first: str | None, only: str | None, wanted: Wanted
) -> None:
    """Raise UsageError for what does not go together."""
    from guide.fitting.fit import Budget  # noqa: PLC0415 - help needs none

    if not routines:
        raise click.UsageError("Which routine? Name one of 'guide list', or give a file.")
    if len(routines) > 1 and (first or only):
        raise click.UsageError("--from and --only go with one routine.")
    if first is not None and only is not None:
        raise click.UsageError("--only plays one step from its beginning: leave out --from.")
    if only is not None and isinstance(wanted.ranges, Budget):
        raise click.UsageError("--fit is for the whole session: leave out --only.")
