"""Covers of sound files: options that say which picture a file gets."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from audio.files.formats import COVER_ENDINGS, ending_of
from audio.files.split import one_of
from guide.cli.options.formats import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audio.files.picture import Picture
    from guide.fitting.plan import Plan

F = TypeVar("F", bound=Callable[..., Any])


class Cover(NamedTuple):
    """What was asked for.

    Attributes:
        own: a person's own picture.
        none: no picture at all.
    """

    own: Picture | None
    none: bool

    def check(self, paths: Iterable[Path]) -> None:
        """Refuse a picture that none of the files could carry.

        Raises:
            UsageError: that is so.
        """
        if self.own and not _carriers(paths):
            raise click.UsageError(
                f"These files carry no cover: leave --cover out, or write {listed(COVER_ENDINGS)}."
            )

    def of(self, plan: Plan, paths: Iterable[Path]) -> Picture | None:
        """Return the picture for files of ``plan``; None where none of them can carry one.

        Raises:
            GuideError: it cannot be drawn here.
        """
        if self.none or self.own or not _carriers(paths):
            return self.own
        from guide.cover.drawing import draw_cover  # noqa: PLC0415 - for what carries one

        return draw_cover(plan)


def cover_options(command: F) -> F:
    """Take ``--cover`` and ``--no-cover``; the command gets them as ``cover``."""

    @wraps(command)
    def covering(*args: Any, cover: Path | None, no_cover: bool, **rest: Any) -> Any:
        if cover and no_cover:
            raise click.UsageError("--cover and --no-cover exclude each other: give one of them.")
        return command(*args, cover=Cover(_own(cover), no_cover), **rest)

    for option in (
        click.option("--no-cover", is_flag=True, default=False, help="Draw no cover picture."),
        click.option(
            "--cover",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="A picture of your own, PNG or JPEG, as the cover.  [default: one is drawn]",
        ),
    ):
        covering = option(covering)
    return covering  # type: ignore[return-value]


def _own(path: Path | None) -> Picture | None:
    if path is None:
        return None
    from audio.files.picture import read_picture  # noqa: PLC0415 - help needs none

    return read_picture(path)


def _carriers(paths: Iterable[Path]) -> list[Path]:
    return [path for path in paths if ending_of(one_of(path)) in COVER_ENDINGS]
