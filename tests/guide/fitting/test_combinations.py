"""Sums of options: each one that is found is true, and none would have come closer."""

from __future__ import annotations

import tracemalloc
from itertools import product
from random import Random
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from guide.fitting.combinations import MOST_KEPT, Combinations

if TYPE_CHECKING:
    from guide.fitting.combinations import Ends

ends = st.tuples(st.integers(0, 40), st.integers(0, 8)).map(lambda t: (t[0], t[0] + t[1]))
tables_of_ends = st.lists(st.lists(ends, min_size=1, max_size=4), min_size=1, max_size=4)


def total(tables: list[list[Ends]], options: tuple[int, ...]) -> Ends:
    """The shortest and the longest that these options take together."""
    chosen = [table[option] for table, option in zip(tables, options, strict=True)]
    return sum(low for low, _ in chosen), sum(high for _, high in chosen)


@given(tables_of_ends, st.integers(0, 200), st.integers(0, 5))
def test_what_is_found_comes_as_close_as_anything(
    tables: list[list[Ends]], wanted: int, less: int
) -> None:
    """Up to what is a little early, which a range of time that goes over it reaches just so."""
    early = wanted - less
    sums = Combinations(tables)
    found = [(*total(tables, options), limit) for options, limit in sums.near(wanted, early)]
    every = [total(tables, options) for options in product(*(range(len(t)) for t in tables))]
    reached = max((min(high, wanted) for low, high in every if low <= wanted), default=0)
    assert all(low <= limit <= wanted for low, _, limit in found)
    closest = max((min(high, limit) for _, high, limit in found), default=0)
    assert min(closest, early) == min(reached, early)
    if around := [low for low, high in every if low <= early < high]:
        low, high, limit = found.pop()
        assert limit == early < high
        assert low == max(around)
    if lows := [low for low, _ in every if low <= wanted]:
        low, _, limit = found.pop()
        assert (low, limit) == (max(lows), wanted)
    assert all(high <= limit == wanted for _, high, limit in found)


def test_many_moves_are_combined_in_little_memory() -> None:
    """Three million sums: those kept are true, and miss a time by a part of a ten-thousandth."""
    random = Random(1)
    lows = [[random.randrange(10**6) for _ in range(12)] for _ in range(6)]
    tables = [[(low, low) for low in table] for table in lows]
    tracemalloc.start()
    sums = Combinations(tables)
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak_bytes < 20_000_000
    most = sum(max(table) for table in lows)
    for wanted in range(most // 3, most, most // 50):
        for options, limit in sums.near(wanted, wanted):
            low, _ = total(tables, options)
            assert 0 <= limit - low <= len(tables) * most // MOST_KEPT
