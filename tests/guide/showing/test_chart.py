"""The chart shows a session in the signs and the width of any terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.compiling.estimate import estimated_timeline
from guide.fitting.fit import settle
from guide.language.columns import columns
from guide.reading.source import read_routine
from guide.showing.chart import ASCII, BLOCKS, LEAST_COLUMNS, Signs, chart, filled_with
from tests.guide.strategies import read, routines
from tests.routines.bundled import ROUTINES

if TYPE_CHECKING:
    from pathlib import Path

    from guide.compiling.timeline import Timeline
    from guide.format.routine import Routine

ROUTINE = """\
title: Two steps
before: Be kind to yourself.
settings: {countdown: 0, change_over: 4s, halfway: false}
steps:
  - title: Fold
    sides: [left, right]
    hold: 30s
  - title: Breathe
    reps: 3
    each:
      - {phase: in, for: 4s, tone: rising}
      - {phase: out, for: 6s}
"""


def timeline_of(routine: Routine) -> Timeline:
    """Its estimated timeline."""
    return estimated_timeline(settle(routine))


@pytest.mark.parametrize("signs", [BLOCKS, ASCII], ids=["blocks", "ascii"])
@pytest.mark.parametrize("width", [60, 80, 200])
@pytest.mark.parametrize("path", ROUTINES, ids=lambda path: path.stem)
def test_it_fits_the_terminal(path: Path, width: int, signs: Signs) -> None:
    """Every bundled routine, with its steps, sides, legend and times."""
    timeline = timeline_of(read_routine(path))
    lines = list(chart(timeline, width, signs))
    assert all(columns(line) <= width for line in lines)
    text = "\n".join(lines)
    for step in {section.step for section in timeline.sections if section.kind == "work"}:
        assert f"{step} " in text
    assert all(sign in text for sign in signs.of.values())
    assert "estimates" in text
    if signs is ASCII:
        assert text.isascii()


@given(routines, st.integers(1, 250))
def test_any_routine_has_one(routine: Routine, width: int) -> None:
    """Whatever its titles are, in any width."""
    lines = list(chart(timeline_of(routine), width))
    assert max(map(columns, lines)) <= max(width, LEAST_COLUMNS)
    assert all(line.isprintable() for line in lines)


def test_it_shows_what_takes_how_long() -> None:
    """A hold of thirty columns for thirty seconds, a rhythm after it, words before it."""
    timeline = timeline_of(read(ROUTINE))
    lines = list(chart(timeline, 100))
    assert "A column of a step is 1 s" in lines[-1]
    left, right, breathe = (
        line for line in lines if any(name in line for name in (" left ", " right ", "2 Breathe"))
    )
    for row in (left, right):
        assert 29 <= row.count("█") <= 31
    assert left.lstrip().startswith("0:0")
    assert "1 Fold" in left
    assert "Fold" not in right
    assert 28 <= breathe.count("▄") <= 31
    assert "█" not in breathe
    assert "▒" in left.split("█")[0]


@given(routines)
def test_every_moment_is_filled_with_one_thing(routine: Routine) -> None:
    """What it draws partitions the session, and holds fill what their author wrote."""
    timeline = timeline_of(routine)
    at = 0
    for section in timeline.sections:
        for stretch in filled_with(section):
            assert stretch.start == at
            at = stretch.end
    assert at == timeline.frames
