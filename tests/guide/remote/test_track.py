"""Moments of a session in the words of MPRIS."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("dbus_fast")

from guide.remote.track import can_go_next, from_us, status, to_us
from tests.guide.remote.session import START

if TYPE_CHECKING:
    from guide.session.now import State


@given(frames=st.integers(0, 48_000 * 60 * 60 * 24))
def test_a_frame_comes_back_from_microseconds(frames: int) -> None:
    """A display that sets the position it was told seeks to that very frame."""
    assert from_us(to_us(frames)) == frames


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("leading", "Playing"),
        ("ready", "Playing"),
        ("alarm", "Playing"),
        ("hurt", "Playing"),
        ("preparing", "Playing"),
        ("paused", "Paused"),
        ("lost", "Paused"),
        ("over", "Stopped"),
    ],
)
def test_every_state_has_a_status(state: State, said: str) -> None:
    """A headset's one key pauses what leads, and lets what stands still go on."""
    assert status(replace(START, state=state)) == said


def test_there_is_a_next_step_until_all_are_done() -> None:
    """The last step can be left too; the words after it lead nowhere."""
    assert [can_go_next(replace(START, step=step)) for step in range(5)] == [True] * 4 + [False]
    assert not can_go_next(replace(START, state="over"))
