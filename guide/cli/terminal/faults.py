"""How a fault is told to a person: one clear sentence, never a traceback."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from audio.errors import AudioError, FileIsThereError
from guide.cli.terminal.paragraphs import echo
from guide.problems.codes import Code
from guide.problems.problem import GuideError, RoutineError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guide.compiling.timeline import Warning


def report(error: Exception) -> int:
    """Print what went wrong to standard error and return the exit status."""
    if isinstance(error, RoutineError):
        from guide.cli.terminal.looks import look_for  # noqa: PLC0415 - only where there are any
        from guide.problems.missing_texts import render_all  # noqa: PLC0415
        from guide.problems.rendering import more_behind  # noqa: PLC0415

        look = look_for(sys.stderr)
        for lines in render_all(error.problems, look):
            click.echo(lines, err=True)
        if more := more_behind(error.problems, look):
            click.echo(more, err=True)
    elif isinstance(error, FileIsThereError):
        echo(f"guide: {str(error).removesuffix('.')}, or overwrite it with --force.", err=True)
    elif isinstance(error, (GuideError, AudioError)):
        echo(f"guide: {error}", err=True)
    elif isinstance(error, OSError):
        where = error.filename or "what is printed"
        echo(f"guide: {where} cannot be read or written: {error.strerror}.", err=True)
    else:
        echo(
            f"guide: something unexpected went wrong ({type(error).__name__}: {error}). "
            "Run it again with 'guide --debug ...' and please report what it shows.",
            err=True,
        )
    return 1


def worded(error: click.NoSuchOption) -> click.UsageError:
    """Return what a person is told who has written an option that there is not."""
    from guide.language.spelling import did_you_mean  # noqa: PLC0415 - only for a wrong one

    context = error.ctx
    known = (
        [name for one in context.command.get_params(context) for name in one.opts]
        if context
        else []
    )
    near = did_you_mean(error.option_name, known)
    hint = f" Did you mean {near}?" if near else ""
    return click.UsageError(f"There is no option '{error.option_name}' here.{hint}", context)


def tell(warnings: Iterable[Warning]) -> None:
    """Print the compiler's warnings to standard error."""
    for warning in warnings:
        where = f"{warning.place}: " if warning.place else ""
        echo(f"{where}warning: {warning.message} [{Code.WORDS_TOO_LONG.id}]", err=True)
