"""Which repetitions of several moves take a given time together: a subset-sum, bounded."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

Ends: TypeAlias = tuple[int, int]
"""The shortest and the longest that something takes, in frames: ranges of time at both ends."""

MOST_KEPT = 10_000
"""So many sums are kept from one move to the next. Where there are more, those that lie closer
together than a ten-thousandth of all are one."""


class Combinations:
    """All sums of one option of each move.

    Of sums with the same shortest time only the one with the longest is kept: it reaches
    everything that the others do. Which sums there are does not depend on the time wanted.
    """

    def __init__(self, tables: Sequence[Sequence[Ends]]) -> None:
        """Add up the options of ``tables``, one table for each move."""
        self._lows = np.zeros(1, dtype=np.int64)
        self._highs = np.zeros(1, dtype=np.int64)
        self._origins: list[tuple[NDArray[np.int64], int]] = []
        for table in tables:
            self._add(np.array(table, dtype=np.int64))

    def _add(self, table: NDArray[np.int64]) -> None:
        lows = (self._lows[:, None] + table[:, 0]).ravel()
        highs = (self._highs[:, None] + table[:, 1]).ravel()
        chosen = _longest_of_each(lows, highs)
        if len(chosen) > MOST_KEPT:
            width = int(np.ptp(lows)) // MOST_KEPT + 1
            chosen = _longest_of_each(lows // width, highs)
        self._origins.append((chosen, len(table)))
        self._lows, self._highs = lows[chosen], highs[chosen]

    def near(self, wanted: int, early: int) -> Iterator[tuple[tuple[int, ...], int]]:
        """Yield what may be the best for a time: the option of each move, and how long to make it.

        That is the longest of those that are never longer than ``wanted``; that whose shortest is
        the longest; and one that can be just ``early``, which is the same for times so near to
        each other that none of them takes back what another gave.

        Args:
            wanted: the most that it may take, in frames.
            early: a little less than that.
        """
        for sums in (self._highs, self._lows):
            within = np.flatnonzero(sums <= wanted)
            if len(within):
                yield self._options(int(within[sums[within].argmax()])), wanted
        within = np.flatnonzero((self._lows <= early) & (self._highs > early))
        if len(within):
            yield self._options(int(within[self._lows[within].argmax()])), early

    def _options(self, index: int) -> tuple[int, ...]:
        """Return the options that a sum was made of."""
        options = []
        for chosen, width in reversed(self._origins):
            index, option = divmod(int(chosen[index]), width)
            options.append(option)
        return tuple(reversed(options))


def _longest_of_each(keys: NDArray[np.int64], highs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where the largest of ``highs`` is for each different one of ``keys``."""
    order = np.lexsort((highs, keys))
    last = np.append(np.flatnonzero(np.diff(keys[order])), len(order) - 1)
    chosen: NDArray[np.int64] = order[last]
    return chosen
