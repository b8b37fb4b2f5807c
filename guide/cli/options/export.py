"""The options that say what an export is like: taken, and told again in what is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from audio.beds.names import BED_LUFS
from guide.cli.options.cover import cover_options
from guide.cli.options.defaults import is_settled, speaks_another
from guide.cli.options.encoding import encoding_options
from guide.cli.options.language import in_language
from guide.cli.options.types import voice_options
from guide.cli.options.wanted import given_in, set_option, wanted_options
from guide.format.quantities import in_words
from guide.library.finding import own_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import click

    from guide.format.routine import Routine

F = TypeVar("F", bound=Callable[..., Any])

_FILES = ("bed", "cover")
_AS_USUAL = {("level", "standard"), ("seed", "1"), ("bed_lufs", str(BED_LUFS))}
"""What may be typed and is what is done without."""


def export_options(command: F) -> F:
    """Take all of them."""
    return cover_options(
        encoding_options(wanted_options(set_option(in_language(voice_options(command)))))
    )


def chosen(ctx: click.Context, routine: Routine) -> tuple[tuple[str, str], ...]:
    """Return the names and values of what is not as usual, as it could be typed, in one order.

    A voice of the user's settings that speaks another language than the ``routine`` is not, nor is
    the routine's own language.

    Of a file, only its name: where it lies is no concern of others.
    """
    pairs = [pair for pair in sorted(_all_chosen(ctx)) if pair not in _AS_USUAL]
    language = routine.language
    if given_in(ctx).language.tag and language != own_language(routine):
        pairs.append(("language", language))
        pairs.sort()
    if is_settled(ctx, "voice") and speaks_another(ctx.params["voice"], language):
        pairs = [pair for pair in pairs if pair[0] != "voice"]
    return tuple(pairs)


def _all_chosen(ctx: click.Context) -> Iterator[tuple[str, str]]:
    for text in given_in(ctx).texts:
        yield "set", text
    for option in _options(ctx):
        value = ctx.params.get(option.name or "")
        if value is not None and value != option.default:
            yield option.name or "", _written(option.name or "", value)


def _written(name: str, value: Any) -> str:
    if name == "fit_s":
        return in_words(value)
    return Path(value).name if name in _FILES else str(value)


def typed(ctx: click.Context, choices: Iterable[tuple[str, str]]) -> str:
    """Return choices as options that a person types; those that this program does not know too."""
    from guide.authoring.shell import command  # noqa: PLC0415 - for few messages

    options = {option.name: option for option in _options(ctx)}
    words: list[str] = []
    for name, value in choices:
        option = options.get(name)
        if option and option.is_flag:
            words += option.opts if value == "True" else option.secondary_opts
        else:
            words += (option.opts[0] if option else f"--{name}", value)
    return command(*words)


def _options(ctx: click.Context) -> list[click.Option]:
    """Return those of the command that is run."""

    def nothing(**options: Any) -> None:
        """Carries the options."""

    ours = {option.name for option in export_options(nothing).__click_params__}  # type: ignore[attr-defined]
    return [param for param in ctx.command.params if param.name in ours]  # type: ignore[misc]
