"""``guide play``: the session, live."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from guide.cli.types import DEVICE, level_option, routine_argument, voice_options

if TYPE_CHECKING:
    from audio.devices.device import Device
    from guide.player import Player, Screen
    from guide.routine import Routine


@click.command("play")
@routine_argument
@level_option
@voice_options
@click.option(
    "--device",
    type=DEVICE,
    default="miniaudio",
    is_eager=True,  # it opens while the routine is read and the first words are spoken
    show_default=True,
    metavar="NAME",
    help="miniaudio, simpleaudio, or null, which is silent.",
)
def play_(routine: Routine, device: Device, **choices: Any) -> None:
    """Play ROUTINE: a calm voice leads, chimes part the steps. Ctrl-C ends it."""
    # Imported only now, while the device is being opened.
    from guide.cli.opening import opened, tell  # noqa: PLC0415
    from guide.player import Player  # noqa: PLC0415

    with opened(routine, **choices) as (compiler, sounds):
        player = Player(compiler, sounds)
        try:
            click.echo(f"{routine.title}. Ctrl-C ends the session.")
            _play(player, device)
        finally:
            player.close()
    tell(player.warnings)
    click.echo("The session is finished.")


def _play(player: Player, device: Device) -> None:
    """Play on ``device`` or, where there is none at all, show the session in silence."""
    from audio.devices.null import NullDevice  # noqa: PLC0415
    from audio.errors import NoDeviceError  # noqa: PLC0415

    try:
        player.play(device, _screen())
    except NoDeviceError as error:
        click.echo(f"{error}\nThe session is shown without sound.", err=True)
        player.play(NullDevice(), _screen())


def _screen() -> Screen:
    from guide.screen.plain import LogLines, ProgressLine  # noqa: PLC0415

    return ProgressLine() if sys.stdout and sys.stdout.isatty() else LogLines()
