"""Fits a routine into the time there is, by rules that can be told to a person.

1. Nothing leaves its range. What has no range is not touched: words, safety, rests, sides.
   Sides are equally long, and what an author wrote once is the same in every round.
2. The session is never longer than the time there is, unless the shortest one is.
3. Optional steps are left out last, when all ranges at their low ends are still too long: those
   of the lowest ``priority`` first, of equal ones the last first, no more than needed.
4. Ranges are used evenly. Repetitions go up one by one, each where its share of its range comes
   up, while lengths of time keep pace with the same share; then lengths of time alone go on, all
   by one share, in steps of a tenth of a second or less of the whole, until the time is used up.
5. Where all lengths together are shorter than one more repetition, and only there, the time may
   not come out: then lengths give way for one more repetition, if that fits.

So the total comes within a tenth of a second where there are enough ranges of time: what is
measured are whole compiled plans, words included. Words that name a length of time change with it,
and are measured again at each length that is looked at; they may cost some tenths more.

A longer time never leaves out more steps and, of the same steps, never does fewer repetitions;
and it never makes the session shorter. Single holds may become shorter with it, where one more
repetition or one more step takes their time: no rule could both meet every time exactly and never
take a second back, since a repetition lengthens the whole by all of its seconds at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from audio.clip import to_frames
from guide.changes import changes, gap, too_long, too_short
from guide.plan import Plan, plan_of
from guide.ranges import at_level, settled
from guide.unroll import unrolled

if TYPE_CHECKING:
    from guide.routine import Move, Routine

Measure: TypeAlias = Callable[[Plan], int]
"""Tells how many frames a plan takes, its words included."""

CLOSE = to_frames(1)
"""A session that is this much shorter than the time there is fits it."""
FINEST_S = 0.1
"""How much longer the whole becomes, at most, by one step of all lengths of time."""


class Notch(NamedTuple):
    """One more repetition of a move, where its share of its range comes up.

    Attributes:
        share: of the range, 0.0 to 1.0.
        number: the move's among all, in the order of the routine.
        move: its ``id``.
    """

    share: float
    number: int
    move: int


@dataclass(frozen=True, slots=True)
class Setting:
    """Everything that is chosen.

    Attributes:
        kept: so many optional steps are done.
        notches: so many repetitions are done more than the fewest.
        share: how far up the ranges of time, 0.0 to 1.0.
    """

    kept: int
    notches: int
    share: float


class Solver:
    """Chooses for one routine and one length of time."""

    def __init__(self, routine: Routine, seed: int, frames: int, measure: Measure) -> None:
        """Keep what there is to choose.

        Args:
            routine: as its author wrote it.
            seed: draws the steps of selections.
            frames: the time that there is.
            measure: tells how many frames a plan takes.
        """
        self._routine = routine
        self._seed = seed
        self._frames = frames
        self._measure = measure
        self._totals: dict[Setting, int] = {}
        written: dict[int, Move] = {}
        unrolled(routine, seed, lambda move: written.setdefault(id(move), move))
        self._moves = list(written.values())

    def solve(self) -> tuple[tuple[Move, ...], tuple[str, ...]]:
        """Return what is done, in order, and what there is to say about it."""
        setting = self._setting()
        steps = self._steps(setting)
        frames = self._total(setting)
        usual = at_level(self._routine, "standard", self._seed)
        remarks = (changes(usual, steps, frames), self._misfit(setting, frames))
        return steps, tuple(filter(None, remarks))

    def _misfit(self, setting: Setting, frames: int) -> str | None:
        """Return how the time is missed, and what stands in the way; None if it is met."""
        wanted = self._frames
        if frames > wanted:
            return too_long(self._moves, frames, wanted)
        if wanted - frames <= CLOSE:
            return None
        if setting.notches < len(self._notches):
            move = self._moves[self._notches[setting.notches].number]
            return gap(move, True, frames, wanted)
        if setting.kept < len(self._optional):
            left_out = self._optional[setting.kept]
            move = next(move for move in self._moves if id(move) == left_out)
            return gap(move, False, frames, wanted)
        return too_short(self._moves, frames, wanted)

    def _setting(self) -> Setting:
        optional = len(self._optional)
        kept = _most(lambda kept: self._total(Setting(kept, 0, 0.0)), optional, self._frames)

        def evenly(notches: int) -> Setting:
            share = self._notches[notches - 1].share if notches else 0.0
            return Setting(kept, notches, share)

        most = len(self._notches)
        notches = _most(lambda number: self._total(evenly(number)), most, self._frames)
        best = self._filled(Setting(kept, notches, 0.0))
        if notches < most and self._frames - self._total(best) > CLOSE:
            one_more = Setting(kept, notches + 1, 0.0)
            if self._total(one_more) <= self._frames:
                return self._filled(one_more)
        return best

    def _filled(self, setting: Setting) -> Setting:
        """Return ``setting`` with lengths of time as long as fits."""
        low, high = (self._steps(replace(setting, share=share)) for share in (0.0, 1.0))
        slack_s = _seconds(high) - _seconds(low)
        steps = ceil(slack_s / FINEST_S)
        if not steps:
            return setting

        def at(step: int) -> Setting:
            return replace(setting, share=step / steps)

        return at(_most(lambda step: self._total(at(step)), steps, self._frames))

    def _total(self, setting: Setting) -> int:
        if setting not in self._totals:
            plan = plan_of(self._routine, self._steps(setting))
            self._totals[setting] = self._measure(plan)
        return self._totals[setting]

    def _steps(self, setting: Setting) -> tuple[Move, ...]:
        left_out = self._optional[setting.kept :]
        more = Counter(notch.move for notch in self._notches[: setting.notches])
        reps_share = self._notches[setting.notches - 1].share if setting.notches else 0.0

        def how(move: Move) -> Move | None:
            if id(move) in left_out:
                return None
            reps = move.reps.low + more[id(move)]
            return settled(move, setting.share, reps_share, reps)

        return unrolled(self._routine, self._seed, how)

    @cached_property
    def _optional(self) -> list[int]:
        """The optional moves, those first that are kept longest."""
        optional = [move for move in self._moves if move.optional]
        return [id(move) for move in sorted(optional, key=lambda move: -move.priority)]

    @cached_property
    def _notches(self) -> list[Notch]:
        """All repetitions that may be done more than the fewest, in the order they are added."""
        return sorted(
            Notch((number + 0.5) / (move.reps.high - move.reps.low), index, id(move))
            for index, move in enumerate(self._moves)
            for number in range(move.reps.high - move.reps.low)
        )


def _seconds(steps: tuple[Move, ...]) -> float:
    """Return the lengths of time of all phases of ``steps``, repetitions and sides counted."""
    return sum(
        max(1, len(move.sides)) * move.reps.low * sum(one.length.low for one in move.phases)
        for move in steps
    )


def _most(total: Callable[[int], int], highest: int, limit: int) -> int:
    """Return the largest number up to ``highest`` whose total is within ``limit``, or 0.

    ``total`` grows with the number, and mostly in proportion to it: so the number is looked for
    where it would lie in proportion, and, where that does not halve what is left, in the middle.
    """
    low, high = 0, highest
    if not highest or (at_high := total(high)) <= limit:
        return highest
    if (at_low := total(low)) > limit:
        return 0
    halve = False
    while high - low > 1:
        width = high - low
        share = 0.5 if halve else (limit - at_low) / (at_high - at_low)
        middle = low + min(max(1, int(share * width)), width - 1)
        if (found := total(middle)) <= limit:
            low, at_low = middle, found
        else:
            high, at_high = middle, found
        halve = high - low > width // 2 and not halve
    return low
