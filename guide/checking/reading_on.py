"""Reads on behind a slip of the pen that keeps a file from being read as YAML.

The parser stops at the first one, and whoever mends it would only then meet the next. Where there
is but one way to mend it, the file is read as if it were mended, and what is found then is told
too, at the places of the file as it is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from guide.problems.codes import Code
from guide.problems.problem import RoutineError
from guide.reading.source import read_whole
from guide.syntax.edits import Change, applied, edits_of
from guide.syntax.encoding import decoded
from guide.syntax.nodes import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from guide.problems.problem import Problem
    from guide.reading.step_reader import Shelf

FARTHEST = 30
"""Slips that are read over, one behind the other."""

_SLIPS = frozenset(
    {
        Code.NOT_UTF_8,
        Code.TAB,
        Code.STRAY_CHARACTER,
        Code.SIGN_FIRST,
        Code.NO_COLON,
        Code.MISSING_SPACE,
        Code.COLON_IN_TEXT,
        Code.TEXT_AFTER_END,
        Code.COLUMNS,
        Code.BRACKETS,
        Code.MOVE_WITHOUT_KEY,
    }
)
"""What has edits, is alone, and is one of these is what reading stopped at."""
_FIRST_OF_VALUES = Code.WRONG_KIND.id
"""Codes before it are about YAML itself: near a mended line, they may follow from its mending."""


def with_those_behind(
    path: Path,
    contents: bytes | None,
    problems: Sequence[Problem],
    read: Callable[[bytes], object],
) -> list[Problem]:
    """Return the problems of a file and those behind a slip among them, in order of place.

    Args:
        path: the file.
        contents: what is taken to be in it, if not what is there.
        problems: what reading it has told.
        read: reads it as it is once something is mended; raises RoutineError.
    """
    known = found = [*problems]
    if not _is_slip(known):
        return known
    data = path.read_bytes() if contents is None else contents
    changes: list[Change] = []
    while len(changes) < FARTHEST and _is_slip(found):
        before, edits = data, found[0].edits
        data = applied(before, edits)
        changes.append(Change(_source(path, before), _source(path, data), edits))
        found = _errors(data, read)
        mended = {problem.place.line for problem in known}
        known = [replace(one, stops=False) for one in known]
        known += [_before(one, changes) for one in found if _stands_alone(one, mended)]
    if any(one.stops for one in found):  # also if that one is not told
        known[-1] = replace(known[-1], stops=True)
    return sorted(known, key=lambda one: (one.place.file != str(path), one.place))


def doubts_beside(
    path: Path, contents: bytes | None, problems: list[Problem], shelf: Shelf
) -> list[Problem]:
    """Return the warnings of a file with problems that do not follow from those.

    They are those of the file as it is once all is mended that has one right answer. If it has
    problems even then, only single texts are looked at, in lines that have no problem.
    """
    from guide.checking.doubtful_words import doubtful_words  # noqa: PLC0415 - not for every start
    from guide.checking.doubts import doubts  # noqa: PLC0415

    found = problems
    changes: list[Change] = []
    data = None
    while len(changes) < FARTHEST and (chosen := edits_of(found, path)):
        if data is None:
            data = path.read_bytes() if contents is None else contents
        before, edits = data, tuple(edit for edits in chosen.values() for edit in edits)
        data = applied(before, edits)
        changes.append(Change(_source(path, before), _source(path, data), edits))
        shelf.tops.pop(str(path), None)  # of the text as it was before
        try:
            warnings = doubts(read_whole(path, data, shelf))
        except RoutineError as error:
            found = list(error.problems)
        else:
            return [_before(one, changes) for one in warnings]
    top = shelf.tops.get(str(path))
    warnings = [*doubtful_words(top)] if top else []
    wrong = {problem.place.line for problem in problems}
    told = [_before(one, changes) for one in warnings]
    return [one for one in told if one.place.line not in wrong]


def _is_slip(problems: list[Problem]) -> bool:
    return len(problems) == 1 and problems[0].code in _SLIPS and bool(problems[0].edits)


def _source(path: Path, data: bytes) -> Source:
    return Source(str(path), decoded(data))


def _errors(data: bytes, read: Callable[[bytes], object]) -> list[Problem]:
    try:
        read(data)
    except RoutineError as error:
        return list(error.problems)
    return []


def _before(problem: Problem, changes: list[Change]) -> Problem:
    for change in reversed(changes):
        problem = change.problem_before(problem)
    return problem


def _stands_alone(problem: Problem, mended: set[int]) -> bool:
    """Whether a problem is sure not to follow from how lines were mended."""
    near = any(abs(problem.place.line - line) <= 1 for line in mended)
    return bool(problem.edits) or not near or problem.code.id >= _FIRST_OF_VALUES
