"""A day of sessions, in short: ``bench/day.py`` plays 24 hours."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from bench import day
from guide.history import History

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("spoken", [False, True])
def test_every_cue_is_at_its_frame_and_nothing_grows(
    spoken: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two sessions in a row with the real voice: files, threads and memory are what they were."""
    monkeypatch.setitem(day.GROWN, "mib", 1.25)  # two looks tell less than a day of them
    monkeypatch.setenv("STRETCH_GUIDE_CACHE", str(tmp_path / "cache"))
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    routine = tmp_path / "short.yaml"
    (day.write_different if spoken else day.write_routine)(routine, 4)
    playing = day.Day(History(tmp_path / "history.db"), spoken)
    held = []
    for _ in range(2):
        frames, count = playing.play(routine, int)
        assert frames > 0
        assert count > 40
        gc.collect()  # what is over may be kept by circles until then
        held.append(day.Held.now())
    assert day.growth(held) == []
    assert [session.ending for session in playing.history.sessions()] == ["finished"] * 2
