"""How sound is written: options that become an ``Encoding`` and a ``Finish``."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click
from click.core import ParameterSource

from audio.beds.names import BED_LUFS, COMPUTED
from audio.clip import SAMPLE_RATE
from audio.errors import FileError
from audio.files.formats import CAPTION_ENDINGS, SOUND_ENDINGS, ending_of
from audio.files.writer import Encoding
from guide.cli.options.formats import listed
from guide.cli.options.numbers import WholeType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from click.shell_completion import CompletionItem

    from audio.beds.bed import Bed

F = TypeVar("F", bound=Callable[..., Any])

LOWEST_RATE, HIGHEST_RATE = 8_000, 192_000
LOWEST_KBIT, HIGHEST_KBIT = 32, 320
OF_SOUND = ("stereo", "rate", "bits", "kbit", "lufs", "bed", "bed_lufs")
"""The parameters of all options here."""


class LoudnessType(click.ParamType[Any]):
    """A loudness in LUFS."""

    name = "loudness"

    def __init__(self, what: str, low: int, high: int) -> None:
        """Take ``what``, from ``low`` to ``high``."""
        self._what = what
        self._low, self._high = low, high

    def convert(
        self, value: str | float, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number."""
        try:
            lufs = float(value)
        except ValueError:
            lufs = math.nan
        if not self._low <= lufs <= self._high:
            bounds = f"from {self._low} to {self._high} LUFS"
            self.fail(f"{self._what} is a number {bounds}, not '{value}'.", param, ctx)
        return lufs


class BedType(click.ParamType[Any]):
    """A quiet background: a computed one, a file, or none."""

    name = "bed"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> str | None:
        """Return it, or the name of a computed one; "none" is none, though one is settled."""
        name = value.casefold()
        if name == "none":
            return None
        return name if name in COMPUTED else value

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer those that are computed, and files."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415

        found = [CompletionItem(name) for name in COMPUTED if name.startswith(incomplete)]
        return found or [CompletionItem(incomplete, type="file")]


class Finish(NamedTuple):
    """What is done to a session's sound before it is written.

    Attributes:
        lufs: how loud it shall be; None leaves it as it is mixed.
        bed: a computed bed, or a file; None for none.
        bed_lufs: how loud the bed is where nothing is said.
    """

    lufs: float | None
    bed: str | None
    bed_lufs: float

    def opened_bed(self) -> Bed | None:
        """Return the bed, or None for none.

        Raises:
            FileError: it is a file that is not there, or cannot be heard, or read.
        """
        if self.bed is None:
            return None
        from audio.beds.choice import bed_of  # noqa: PLC0415 - for few
        from guide.language.spelling import did_you_mean  # noqa: PLC0415 - as above

        try:
            return bed_of(self.bed, self.bed_lufs)
        except FileError as error:
            near = None if Path(self.bed).exists() else did_you_mean(self.bed, COMPUTED)
            if near is None:
                raise
            told = f"There is no file '{self.bed}' for a bed. Did you mean '{near}'?"
            raise FileError(told) from error


def refuse_in_vain(ctx: click.Context, paths: Iterable[Path]) -> None:
    """Refuse options of sound where none of the files has any.

    Raises:
        UsageError: one of them was typed.
    """
    if not all(ending_of(path) in CAPTION_ENDINGS for path in paths):
        return
    typed = [
        "/".join((*option.opts, *option.secondary_opts))
        for option in ctx.command.params
        if option.name in OF_SOUND
        and ctx.get_parameter_source(option.name) is ParameterSource.COMMANDLINE
    ]
    if typed:
        raise click.UsageError(
            f"These files have no sound: leave {' and '.join(typed)} out, or write "
            f"{listed(SOUND_ENDINGS)}."
        )


_OPTIONS = (
    click.option(
        "--loudness",
        "lufs",
        type=LoudnessType("A loudness", -30, -10),
        metavar="LUFS",
        help="How loud the whole is, -30 to -10.  [default: -19, or -16 in stereo]",
    ),
    click.option(
        "--bed-level",
        "bed_lufs",
        type=LoudnessType("A bed's level", -60, -20),
        metavar="LUFS",
        help=f"How loud the bed is where nothing is said, -60 to -20.  [default: {BED_LUFS:g}]",
    ),
    click.option(
        "--bed",
        type=BedType(),
        metavar="|".join(("FILE", *COMPUTED, "none")),
        help="A quiet background under it all, of your own or computed.",
    ),
    click.option(
        "--bitrate",
        "kbit",
        type=WholeType("A bitrate", LOWEST_KBIT, HIGHEST_KBIT),
        metavar="KBIT",
        help="kbit/s of MP3, Vorbis, Opus and AAC, 32 to 320.  [default: the format's own]",
    ),
    click.option(
        "--bits",
        type=click.Choice(("16", "24")),
        default="16",
        show_default=True,
        help="Of each sample, in WAV and FLAC.",
    ),
    click.option(
        "--rate",
        type=WholeType("A sample rate", LOWEST_RATE, HIGHEST_RATE),
        default=SAMPLE_RATE,
        show_default=True,
        metavar="HZ",
        help="Frames in a second: 44100.",
    ),
    click.option(
        "--stereo/--mono",
        default=None,
        help="Two channels, or one.  [default: one, or two with a bed]",
    ),
)


def encoding_options(command: F) -> F:
    """Take how sound is written; the command gets it as ``encoding`` and ``finish``."""

    @wraps(command)
    def encoding_so(
        *args: Any,
        stereo: bool | None,
        rate: int,
        bits: str,
        kbit: int | None,
        lufs: float | None,
        bed: str | None,
        bed_lufs: float | None,
        **rest: Any,
    ) -> Any:
        if bed_lufs is None:
            bed_lufs = BED_LUFS
        elif bed is None:
            raise click.UsageError("--bed-level is how loud a bed is: give --bed too.")
        two = bed is not None if stereo is None else stereo
        encoding = Encoding(2 if two else 1, rate, int(bits), kbit)
        return command(*args, encoding=encoding, finish=Finish(lufs, bed, bed_lufs), **rest)

    for option in _OPTIONS:
        encoding_so = option(encoding_so)
    return encoding_so  # type: ignore[return-value]
