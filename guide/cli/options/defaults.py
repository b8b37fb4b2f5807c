"""The user's own settings as defaults of options: where options find them, and what is told of it.

A value from there counts as if it had been typed. But it may be older than what is here today, so
a session does without where it is of no use, and whoever is told of it is told where it is from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from click.core import ParameterSource

if TYPE_CHECKING:
    import click

    from guide.language.pronunciation import SayAs

Value = str | int | float

PARAMETERS = {
    "voice": "voice",
    "engine": "engine",
    "pace": "pace",
    "talk": "talk",
    "lufs": "loudness",
    "bed": "bed",
    "device": "device",
    "language": "language",
}
"""The setting that is the default of a command's parameter."""

COMMANDS = (
    *("play", "preview", "prepare", "export", "verify", "compile", "say", "voices", "try"),
    *("show", "sheet", "list", "moves"),
)
"""Commands that have some of these parameters, whose default is the user's own."""


class Settings(NamedTuple):
    """What a person has settled.

    Attributes:
        values: of settings, by name, as the type of the option has them.
        say_as: words that the voice mispronounces, each with a text that sounds like it.
    """

    values: Mapping[str, Value] = MappingProxyType({})
    say_as: SayAs = ()


class Defaults(Mapping[str, Any]):
    """What click looks into for commands, and for their parameters."""

    def __init__(
        self, settings: Callable[[], Settings], left_out: frozenset[str] = frozenset()
    ) -> None:
        """Find no default for the parameters that are left out.

        Args:
            settings: asked when a parameter that has one was not typed: a file may be read then.
            left_out: parameters.
        """
        self._settings = settings
        self._left_out = left_out

    def __getitem__(self, name: str) -> Any:
        if name in COMMANDS:
            return self
        if name in self._left_out:
            raise KeyError(name)
        setting = PARAMETERS[name]
        return self._settings().values[setting]

    def __iter__(self) -> Iterator[str]:
        return (name for name in PARAMETERS if name in self)

    def __len__(self) -> int:
        return len([*self])

    def without(self, *names: str) -> Defaults:
        """Return the same, but with no default for these parameters."""
        return Defaults(self._settings, self._left_out | {*names})


def is_settled(ctx: click.Context | None, name: str) -> bool:
    """Whether the value of a command's parameter is from the user's settings."""
    return (
        ctx is not None
        and isinstance(ctx.default_map, Defaults)
        and ctx.get_parameter_source(name) is ParameterSource.DEFAULT_MAP
    )


def origin(ctx: click.Context | None, *names: str) -> str:
    """Return a sentence that tells which of the parameters are settled, or nothing."""
    own = [f"`{PARAMETERS[name]}`" for name in names if is_settled(ctx, name)]
    if not own:
        return ""
    from guide.folders import config_file  # noqa: PLC0415 - only where there is one

    verb = "is" if len(own) == 1 else "are"
    return f"Your {' and '.join(own)} {verb} from {config_file()}."


@contextmanager
def telling(told: str) -> Iterator[None]:
    """Where something outside says no to a value, tell where it is from, if that is not typed."""
    from audio.errors import AudioError  # noqa: PLC0415 - help needs none

    try:
        yield
    except AudioError as error:
        if not told or told in str(error):
            raise
        raise type(error)(f"{error} {told}") from error


def speaks_another(voice: str | None, language: str) -> bool:
    """Whether a voice is of another language, by its name.

    One that is but wished for is not meant then: the usual voice of the language speaks.
    """
    told = language_of(voice) if voice else None
    return told is not None and told != language.partition("-")[0].lower()


def spoken_by(voice: str) -> str:
    """Return the language of a voice; where its name tells none, whatever it speaks."""
    from audio.speech.engine import ANY_LANGUAGE  # noqa: PLC0415 - as above

    return language_of(voice) or ANY_LANGUAGE


def language_of(voice: str) -> str | None:
    """Return the language that a voice's name tells, without region; None if it tells none."""
    from audio.speech.piper_voices import is_voice_name, language_of  # noqa: PLC0415 - as above
    from guide.language.languages import is_tag  # noqa: PLC0415 - as above

    tag = language_of(voice) if is_voice_name(voice) else voice.partition("+")[0]
    return tag.partition("-")[0].lower() if is_tag(tag) else None
