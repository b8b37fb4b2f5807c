"""The language that a routine is wanted in: typed, or settled by the user."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import click

from guide.cli.options.defaults import is_settled
from guide.cli.terminal.paragraphs import echo

if TYPE_CHECKING:
    from guide.format.routine import Routine
    from guide.language.languages import Language
    from guide.reading.parameters import Given

F = TypeVar("F", bound=Callable[..., Any])

LANGUAGE = "stretch-guide.language"
"""Where a command's context keeps it: what is typed is a demand, what is settled a wish."""


class TagType(click.ParamType[Any]):
    """A language, by its tag."""

    name = "language"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the tag; whether a voice speaks it is not asked."""
        from guide.language.languages import is_tag, tag_meant  # noqa: PLC0415 - help needs none

        if not is_tag(value):
            meant = tag_meant(value)
            hint = f"Write {meant}." if meant else "Write its short code, such as en, en-GB or de."
            self.fail(f"'{value}' is no language. {hint}", param, ctx)
        return value


def in_language(command: F) -> F:
    """Take ``--language``; routines are read in it, so it comes before them."""
    return click.option(
        "--language",
        type=TagType(),
        callback=_keep,
        is_eager=True,
        expose_value=False,
        metavar="TAG",
        help="In this language, of those that the routine comes in: de.  [default: its own]",
    )(command)


def _keep(ctx: click.Context, param: click.Parameter, tag: str | None) -> None:
    del param
    if tag:
        from guide.language.languages import demand, wish  # noqa: PLC0415 - help needs none

        ctx.meta[LANGUAGE] = wish(tag) if is_settled(ctx, "language") else demand(tag)


def language_in(ctx: click.Context) -> Language:
    """Return the language that is wanted."""
    from guide.language.languages import OWN  # noqa: PLC0415 - help needs none

    language: Language = ctx.meta.get(LANGUAGE, OWN)
    return language


def load_as_wished(name: str, given: Given) -> Routine:
    """Return a routine as ``library.load`` does; where a settled language gave way, tell why."""
    from guide.language.languages import lookup  # noqa: PLC0415 - help needs no YAML
    from guide.library.finding import load  # noqa: PLC0415 - as above

    routine, wished = load(name, given), given.language
    if wished.tag and not wished.demanded and not lookup(wished.tag, (routine.language,)):
        _tell_what_is_missing(name, routine, given, wished.tag)
    return routine


def _tell_what_is_missing(name: str, routine: Routine, given: Given, tag: str) -> None:
    """Tell in a line that ``routine`` comes in a language, but not all of it; if it does."""
    from guide.language.languages import called, demand  # noqa: PLC0415 - as above
    from guide.library.finding import load  # noqa: PLC0415 - as above
    from guide.problems.codes import Code  # noqa: PLC0415 - few settle a language
    from guide.problems.problem import RoutineError, printable  # noqa: PLC0415 - as above

    try:
        load(name, replace(given, language=demand(tag)))
    except RoutineError as error:
        missing = sum(one.code is Code.MISSING_TRANSLATION for one in error.problems)
        if missing:
            texts = "1 text is" if missing == 1 else f"{missing} texts are"
            echo(
                f"{printable(routine.title)} is not whole in {called(tag)} ({texts} missing), "
                f"so it is in {called(routine.language)}; 'guide check' lists what is missing.",
                err=True,
            )
