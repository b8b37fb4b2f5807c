"""Mends what is unambiguous: the edits that problems carry, and not a byte else."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, NamedTuple

from guide.checking.check import check_file, problems_of
from guide.problems.problem import GuideError, quoted
from guide.syntax.edits import applied, edits_of
from guide.syntax.nodes import Source

if TYPE_CHECKING:
    from pathlib import Path

    from guide.problems.problem import Problem

MOST_ROUNDS = 1000
"""What keeps a file from being read as YAML is told, and so mended, one at a time."""


class Mending(NamedTuple):
    """A problem that was mended, with its line before and after."""

    problem: Problem
    before: str
    after: str


class Mended(NamedTuple):
    """A file with everything mended that has one right answer.

    Attributes:
        before, after: its bytes.
        mendings: what was mended, in the order it was found.
        left: the problems and warnings that it still has.
    """

    before: bytes
    after: bytes
    mendings: tuple[Mending, ...]
    left: list[Problem]


def mended(path: Path) -> Mended:
    """Return what a file becomes when it is mended; nothing is written."""
    left = problems_of(path)
    if not edits_of(left, path):
        return Mended(b"", b"", (), check_file(path))
    before = data = path.read_bytes()
    mendings: list[Mending] = []
    for _ in range(MOST_ROUNDS):
        chosen = edits_of(left, path)
        if not chosen:
            break
        data = applied(data, [edit for edits in chosen.values() for edit in edits])
        lines = Source(str(path), data.decode("utf-8-sig")).lines
        for problem in chosen:
            number = problem.place.line - 1
            mendings.append(Mending(problem, problem.lines[number], lines[number]))
        left = problems_of(path, data)
    return Mended(before, data, tuple(mendings), check_file(path, data))


def write(path: Path, mended: Mended) -> None:
    """Put what was mended in a file's place, whole or not at all, with its permissions.

    Raises:
        GuideError: it is not to be written to, or was written by others since it was read.
        FileError: it cannot be written.
    """
    from audio.files.whole import whole_file  # noqa: PLC0415 - only when something is mended

    if not os.access(path, os.W_OK):
        raise GuideError(f"{path} is protected from being written to. Permit it, and try again.")
    mode = stat.S_IMODE(path.stat().st_mode)
    with whole_file(path, overwrite=True) as file:
        file.write(mended.after)
        if path.read_bytes() != mended.before:
            raise GuideError(
                f"{quoted(str(path))} was changed by another program. Try again when that is done."
            )
    path.chmod(mode)
