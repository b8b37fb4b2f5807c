"""The player on a real terminal of every size: what a person sees, and what is left behind."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if sys.platform != "linux":
    pytest.skip("runs tmux", allow_module_level=True)

from tests.guide.live.tmux import Tmux
from tests.guide.screen.test_picture import SIZES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.needs("tmux")

ROUTINE = """\
title: Long
steps:
  - title: Fold
    say: Fold forward, and let your head hang.
    safety: Bend your knees. Stop if your back hurts. Come up slowly. Never bounce in a stretch.
    hold: 90s
    come_out: Bend your knees, put your hands on your thighs, and roll up slowly.
    easier: {say: Lean on a table., hold: 90s}
  - {title: Rest well, hold: 90s}
settings: {countdown: 0, change_over: 0s}
"""
KEYS = ("space pause", "n next", "x it hurts", "p back", "q end", "? help")


@pytest.fixture
def routine(routine: Path) -> Path:
    """A routine of minutes, with a text for safety and an easier form."""
    routine.write_text(ROUTINE, "utf-8")
    return routine


@pytest.fixture(params=SIZES, ids=lambda size: "{}x{}".format(*size))
def window(request: pytest.FixtureRequest, routine: Path) -> Iterator[Tmux]:
    """A session in a window of some size."""
    window = Tmux(*request.param, routine, "--device", "null")
    yield window
    window.close()


def test_all_that_matters_is_seen_on_every_terminal(window: Tmux) -> None:
    """From the words for safety to the question at the end; then the terminal is as it was."""
    window.wait_for("Never bounce in a stretch.”", "step 1 of 2", *KEYS)
    window.wait_for("Fold forward, and let your head hang.", "1:29 left", "next Rest well")
    window.press("x")
    window.wait_for("“Bend your knees, put your hands on your thighs, and roll up slowly.”")
    window.wait_for("e easier form", "n next move", "q end")
    window.press("?")
    window.wait_for("hear how much time is left")
    window.press("q")
    window.wait_for("End the session? y/q yes, end it n no, go on")
    assert "hear how much time is left" not in window.words
    window.press("y")
    assert window.end() == 0
    assert "Stopped at step 1, Fold" in window.words
    assert "Hurt: Fold." in window.words


@pytest.mark.parametrize("size", SIZES)
def test_a_window_may_change_its_size(routine: Path, size: tuple[int, int]) -> None:
    """Everything is drawn anew for the new one, and nothing of the old one is left."""
    window = Tmux(100, 30, routine, "--device", "null")
    try:
        window.wait_for("1:29 left")
        window.resize(*size)
        window.wait_for_row(size[1] - 1, "? help")
        window.wait_for("step 1 of 2", "next Rest well", *KEYS)
        rows = window.rows
        assert len(rows) == size[1]
        assert sum("next" in row for row in rows[:-1]) == 1
        window.press("C-c")
        assert window.end() == 130
    finally:
        window.close()
