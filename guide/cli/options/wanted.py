"""What is wanted of what an author leaves open: options, and how the history keeps them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from guide.cli.options.language import LANGUAGE
from guide.cli.options.numbers import WholeType

if TYPE_CHECKING:
    from guide.fitting.fit import Level, Wanted
    from guide.reading.parameters import Given

F = TypeVar("F", bound=Callable[..., Any])

LEVELS = ("gentle", "standard", "full")
LONGEST_S = 24 * 3600
_GIVEN = "guide.given"


class BudgetType(click.ParamType[Any]):
    """The time that there is, as authors write lengths of time; in seconds."""

    name = "time"

    def convert(
        self, value: str | float, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the seconds."""
        if not isinstance(value, str):
            return value
        from guide.format.quantities import parse_seconds  # noqa: PLC0415 - help needs none

        if value.isdecimal():
            self.fail(f"'{value}' of what? Write {value}m for minutes.", param, ctx)
        seconds = parse_seconds(value)
        if seconds is None or not 1 <= seconds <= LONGEST_S:
            self.fail(f"'{value}' is no length of time, such as 12m or 1h30m.", param, ctx)
        return seconds


def wanted_options(command: F) -> F:
    """Take ``--level`` or ``--fit``, and ``--seed``; the command gets them as ``wanted``."""

    @wraps(command)
    def choosing(
        *args: Any, level: Level | None, fit_s: float | None, seed: int | None, **rest: Any
    ) -> Any:
        if level and fit_s:
            raise click.UsageError("--level and --fit both choose in the ranges: give one of them.")
        return command(*args, wanted=wanted_of(level, fit_s, seed), **rest)

    for option in (
        click.option(
            "--seed",
            type=WholeType("A seed", 0, 2**31 - 1),
            metavar="N",
            help="Draws the steps where some of several are chosen.  [default: 1]",
        ),
        click.option(
            "--fit",
            "fit_s",
            type=BudgetType(),
            metavar="TIME",
            help="Choose in the author's ranges so that it takes this long: 12m.",
        ),
        click.option(
            "--level",
            type=click.Choice(LEVELS, case_sensitive=False),
            help="Where in the author's ranges: low end, middle, high end.  [default: standard]",
        ),
    ):
        choosing = option(choosing)
    return choosing  # type: ignore[return-value]


def is_wanted(ctx: click.Context) -> bool:
    """Return whether a person has chosen anything that an author leaves open."""
    return any(ctx.params.get(name) is not None for name in ("level", "fit_s", "seed"))


def as_choices(wanted: Wanted) -> dict[str, Any]:
    """Return what is wanted as the history keeps it."""
    from audio.clip import to_seconds  # noqa: PLC0415 - help needs none
    from guide.fitting.fit import Budget  # noqa: PLC0415

    ranges = wanted.ranges
    if isinstance(ranges, Budget):
        return {"fit_s": to_seconds(ranges.frames), "seed": wanted.seed}
    return {"level": ranges, "seed": wanted.seed}


def wanted_of(level: Level | None, fit_s: float | None, seed: int | None) -> Wanted:
    """Return the Wanted of what was chosen or kept; None is what is usual."""
    from audio.clip import to_frames  # noqa: PLC0415 - help needs none
    from guide.fitting.fit import Budget, Wanted  # noqa: PLC0415

    ranges: Level | Budget = Budget(to_frames(fit_s)) if fit_s else level or "standard"
    return Wanted(ranges) if seed is None else Wanted(ranges, seed)


def set_option(command: F) -> F:
    """Take ``--set``; files are read with what it gives, so it comes before them."""
    return click.option(
        "--set",
        multiple=True,
        metavar="NAME=VALUE",
        callback=_keep_given,
        is_eager=True,
        expose_value=False,
        help="Another value for a parameter of the routine: hold=60s.",
    )(command)


def _keep_given(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> None:
    for value in values:
        name, equals, rest = value.partition("=")
        if not (name.strip() and equals and rest.strip()):
            message = f"'{value}' does not say which value: write NAME=VALUE, such as hold=60s."
            raise click.BadParameter(message, ctx, param)
    ctx.meta[_GIVEN] = tuple(" ".join(value.split()) for value in values)


def given_in(ctx: click.Context | None) -> Given:
    """Return what ``--set`` and ``--language`` have given."""
    from guide.language.languages import OWN  # noqa: PLC0415 - help needs no YAML
    from guide.reading.parameters import NOTHING_GIVEN, Given  # noqa: PLC0415 - as above

    if ctx is None:
        return NOTHING_GIVEN
    return Given(ctx.meta.get(_GIVEN, ()), ctx.meta.get(LANGUAGE, OWN))
