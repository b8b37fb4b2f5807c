"""How sound files are encoded: options that become an ``Encoding``."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

from audio.clip import SAMPLE_RATE
from audio.files.writer import Encoding
from guide.cli.numbers import WholeType

F = TypeVar("F", bound=Callable[..., Any])

LOWEST_RATE, HIGHEST_RATE = 8_000, 192_000


def encoding_options(command: F) -> F:
    """Take ``--stereo``, ``--rate`` and ``--bits``; the command gets them as ``encoding``."""

    @wraps(command)
    def encoding_so(*args: Any, stereo: bool, rate: int, bits: str, **rest: Any) -> Any:
        encoding = Encoding(2 if stereo else 1, rate, int(bits))
        return command(*args, encoding=encoding, **rest)

    for option in (
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
