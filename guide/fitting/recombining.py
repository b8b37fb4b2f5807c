"""Other repetitions than those that are added evenly, where these step over the time there is."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from audio.clip import to_frames
from guide.fitting.combinations import Combinations
from guide.fitting.plan import plan_of
from guide.fitting.ranges import seconds, settled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guide.fitting.combinations import Ends
    from guide.fitting.plan import Measure
    from guide.fitting.units import Setting, Units
    from guide.format.routine import Move, Routine

MOST_COMBINED = 40
"""So many units are looked at. Units that are alike come after those that are different, since
they make no sum that is new."""
MOST_OPTIONS = 200
"""So many numbers of repetitions are looked at, of all units together: the nearest, and so at least
five of each."""
EARLY = to_frames(0.5)


class Recombining:
    """Combines the repetitions of several units, each of which is measured apart from the others.

    How long a step takes depends on itself and on the title of the next one alone: so what one
    unit takes more or less, the whole does.
    """

    def __init__(self, routine: Routine, units: Units, base: Setting, measure: Measure) -> None:
        """Keep what is not changed.

        Args:
            routine: as its author wrote it.
            units: its units.
            base: which of them are done; its repetitions are changed, the nearest numbers first.
            measure: tells how many frames a plan takes.
        """
        self._routine = routine
        self._units = units
        self._base = base
        self._measure = measure
        self._row = units.row(base.kept)
        self._places: dict[int, list[int]] = {}
        for index, (unit, _) in enumerate(self._row):
            self._places.setdefault(unit, []).append(index)

    def near(self, whole: Ends, wanted: int) -> Iterator[tuple[Setting, int]]:
        """Yield settings, and how long to make each; one of them is the closest there is.

        Args:
            whole: how long ``base`` takes at both ends of its ranges of time, in frames.
            wanted: how long it may take.
        """
        units = self._combined()
        if not units:
            return
        most = MOST_OPTIONS // len(units)
        numbers = [self._nearest(unit, most) for unit in units]
        tables = [
            [self._ends(unit, reps) for reps in some]
            for unit, some in zip(units, numbers, strict=True)
        ]
        low, high = (sum(ends) for ends in zip(*(table[0] for table in tables), strict=True))
        rest = (whole[0] - low, whole[1] - high)
        sums = Combinations([[rest], *tables])
        for chosen, limit in sums.near(wanted, wanted // EARLY * EARLY):
            reps = list(self._base.reps)
            for unit, some, option in zip(units, numbers, chosen[1:], strict=True):
                reps[unit] = some[option]
            yield replace(self._base, reps=tuple(reps), share=0.0), limit

    def _combined(self) -> list[int]:
        """Return the units whose repetitions are combined."""
        alike: Counter[object] = Counter()
        ranked = []
        for unit, places in sorted(self._places.items()):
            if self._units.reps(unit).low < self._units.reps(unit).high:
                moves = (self._row[place][1] for place in places)
                ends = tuple(
                    seconds((settled(move, share, 0.0, 1),)) for move in moves for share in (0, 1)
                )
                ranked.append((alike[ends], unit))
                alike[ends] += 1
        return sorted(unit for _, unit in sorted(ranked)[:MOST_COMBINED])

    def _nearest(self, unit: int, most: int) -> list[int]:
        """Return up to ``most`` numbers of repetitions of a unit, its own first."""
        reps, now = self._units.reps(unit), self._base.reps[unit]
        return sorted(range(reps.low, reps.high + 1), key=lambda n: abs(n - now))[:most]

    def _ends(self, unit: int, reps: int) -> Ends:
        """Return how long a unit takes, together with the steps that follow its own."""
        return self._apart(unit, reps, 0.0), self._apart(unit, reps, 1.0)

    def _apart(self, unit: int, reps: int, share: float) -> int:
        def done(place: int) -> Move:
            number, move = self._row[place]
            if number == unit:
                return settled(move, share, share, reps)
            return settled(move, 0.0, 0.0, self._base.reps[number])

        own = self._places[unit]
        places = {*own, *(place + 1 for place in own if place + 1 < len(self._row))}
        steps = tuple(done(place) for place in sorted(places))
        return self._measure(plan_of(self._routine, steps))
