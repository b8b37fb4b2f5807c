"""The clock on the wall is set back and forward: a session keeps time by the device alone."""

from __future__ import annotations

import ast
import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from guide.history import History
from tests.faults.conftest import length_s, sessions
from tests.guide.cli.running import guide
from tests.guide.history.reports import kept, report
from tests.test_architecture import MODULES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WALL_CLOCKS = {
    "time.time",
    "time.time_ns",
    "time.strftime",
    "time.localtime",
    "datetime.now",
    "datetime.fromtimestamp",
}
MAY_LOOK_AT_IT = {
    "audio.speech.cache": "what another process left behind an hour ago",
    "audio.speech.installing": "what was fetched of a voice a week ago",
    "guide.history.database": "the name of a damaged file",
    "guide.history.history": "when a session began",
    "guide.history.records": "the same, read",
    "guide.library.identity": "whether a file was changed just now",
    "guide.library.index_file": "what another process left behind an hour ago",
}


@pytest.mark.parametrize("module", sorted(set(MODULES) - set(MAY_LOOK_AT_IT)))
def test_nothing_that_is_timed_looks_at_the_wall_clock(module: str) -> None:
    """What it may be for is told here; whatever waits or measures has a clock that is not set."""
    tree = ast.parse(MODULES[module].read_text("utf-8"))
    used = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not used & WALL_CLOCKS
    named = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert "time" not in [n.name for node in named if node.module == "time" for n in node.names]


@pytest.fixture
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that says how far the clock is off, for all that is started from now on."""
    library = subprocess.run(
        ["faketime", "2020-01-01", "printenv", "LD_PRELOAD"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    path = tmp_path / "clock"
    path.write_text("+0")
    for name, value in {
        "LD_PRELOAD": library,
        "FAKETIME_TIMESTAMP_FILE": str(path),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",  # as when somebody sets the clock
    }.items():
        monkeypatch.setenv(name, value)
    return path


@pytest.mark.needs("faketime")
@pytest.mark.parametrize("off", ["+86400", "-86400"])
def test_a_clock_that_is_set_amid_a_hold_changes_nothing(
    held: Path, clock: Path, in_its_hold: Callable[[], subprocess.Popen[str]], off: str
) -> None:
    """A day ahead or back: the hold is as long as it is written, and no pause is counted."""
    process = in_its_hold()
    clock.write_text(off)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    (session,) = sessions()
    assert session["outcome"] == "finished"
    assert session["paused_s"] < 60
    assert session["seconds"] - session["paused_s"] == pytest.approx(length_s(held), abs=1)


def test_the_newest_session_is_the_last_that_was_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not the one with the latest date: a clock may have been years ahead."""
    history = History(tmp_path / "history.db")
    for year, routine in ((60, "first"), (50, "second")):
        monkeypatch.setattr("time.time", lambda year=year: year * 365.25 * 86_400)
        kept(history, report(outcome="finished"), routine)
    assert [session.routine for session in history.sessions()] == ["second", "first"]


def test_clips_of_any_date_are_read(held: Path, own_folders: Path) -> None:
    """A cache that was filled by a clock years ahead or back serves all the same."""
    clips = sorted((own_folders / "cache" / "clips").iterdir())
    for number, clip in enumerate(clips):
        os.utime(clip, (0, 4e9 * (number % 2)))
    assert guide("export", held, "-o", held.with_suffix(".wav")).returncode == 0
    assert sorted((own_folders / "cache" / "clips").iterdir()) == clips
