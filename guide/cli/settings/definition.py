"""The user's own settings: each is what an option is when it is not typed. And respelt words.

A setting is called like its option, and what it is, the option itself says: its type, what is
usual, what it means.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import click

from guide.cli.options.encoding import LoudnessType, encoding_options
from guide.cli.options.numbers import WholeType
from guide.cli.options.types import language_option, live_options, voice_options

if TYPE_CHECKING:
    from guide.cli.options.defaults import Value

EXAMPLES = {
    "voice": 'voice = "en-gb"',
    "engine": 'engine = "espeak"',
    "pace": "pace = 140",
    "talk": 'talk = "brief"',
    "loudness": "loudness = -16",
    "bed": 'bed = "rain"',
    "device": 'device = "Headphones"',
    "language": 'language = "de"',
}
"""Each setting as it may be written."""
NAMES = tuple(EXAMPLES)
WORDS = "say_as"
"""The table of words that the voice mispronounces."""


@cache
def options() -> dict[str, click.Option]:
    """Return the option that each setting is the default of, by the setting's name."""

    @language_option
    @live_options
    @encoding_options
    @voice_options
    def nothing(**options: Any) -> None:
        """Carries the options."""

    every: list[click.Option] = nothing.__click_params__  # type: ignore[attr-defined]
    by_name = {option.opts[-1].removeprefix("--"): option for option in every}
    return {name: by_name[name] for name in NAMES}


def is_number(name: str) -> bool:
    """Whether a setting is a number, which has no quotes around it in the file."""
    return isinstance(options()[name].type, (WholeType, LoudnessType))


def value_of(name: str, written: str) -> Value:
    """Return what a setting becomes that is given as its option is typed.

    Raises:
        BadParameter: the option takes no such value.
    """
    value: Value | None = options()[name].type.convert(written, None, None) if written else None
    if value is None:
        raise click.BadParameter(
            f"'{written}' is no value for `{name}`. Leave it out: guide config --unset {name}"
        )
    return value
