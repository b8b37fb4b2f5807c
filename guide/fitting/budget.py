"""Fits a routine into the time there is, by rules that can be told to a person.

1. Nothing leaves its range. What has no range is not touched: words, safety, rests, sides.
   Sides are equally long, also where they are steps of their own (titles and ranges that are the
   same but for the side); and what an author wrote once is the same in every round.
2. The session is never longer than the time there is, unless the shortest one is.
3. Optional steps are left out last, when all ranges at their low ends are still too long: those
   of the lowest ``priority`` first, of equal ones the last first, until it fits. Then each that
   still fits is put back, in the opposite order. One step is always done.
4. Ranges are used evenly. Repetitions go up one by one, each where its share of its range comes
   up, while lengths of time keep pace with the same share, to whole seconds where both ends of
   their range are whole; then lengths of time alone go on, all by one share, until the time is used
   up. Those that come to their next second together go on one by one, in their order. Only where a
   whole second of the next would leave more than a second of the time unused (it is done on two
   sides, or several times), that one move alone gets a part of it, a tenth of the whole at a time.
5. Where that misses the time by more than a second, because all lengths together are shorter than
   one more repetition, they give way for more repetitions in the same order.
6. Where that misses it too, repetitions are combined otherwise, in whatever way comes closest: of
   up to 40 moves, and of 200 numbers of repetitions in all (see ``guide.fitting.recombining``).

So the total comes within a second where any choice does. What is measured are whole compiled
plans, words included. Words that name a length of time or a number change with it, and are
measured again with each that is looked at.

A longer time never makes the session shorter. Single holds may become shorter with it, and single
moves be done less often, where one more repetition or one more step takes their time: no rule
could both meet every time and never take anything back, since a repetition lengthens the whole by
all of its seconds at once.
"""

# Why it never becomes shorter: each rule's total changes with the time only to one that a shorter
# time could not have had, and what comes later is only taken where it is longer than that.
from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from audio.clip import to_frames
from guide.fitting.changes import changes, gap, too_long, too_short
from guide.fitting.plan import plan_of
from guide.fitting.ranges import at_level, is_whole, seconds
from guide.fitting.units import Setting, Units
from guide.format.templates import names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from guide.fitting.plan import Measure
    from guide.format.routine import Move, Routine

CLOSE = to_frames(1)
"""A session that is this much shorter than the time there is fits it."""
FINEST_S = 0.1
"""The smallest step: of a length whose range is not of whole seconds, and, where a whole second is
too much, of the whole."""
NEXT_TITLE = to_frames(5)
"""More than a title of the next step, which a step may tell, differs from another."""


