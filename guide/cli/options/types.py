"""What stands on the command line becomes typed objects here, and nowhere later."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from guide.cli.options.defaults import Defaults
from guide.cli.options.language import TagType, load_as_wished
from guide.cli.options.numbers import WholeType
from guide.cli.options.wanted import given_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from click.shell_completion import CompletionItem

    from audio.devices.device import Device
    from audio.devices.outputs import Output
    from guide.format.routine import Routine

FASTEST = 100
"""How many times as fast as in real time a session can be looked through."""

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
        return load_as_wished(value, given_in(ctx))

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer the names of routines, and files."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415

        from guide.library.finding import names  # noqa: PLC0415

        found = [CompletionItem(name) for name in names() if name.startswith(incomplete)]
        return found or [CompletionItem(incomplete, type="file")]


class MoveType(click.ParamType[Any]):
    """The name of a move that a routine in this folder can use."""

    name = "move"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer the names of moves."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415

        from guide.folders import HERE, move_folders  # noqa: PLC0415 - help needs none

        known = move_folders(HERE).names()
        return [CompletionItem(name) for name in known if name.startswith(incomplete)]


class DeviceType(click.ParamType[Any]):
    """A sound device by name. It begins to open when converted, for that takes the longest.

    So a name that nothing has is told by the device when it is started.
    """

    name = "device"

    def convert(
        self, value: str | Device, param: click.Parameter | None, ctx: click.Context | None
    ) -> Device | str:
        """Return the device, which is stopped when the command ends."""
        if not isinstance(value, str):
            return value
        backend, colon, speed = value.partition(":")
        silent = backend == "null" and colon
        if silent and not (speed.isdecimal() and 1 <= int(speed[:9]) <= FASTEST):
            self.fail(f"A speed is a whole number from 1 to {FASTEST}: null:5.", param, ctx)
        if ctx is None or ctx.resilient_parsing:
            return value
        if silent:
            return self._silent(int(speed), ctx)
        from audio.devices.choice import open_device  # noqa: PLC0415

        device = open_device(value)
        ctx.call_on_close(device.stop)
        return device

    def _silent(self, speed: int, ctx: click.Context) -> Device:
        """Return the silent device, ``speed`` times as fast as in real time."""
        from audio.devices.null import NullDevice  # noqa: PLC0415

        device = NullDevice(speed)
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


class SecondsType(click.ParamType[Any]):
    """A length of time as authors write it, from 0 to 3 seconds."""

    name = "time"

    def convert(
        self, value: str | float, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the seconds."""
        if not isinstance(value, str):
            return value
        from guide.format.quantities import parse_seconds  # noqa: PLC0415

        seconds = parse_seconds(value)
        if seconds is None or not 0 <= seconds <= 3:
            self.fail(f"'{value}' is no time from 0 to 3 seconds, such as 0.5s.", param, ctx)
        return seconds


class EngineType(click.ParamType[Any]):
    """An engine; those that come along are found whatever the capitals."""

    name = "engine"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return its name, as it was typed where it may be another package's."""
        from audio.speech.registry import BUILT_IN  # noqa: PLC0415 - help needs none

        name = value.casefold()
        return name if name in BUILT_IN else value


ROUTINE = RoutineType()
MOVE = MoveType()
PACE = WholeType("A pace", 80, 300)
SECONDS = SecondsType()
DEVICE = DeviceType()

SPARE = "stretch-guide.spare-worker"
"""Where a command's context keeps a worker that was started before its voice was known."""

TALKS = ("full", "brief", "minimal")


def routine_argument(command: F) -> F:
    """Take a ROUTINE."""
    return click.argument("routine", type=ROUTINE)(command)


def voice_options(command: F) -> F:
    """Take what chooses a voice and how much it says; its first worker starts meanwhile."""
    talk = click.option(
        "--talk",
        type=click.Choice(TALKS, case_sensitive=False),
        default="full",
        show_default=True,
        help="How much is said.",
    )
    return talk(speaker_options(command))


class SpeakerOption(click.Option):
    """What chooses a voice: if one of these options is typed, no other one is from the settings."""

    def handle_parse_result(
        self, ctx: click.Context, opts: Mapping[str, Any], args: list[str]
    ) -> tuple[Any, list[str]]:
        """Have no defaults of the user's own beside what was typed."""
        if isinstance(ctx.default_map, Defaults) and {"voice", "engine"} & {*opts}:
            ctx.default_map = ctx.default_map.without("voice", "engine")
        return super().handle_parse_result(ctx, opts, args)


def speaker_options(command: F) -> F:
    """Take what chooses a voice, whose first worker starts meanwhile.

    Only the first: while the routine is read, a second one would take that its processor.
    """
    for option in (
        click.option(
            "--pace",
            type=PACE,
            default=150,
            show_default=True,
            metavar="WPM",
            help="Words per minute, 80 to 300.",
        ),
        click.option(
            "--voice", cls=SpeakerOption, metavar="NAME", help="A voice from 'guide voices'."
        ),
        click.option(
            "--engine",
            cls=SpeakerOption,
            type=EngineType(),
            metavar="NAME",
            is_eager=True,  # its worker starts while the routine is read
            callback=_start_worker,
            help="An engine from 'guide voices'.",
        ),
    ):
        command = option(command)
    return command


def _start_worker(ctx: click.Context, param: click.Parameter, engine: str | None) -> str | None:
    if not ctx.resilient_parsing:
        from audio.speech.engines import spare_worker  # noqa: PLC0415 - help starts none

        spare = ctx.meta[SPARE] = spare_worker(engine)
        ctx.call_on_close(spare.close)
    return engine


def language_option(command: F) -> F:
    """Take the language that is spoken."""
    return click.option(
        "--language",
        type=TagType(),
        default="en",
        show_default=True,
        metavar="TAG",
        help="As the `language` of a routine: en, en-GB, de; of a voice that is named, its own.",
    )(command)


def live_options(command: F) -> F:
    """Take what chooses how a session is heard and shown."""
    for option in (
        click.option("--plain", is_flag=True, help="Lines of text instead of the whole screen."),
        click.option(
            "--device",
            type=DEVICE,
            default="miniaudio",
            is_eager=True,  # it opens while the routine is read and the first words are spoken
            show_default=True,
            metavar="NAME",
            help="An output from 'guide devices', or null: silent. null:5 is five times as fast.",
        ),
        click.option(
            "--wake",
            "wake_s",
            type=SECONDS,
            metavar="TIME",
            help="A soft sound of this length before words after silence, for Bluetooth "
            "speakers: 0.5s.",
        ),
        click.option(
            "--volume",
            type=WholeType("A volume", 0, 100),
            default=100,
            show_default=True,
            metavar="PERCENT",
            help="How loud, 0 to 100.",
        ),
    ):
        command = option(command)
    return command


def json_option(command: F) -> F:
    """Take ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)
