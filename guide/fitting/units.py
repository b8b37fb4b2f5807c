"""What one choice is made for: a move in all its rounds, or a move and its other side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from guide.fitting.ranges import between, settled
from guide.fitting.sides import sides_of, without_side
from guide.fitting.unroll import as_written, unrolled
from guide.format.routine import USUAL_PRIORITY

if TYPE_CHECKING:
    from collections.abc import Collection

    from guide.format.routine import CountRange, Move, Routine


@dataclass(frozen=True, slots=True)
class Setting:
    """Everything that is chosen.

    Attributes:
        kept: the numbers of the units that are done.
        reps: how often, for each unit.
        share: how far up the ranges of time, 0.0 to 1.0.
        further: the same for some units, not less than ``share``.
        ahead: how many of the units that this makes longer, in their order; a part of one brings
            the last of them a part of the way.
    """

    kept: frozenset[int]
    reps: tuple[int, ...]
    share: float
    further: float = 0.0
    ahead: float = 0.0


class Units:
    """The units of one routine, in the order in which they are done first.

    Two steps are sides of one move, and so one unit, if their titles are the same but for the
    side, and so are their ranges.
    """

    def __init__(self, routine: Routine, seed: int) -> None:
        """Find them.

        Args:
            routine: as its author wrote it.
            seed: draws the steps of selections.
        """
        self._routine = routine
        self._seed = seed
        self.number_of: dict[int, int] = {}
        self.moves: list[list[Move]] = []
        """The moves of each unit, as they are written."""
        numbers: dict[object, int] = {}

        def enter(move: Move) -> Move:
            if id(move) not in self.number_of:
                number = numbers.setdefault(_key(move), len(numbers))
                self.number_of[id(move)] = number
                if number == len(self.moves):
                    self.moves.append([])
                self.moves[number].append(move)
            return move

        unrolled(routine, seed, enter)

    def optional(self) -> list[int]:
        """Return the numbers of those that may be left out, those first that are kept longest."""
        numbers = [number for number, moves in enumerate(self.moves) if moves[0].optional]
        return sorted(numbers, key=lambda number: -self.moves[number][0].priority)

    def reps(self, number: int) -> CountRange:
        """Return how often a unit may be done."""
        return self.moves[number][0].reps

    def steps(self, setting: Setting) -> tuple[Move, ...]:
        """Return what is done, in order."""
        parts = {}
        if setting.ahead:
            longer = self.longer(setting, setting.further)
            parts = {number: min(setting.ahead - n, 1.0) for n, number in enumerate(longer)}

        def how(move: Move) -> Move | None:
            number = self.number_of[id(move)]
            if number not in setting.kept:
                return None
            at_share = settled(move, setting.share, setting.share, setting.reps[number])
            if (part := parts.get(number, 0.0)) <= 0:
                return at_share
            further = settled(move, setting.further, setting.further, setting.reps[number])
            return further if part == 1.0 else between(at_share, further, part)

        return unrolled(self._routine, self._seed, how)

    def longer(self, setting: Setting, further: float) -> list[int]:
        """Return the units that take longer with another share of the ranges of time, in order."""
        return [
            number
            for number in sorted(setting.kept)
            if settled(self.moves[number][0], setting.share, 0.0).phases
            != settled(self.moves[number][0], further, 0.0).phases
        ]

    def row(self, kept: Collection[int]) -> list[tuple[int, Move]]:
        """Return what is done, in order, as it is written, each with the number of its unit."""
        done = as_written(self._routine, self._seed, lambda move: self.number_of[id(move)] in kept)
        return [(self.number_of[id(move)], move) for move in done]


def _key(move: Move) -> object:
    if move.rest or len(sides_of(move)) != 1 or len(move.sides) > 1:
        return id(move)
    option = move.priority if move.optional else USUAL_PRIORITY
    lengths = tuple((phase.held, phase.length) for phase in move.phases)
    return without_side(move.title), move.reps, lengths, move.optional, option
