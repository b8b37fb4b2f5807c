"""What stands on the command line becomes typed objects here, and nowhere later."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import click

from guide.cli.wishes import given_in

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from audio.devices.device import Device
    from audio.devices.outputs import Output
    from guide.routine import Routine

F = TypeVar("F", bound=Callable[..., Any])


class RoutineType(click.ParamType[Any]):
    """A routine by its name in ``guide list`` or by a path; read and checked when converted."""

    name = "routine"

    def convert(
        self, value: str | Routine, param: click.Parameter | None, ctx: click.Context | None
    ) -> Routine:
        """Return the routine; raises GuideError or RoutineError with all that is wrong."""
        if not isinstance(value, str):
            return value
        from guide.library import load  # noqa: PLC0415 - help needs no YAML

        return load(value, given_in(ctx))

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer the names of routines, and files."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415

        from guide.library import names  # noqa: PLC0415

        found = [CompletionItem(name) for name in names() if name.startswith(incomplete)]
        return found or [CompletionItem(incomplete, type="file")]


class DeviceType(click.ParamType[Any]):
    """A sound device by name. It begins to open when converted, for that takes the longest.

    So a name that nothing has is told by the device when it is started.
    """

    name = "device"

    def convert(
        self, value: str | Device, param: click.Parameter | None, ctx: click.Context | None
    ) -> Device | str:
        """Return the device, which is stopped when the command ends."""
        if not isinstance(value, str) or ctx is None or ctx.resilient_parsing:
            return value
        from audio.devices.choice import open_device  # noqa: PLC0415

        device = open_device(value)
        ctx.call_on_close(device.stop)
        return device

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer backends and outputs: by their identity where the name has a space in it."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415

        from audio.devices.outputs import BACKENDS  # noqa: PLC0415

        offers = dict.fromkeys(BACKENDS) | {
            (output.name if " " not in output.name else output.identity): output.name
            for output in _outputs()
        }
        begun = incomplete.casefold()
        return [
            CompletionItem(value, help=name)
            for value, name in offers.items()
            if value and value.casefold().startswith(begun)
        ]


def _outputs() -> list[Output]:
    """Return all outputs, or none: a shell does not wait for a sound server that stands still."""
    from audio.devices.choice import list_outputs  # noqa: PLC0415
    from audio.errors import DeviceError  # noqa: PLC0415

    try:
        return [output for listing in list_outputs(1.0) for output in listing.outputs]
    except DeviceError:  # nowhere to be told while somebody types
        return []


class PaceType(click.ParamType[Any]):
    """A pace of speaking, in words per minute."""

    name = "pace"

    def convert(
        self, value: str | int, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return the words per minute."""
        text = str(value)
        if not text.isdecimal() or not 80 <= int(text[:9]) <= 300:
            self.fail(f"A pace is a whole number from 80 to 300, not '{text}'.", param, ctx)
        return int(text)


class SecondsType(click.ParamType[Any]):
    """A length of time as authors write it, from 0 to 3 seconds."""

    name = "time"

    def convert(
        self, value: str | float, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the seconds."""
        if not isinstance(value, str):
            return value
        from guide.quantities import parse_seconds  # noqa: PLC0415

        seconds = parse_seconds(value)
        if seconds is None or not 0 <= seconds <= 3:
            self.fail(f"'{value}' is no time from 0 to 3 seconds, such as 0.5s.", param, ctx)
        return seconds


ROUTINE = RoutineType()
PACE = PaceType()
SECONDS = SecondsType()
DEVICE = DeviceType()

SPARES = "stretch-guide.spare-workers"
"""Where a command's context keeps workers that were started before their voice was known."""

TALKS = ("full", "brief", "minimal")


def routine_argument(command: F) -> F:
    """Take a ROUTINE."""
    return click.argument("routine", type=ROUTINE)(command)


def voice_options(command: F, *, workers: int = 2) -> F:
    """Take what chooses a voice and how much it says; its first ``workers`` start meanwhile."""
    for option in (
        click.option(
            "--talk",
            type=click.Choice(TALKS),
            default="full",
            show_default=True,
            help="How much is said.",
        ),
        click.option(
            "--pace",
            type=PACE,
            default=150,
            show_default=True,
            metavar="WPM",
            help="Words per minute, 80 to 300.",
        ),
        click.option("--voice", metavar="NAME", help="A voice from 'guide voices'."),
        click.option(
            "--engine",
            metavar="NAME",
            is_eager=True,  # its workers start while the routine is read
            callback=partial(_start_workers, workers),
            help="An engine from 'guide voices'.",
        ),
    ):
        command = option(command)
    return command


def _start_workers(
    number: int, ctx: click.Context, param: click.Parameter, engine: str | None
) -> str | None:
    if not ctx.resilient_parsing:
        from audio.speech.engines import spare_workers  # noqa: PLC0415 - help starts none

        spares = ctx.meta[SPARES] = spare_workers(engine, number)
        ctx.call_on_close(spares.close)
    return engine


def json_option(command: F) -> F:
    """Take ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)
