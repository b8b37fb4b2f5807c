"""The language that a routine is wanted in: typed, or settled by the user."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from guide.cli.defaults import is_settled

F = TypeVar("F", bound=Callable[..., Any])

LANGUAGE = "stretch-guide.language"
"""Where a command's context keeps it: what is typed is a demand, what is settled a wish."""


class TagType(click.ParamType[Any]):
    """A language, by its tag."""

    name = "language"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the tag; whether a voice speaks it is not asked."""
        from guide.languages import is_tag, tag_meant  # noqa: PLC0415 - help needs none

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
        from guide.languages import demand, wish  # noqa: PLC0415 - help needs none

        ctx.meta[LANGUAGE] = wish(tag) if is_settled(ctx, "language") else demand(tag)
