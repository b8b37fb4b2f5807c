"""How sound is written: options that become an ``Encoding``, and a loudness."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

from audio.clip import SAMPLE_RATE
from audio.files.writer import Encoding
from guide.cli.numbers import WholeType

F = TypeVar("F", bound=Callable[..., Any])

LOWEST_RATE, HIGHEST_RATE = 8_000, 192_000
QUIETEST_LUFS, LOUDEST_LUFS = -30, -10


class LoudnessType(click.ParamType[Any]):
    """A loudness in LUFS."""

    name = "loudness"

    def convert(
        self, value: str | float, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number."""
        try:
            lufs = float(value)
        except ValueError:
            lufs = math.nan
        if not QUIETEST_LUFS <= lufs <= LOUDEST_LUFS:
            bounds = f"from {QUIETEST_LUFS} to {LOUDEST_LUFS} LUFS"
            self.fail(f"A loudness is a number {bounds}, such as -14, not '{value}'.", param, ctx)
        return lufs


def encoding_options(command: F) -> F:
    """Take ``--stereo``, ``--rate`` and ``--bits``; the command gets them as ``encoding``."""

    @wraps(command)
    def encoding_so(*args: Any, stereo: bool, rate: int, bits: str, **rest: Any) -> Any:
        encoding = Encoding(2 if stereo else 1, rate, int(bits))
        return command(*args, encoding=encoding, **rest)

    for option in (
        click.option(
            "--loudness",
            "lufs",
            type=LoudnessType(),
            metavar="LUFS",
            help="How loud the whole is, -30 to -10.  [default: -19, or -16 in stereo]",
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
        click.option("--stereo", is_flag=True, help="Two channels instead of one."),
    ):
        encoding_so = option(encoding_so)
    return encoding_so  # type: ignore[return-value]
