"""The moves of a routine in the order they are done: groups unrolled, selections drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from guide.format.routine import Group, Move
from guide.format.templates import pieces
from guide.language.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from guide.format.routine import Routine, Selection, Step

    How = Callable[[Move], Move | None]

DEFAULT_SEED = 1
"""Draws the steps of selections where no other seed is given, so that nothing is left to chance."""


def unrolled(
    routine: Routine, seed: int = DEFAULT_SEED, how: How = lambda move: move
) -> tuple[Move, ...]:
    """Return every move in the order it is done, with what comes between.

    The routine's ``between`` stands between entries of its ``steps``, but not beside a rest; a
    group's between its rounds. Words alone become the lead of the move that follows. The title of
    a rest is a word of the routine's language.

    Args:
        routine: as its author wrote it.
        seed: what is drawn in selections follows from it, on every machine.
        how: what is done for a move, itself or a rest between; None leaves it out.
    """
    walk = _Walk(seed, how)
    rows = [walk.row(step) for step in routine.steps]
    rest = words_of(routine.language).rest
    return tuple(
        replace(move, title=rest) if move.rest and move.title != rest else move
        for move in walk.joined(rows, routine.between, beside_rests=False)
    )


def as_written(
    routine: Routine, seed: int = DEFAULT_SEED, kept: Callable[[Move], bool] = lambda move: True
) -> list[Move]:
    """Return the same moves as their author wrote them: one that is done again is there again.

    Args:
        routine: as its author wrote it.
        seed: what is drawn in selections.
        kept: whether a move is done, itself or a rest between.
    """
    written: list[Move] = []

    def marked(move: Move) -> Move | None:
        if not kept(move):
            return None
        written.append(move)
        return replace(move, note=str(len(written) - 1))

    return [written[int(move.note or 0)] for move in unrolled(routine, seed, marked)]


class _Walk:
    """Goes through steps once, from the first to the last."""

    def __init__(self, seed: int, how: How) -> None:
        self._seed = seed
        self._how = how
        self._drawn = 0
        self._left: dict[int, set[int]] = {}

    def row(self, step: Step) -> list[Move]:
        """Return the moves of one step."""
        if isinstance(step, Move):
            move = self._how(step)
            return [move] if move else []
        if isinstance(step, Group):
            rounds = [self._rows(step.steps) for _ in range(step.repeat)]
            return self.joined(rounds, step.between, beside_rests=True)
        return self._rows(self._draw(step))

    def joined(
        self, rows: Iterable[list[Move]], between: Move | None, *, beside_rests: bool
    ) -> list[Move]:
        """Return ``rows`` in a row, with ``between`` between those that are not empty."""
        done: list[Move] = []
        comes = self._how(between) if between else None
        for row in filter(None, rows):
            wanted = done and (beside_rests or not (done[-1].rest or row[0].rest))
            if comes and wanted and comes.phases:
                done.append(comes)
            elif comes and wanted:
                row[0] = _led(row[0], comes)
            done += row
        return done

    def _rows(self, steps: Iterable[Step]) -> list[Move]:
        return [move for step in steps for move in self.row(step)]

    def _draw(self, selection: Selection) -> list[Step]:
        """Return the chosen steps, in their order: those that draw the lowest numbers.

        In a group that comes to them again, none comes again before all others have.
        """
        from random import Random  # noqa: PLC0415 - most routines leave nothing to choose

        self._drawn += 1
        # Of all that Random can do, the numbers alone stay the same in every version of Python.
        random = Random(f"{self._seed}/{self._drawn}")
        numbers = [random.random() for _ in selection.of]
        all_of_them = set(range(len(numbers)))
        left = self._left.get(id(selection), all_of_them)
        order = sorted(all_of_them, key=lambda index: (index not in left, numbers[index]))
        chosen = set(order[: selection.choose])
        again = chosen - left
        self._left[id(selection)] = left - chosen or all_of_them - again
        return [step for index, step in enumerate(selection.of) if index in chosen]


def _led(move: Move, words: Move) -> Move:
    """Return ``move`` with words before its title, which they may name as what is next."""
    assert words.say is not None
    said = "".join(
        "{title}" if piece.kind == "name" else piece.text.replace("{", "{{").replace("}", "}}")
        for piece in pieces(words.say)
    )
    return replace(move, lead=f"{said} {move.lead}" if move.lead else said)