class Notch(NamedTuple):
    """One more repetition of a unit, where its share of its range comes up, 0.0 to 1.0."""

    share: float
    unit: int


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
        self._units = Units(routine, seed)
        self._fewest = tuple(moves[0].reps.low for moves in self._units.moves)
        self._totals: dict[Setting, int] = {}

    def solve(self) -> tuple[tuple[Move, ...], tuple[str, ...]]:
        """Return what is done, in order, and what there is to say about it."""
        setting = self._setting()
        steps = self._units.steps(setting)
        usual = at_level(self._routine, "standard", self._seed)
        remarks = (changes(usual, steps, self._total(setting)), self._misfit(setting))
        return steps, tuple(filter(None, remarks))

    def _misfit(self, setting: Setting) -> str | None:
        """Return how the time is missed, and what stands in the way; None if it is met."""
        frames, wanted = self._total(setting), self._frames
        moves = [move for number in sorted(setting.kept) for move in self._units.moves[number]]
        if frames > wanted:
            return too_long(moves, frames, wanted)
        if wanted - frames <= CLOSE:
            return None
        for notch in self._notches(setting.kept):
            if setting.reps[notch.unit] < self._units.reps(notch.unit).high:
                return gap(self._units.moves[notch.unit][0], True, frames, wanted)
        for number in self._units.optional():
            if number not in setting.kept:
                return gap(self._units.moves[number][0], False, frames, wanted)
        return too_short(moves, frames, wanted)

    def _setting(self) -> Setting:
        kept = self._kept()
        notches = self._notches(kept)
        lowest = Setting(kept, self._fewest, 0.0)
        if self._total(lowest) > self._frames:
            return lowest

        def evenly(number: int) -> Setting:
            share = notches[number - 1].share if number else 0.0
            return Setting(kept, self._with(notches[:number]), share)

        def most_reps(number: int) -> Setting:
            return Setting(kept, self._with(notches[:number]), 0.0)

        number = self._most(lambda number: self._total(evenly(number)), len(notches))
        best = self._filled(evenly(number))
        if self._is_close(best) or number == len(notches):
            return best
        number = self._most(lambda number: self._total(most_reps(number)), len(notches))
        best = max(best, self._filled(most_reps(number)), key=self._total)
        if self._is_close(best):
            return best
        return max([best, *self._combined(most_reps(number))], key=self._total)

    def _is_close(self, setting: Setting) -> bool:
        return 0 <= self._frames - self._total(setting) <= CLOSE

    def _kept(self) -> frozenset[int]:
        """Return the units that are done."""
        optional = self._units.optional()
        needed = frozenset(range(len(self._units.moves))) - set(optional)
        for number in optional:
            if not self._units.row(needed):  # there is no session without any step
                needed |= {number}
                optional = [other for other in optional if other not in needed]

        def lowest(kept: frozenset[int]) -> int:
            return self._total(Setting(kept, self._fewest, 0.0))

        first = _most(lambda n: lowest(needed | set(optional[:n])), len(optional), self._frames)
        kept = needed | set(optional[:first])
        if first == len(optional) or lowest(kept) > self._frames:
            return kept
        room = self._frames - lowest(kept) + NEXT_TITLE
        for number in optional[first:]:
            alone = lowest(frozenset({number})) - lowest(frozenset())
            if alone >= room:
                continue
            if lowest(kept | {number}) <= self._frames:
                kept |= {number}
                room = min(room, self._frames - lowest(kept) + NEXT_TITLE)
            else:
                room = alone
        return kept

    def _filled(self, setting: Setting, limit: int | None = None) -> Setting:
        """Return ``setting`` with lengths of time as long as fits.

        Args:
            setting: with them as short as they may be.
            limit: how long the whole may take, and takes but for what is finest; None for the time
                that there is, and then a second less will do.
        """
        longer = self._units.longer(setting, 1.0)
        if not longer:
            return setting
        ranges = [phase.length for unit in longer for phase in self._units.moves[unit][0].phases]
        step_s = 1.0 if all(map(is_whole, ranges)) else FINEST_S
        widest_s = max(allowed.high - allowed.low for allowed in ranges)
        steps = ceil(widest_s * (1.0 - setting.share) / step_s)  # no length grows more by one step

        def at(step: int) -> Setting:
            share = setting.share + (1.0 - setting.share) * step / steps
            return replace(setting, share=share if step < steps else 1.0)

        step = self._most(lambda step: self._total(at(step)), steps, limit)
        return at(step) if step == steps else self._topped_up(at(step), at(step + 1).share, limit)

    def _topped_up(self, setting: Setting, further: float, limit: int | None) -> Setting:
        """Return ``setting`` with some units on to a further share, the last on a part of its way.

        That is what is nearest above ``setting``, for all units together.
        """
        most, close = (self._frames, CLOSE) if limit is None else (limit, to_frames(FINEST_S))

        def with_ahead(units: float) -> Setting:
            return replace(setting, further=further, ahead=units) if units else setting

        longer = len(self._units.longer(setting, further))
        whole = self._most(lambda units: self._total(with_ahead(units)), longer, limit)
        best = with_ahead(whole)
        if most - self._total(best) <= close or whole == longer:
            return best
        next_s = seconds(self._units.steps(with_ahead(whole + 1)))
        parts = ceil((next_s - seconds(self._units.steps(best))) / FINEST_S)
        part = self._most(lambda n: self._total(with_ahead(whole + n / parts)), parts - 1, limit)
        return with_ahead(whole + part / parts)

    def _combined(self, base: Setting) -> Iterator[Setting]:
        """Yield settings with other repetitions than ``base``, one of which is the closest."""
        from guide.fitting.recombining import Recombining  # noqa: PLC0415 - few sessions need it

        other = Recombining(self._routine, self._units, base, self._measure)
        longest = self._total(replace(base, share=1.0))
        for setting, limit in other.near((self._total(base), longest), self._frames):
            if self._total(setting) <= limit:
                yield self._filled(setting, limit)

    def _total(self, setting: Setting) -> int:
        if setting not in self._totals:
            plan = plan_of(self._routine, self._units.steps(setting))
            self._totals[setting] = self._measure(plan)
        return self._totals[setting]

    def _notches(self, kept: frozenset[int]) -> list[Notch]:
        """All repetitions that may be done more than the fewest, in the order they are added."""
        return sorted(
            Notch((number + 0.5) / (reps.high - reps.low), unit)
            for unit, reps in ((unit, self._units.reps(unit)) for unit in kept)
            for number in range(reps.high - reps.low)
        )

    def _with(self, notches: list[Notch]) -> tuple[int, ...]:
        more = Counter(notch.unit for notch in notches)
        return tuple(low + more[unit] for unit, low in enumerate(self._fewest))

    def _most(self, total: Callable[[int], int], highest: int, limit: int | None = None) -> int:
        return _most(total, highest, self._frames if limit is None else limit, self._steady)

    @cached_property
    def _steady(self) -> bool:
        """Whether more is always longer: not where words name what is chosen."""
        changing = {"duration", "remaining", "reps"}
        return not any(
            changing & names(text)
            for moves in self._units.moves
            for move in moves
            for text in _texts(move)
        )


def _most(total: Callable[[int], int], highest: int, limit: int, steady: bool = True) -> int:
    """Return the number up to ``highest`` whose total is the longest within ``limit``, or 0.

    The total grows with the number, and mostly in proportion to it: so the number is looked for
    where it would lie in proportion, and, where that does not halve what is left, in the middle.

    Where it is not ``steady``, and may shrink now and then, the middle is always looked at, and of
    all that were the best is taken: then a higher limit never finds a shorter total.
    """
    if not highest or (at_high := total(highest)) <= limit:
        return highest
    if (at_low := total(0)) > limit:
        return 0
    low, high = 0, highest
    best, longest = low, at_low
    halve = not steady
    while high - low > 1:
        width = high - low
        share = 0.5 if halve else (limit - at_low) / (at_high - at_low)
        middle = low + min(max(1, int(share * width)), width - 1)
        if (found := total(middle)) <= limit:
            low, at_low = middle, found
            if found >= longest:
                best, longest = middle, found
        else:
            high, at_high = middle, found
        halve = not steady or (high - low > width // 2 and not halve)
    return best


def _texts(move: Move) -> Iterator[str]:
    texts = [move.lead, move.safety, move.say, move.brief]
    for phase in move.phases:
        texts += [phase.say, phase.brief]
        texts += [text for cue in phase.cues for text in (cue.say, cue.brief)]
    return filter(None, texts)
