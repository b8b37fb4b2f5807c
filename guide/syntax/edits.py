"""Edits of a file's text: applying them, and finding places again as they were before."""

from __future__ import annotations

import codecs
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from guide.problems.problem import Edit
from guide.syntax.encoding import decoded

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from guide.problems.problem import Place, Problem
    from guide.syntax.nodes import Source


def applied(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the bytes of a file with ``edits``, which don't touch; all else is as it was.

    They are UTF-8, also where the file was not.
    """
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    text = decoded(data)
    for start, end, replacement in sorted(edits, reverse=True):
        text = text[:start] + replacement + text[end:]
    return mark + text.encode("utf-8")


def edits_of(problems: Iterable[Problem], path: Path) -> dict[Problem, tuple[Edit, ...]]:
    """Return the edits that a file's problems carry: of those that touch, the first alone."""
    chosen: dict[Problem, tuple[Edit, ...]] = {}
    taken: list[Edit] = []
    for problem in problems:
        apart = not any(_touch(edit, other) for edit in problem.edits for other in taken)
        if problem.edits and problem.place.file == str(path) and apart:
            chosen[problem] = problem.edits
            taken += problem.edits
    return chosen


def _touch(one: Edit, other: Edit) -> bool:
    return one.start <= other.end and other.start <= one.end


class Change(NamedTuple):
    """A text before and after some edits, which added no line and took none away."""

    before: Source
    after: Source
    edits: tuple[Edit, ...]

    def problem_before(self, problem: Problem) -> Problem:
        """Return a problem of the text after as one of the text before.

        It loses edits that reach into what was edited.
        """
        related = tuple(
            replace(one, place=self._place(one.place), lines=self.before.lines)
            if one.place.file == self.before.file
            else one
            for one in problem.related
        )
        if problem.place.file != self.before.file:
            return replace(problem, related=related)
        edits = tuple(self._edit(edit) for edit in problem.edits)
        same = all(map(self._is_same, problem.edits, edits))
        return replace(
            problem,
            place=self._place(problem.place),
            edits=edits if same else (),
            related=related,
            lines=self.before.lines,
        )

    def _place(self, place: Place) -> Place:
        if not place.line:
            return place
        start = self.after.index_of(place.line, place.column)
        length = self.index_before(start + place.length) - self.index_before(start)
        return self.before.place_at(self.index_before(start), max(1, length))

    def _edit(self, edit: Edit) -> Edit:
        return Edit(self.index_before(edit.start), self.index_before(edit.end), edit.replacement)

    def _is_same(self, edit: Edit, before: Edit) -> bool:
        """Whether an edit replaces the same words in both texts."""
        words = self.before.text[before.start : before.end]
        return words == self.after.text[edit.start : edit.end]

    def index_before(self, index: int) -> int:
        """Return where a character of the text after was before.

        Inside of an edit that is where it was if all the words are still there, as between quotes
        that were put around them; otherwise where the edit begins.
        """
        longer = 0
        for start, end, replacement in sorted(self.edits):
            inside = index - start - longer
            if inside < 0:
                break
            if inside < len(replacement):
                kept = replacement.find(self.before.text[start:end])
                return start if kept < 0 else start + min(max(0, inside - kept), end - start)
            longer += len(replacement) - (end - start)
        return index - longer
