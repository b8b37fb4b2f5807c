"""Questions to a person at a terminal: each answer is checked at once, and asked again."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

import click

from audio.errors import FileError
from guide.cli.terminal.paragraphs import wrapped
from guide.language.messages import NO, YES, YES_KEY
from guide.language.words import ENGLISH
from guide.problems.problem import GuideError, RoutineError, printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from guide.language.words import Words

T = TypeVar("T")

_ROOM = 2 * "\N{NO-BREAK SPACE}"
"""A space behind a question, and a letter for an answer, in its last line."""


def can_ask() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def ask(
    question: str, read: Callable[[str], T], usual: str | None = None, *, show: bool = True
) -> T:
    """Ask until there is an answer that can be read, and return what it is read as.

    Args:
        question: without the colon.
        read: raises UsageError, GuideError or FileError where an answer is wrong.
        usual: what Enter stands for, None if there has to be an answer.
        show: whether the question shows what is usual.

    Raises:
        Abort: Ctrl-C, or the end of what can be read.
    """
    shown = f" [{printable(usual)}]" if usual and show else ""
    while True:
        answer = _line(f"{question}{shown}") or usual
        if answer is None:
            continue
        try:
            return read(answer)
        except click.UsageError as error:
            click.echo(error.message)
        except RoutineError as error:
            told = (f"{problem.message}. {problem.hint}" for problem in error.problems)
            click.echo(printable(" ".join(told)))
        except (GuideError, FileError) as error:
            click.echo(str(error))


def confirm(question: str, *, usual: bool, words: Words = ENGLISH) -> bool:
    """Ask for yes or no, in the language of ``words``; raises Abort as ``ask`` does."""
    key = words.of(YES_KEY)

    def read(answer: str) -> bool:
        if answer.lower() in ("y", "yes", key, words.of(YES)):
            return True
        if answer.lower() in ("n", "no", "none", words.of(NO)):
            return False
        raise click.UsageError(words.gettext("Write y for yes or n for no."))

    shown = f"{key.upper()}/n" if usual else f"{key}/N"
    return ask(f"{question} [{shown}]", read, "y" if usual else "n", show=False)


def _line(prompt: str) -> str:
    """Return a line, which arrow keys change while it is written; without spaces around it.

    The prompt is broken between words beforehand: on some terminals what changes the line has but
    one row, and would leave off what does not fit.
    """
    *above, last = wrapped(f"{prompt}:{_ROOM}", sys.stdout, hanging=0).split("\n")
    with suppress(ImportError):  # there is none on Windows, whose terminal does the same by itself
        import readline  # noqa: F401, PLC0415 - only for questions
    for line in above:
        click.echo(line)
    try:
        return input(f"{last.rstrip()} ").strip()
    except UnicodeDecodeError:
        click.echo("These bytes are no text in the terminal's encoding.")
        return ""
    except (KeyboardInterrupt, EOFError):
        raise click.Abort from None
