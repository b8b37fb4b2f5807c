"""What a file without problems may yet do wrong when it is played is told before."""

from __future__ import annotations

import pytest

from guide.doubts import doubts
from guide.routine import Move
from guide.source import read_move, read_routine
from tests.guide.strategies import read
from tests.routines.bundled import MOVES, ROUTINES

FAST = """\
title: Fast
steps:
  - title: Leg lifts
    each:
      - {phase: up, for: 1s, say: Slowly and with care lift both of your legs.}
      - {phase: down, for: 3s, say: Lower.}
"""


def test_words_that_cannot_fit_are_told_with_their_line() -> None:
    """As the compiler would, and that it's a guess."""
    (warning,) = doubts(read(FAST))
    assert warning.line == 5
    assert "its slot is 1.0 s: it is left out" in warning.message
    assert "guide compile" in warning.message


@pytest.mark.parametrize(("language", "told"), [("en", 0), ("de-AT", 0), ("xx-YY", 1), ("zu", 1)])
def test_a_language_that_nobody_speaks_is_told(language: str, told: int) -> None:
    """A more general voice is enough."""
    warnings = list(doubts(read(f"title: T\nlanguage: {language}\nsteps: [rest]\n")))
    assert len(warnings) == told
    assert all(language in warning.message for warning in warnings)


def test_the_bundled_files_leave_no_doubt() -> None:
    """Routines and moves, which the real voice can speak in time."""
    files = [*map(read_routine, ROUTINES), *map(read_move, MOVES)]
    assert [list(doubts(file)) for file in files] == [[] for _ in files]
    assert isinstance(files[-1], Move)
