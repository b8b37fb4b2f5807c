"""Where messages are printed: a terminal gets them broken between words, a pipe as they are."""

from __future__ import annotations

import shutil
import sys
import textwrap
from typing import TextIO

import click

from guide.problems.problem import printable

LEAST_COLUMNS = 20
"""A terminal that says it is narrower does not know, or cannot be helped."""


def echo(text: str, *, err: bool = False, hanging: int = 4) -> None:
    """Print ``text``, to standard error with ``err``.

    Args:
        text: lines, each of which is a message of its own; indented ones stay so.
        err: whether it is about what went wrong.
        hanging: columns by which the further lines of a message begin further in, on a terminal.
    """
    click.echo(wrapped(text, sys.stderr if err else sys.stdout, hanging), err=err)


def wrapped(text: str, stream: TextIO, hanging: int = 4) -> str:
    """Return ``text`` as it is printed to ``stream``; see ``echo``.

    Nothing in it steers a terminal, whoever wrote it: a server, or what a file is called.
    """
    lines = map(printable, text.split("\n"))
    if not stream.isatty():
        return "\n".join(lines)
    width = max(LEAST_COLUMNS, shutil.get_terminal_size().columns)
    return "\n".join(_broken(line, width, min(hanging, width // 2)) for line in lines)


def _broken(line: str, width: int, hanging: int) -> str:
    """Return ``line`` in as many lines as it needs; paths and other long words stay whole."""
    indent = line[: len(line) - len(line.lstrip())]
    return textwrap.fill(
        line,
        width,
        subsequent_indent=indent + " " * hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
