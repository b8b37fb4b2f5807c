"""The whole program stands still for a while: its voice, its device and itself."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from audio.clip import SAMPLE_RATE
from guide.playing.watch import SLEPT_S, Watch
from tests.faults.conftest import length_s, sessions
from tests.guide.cli.running import guide, start_guide

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

STOPPED_S = 2 * SLEPT_S


def family(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for member in found:  # grows while it is walked
        for children in Path(f"/proc/{member}/task").glob("*/children"):
            found += map(int, children.read_text().split())
    return found


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc, which Linux has")
def test_a_family_of_processes_that_was_stopped_goes_on(
    held: Path, in_its_hold: Callable[[], subprocess.Popen[str]]
) -> None:
    """The time counts as a pause, nothing of the session is lost, and its end is heard."""
    process = in_its_hold()
    stopped = family(process.pid)
    for number in (signal.SIGSTOP, signal.SIGCONT):
        for pid in stopped:
            os.kill(pid, number)
        if number is signal.SIGSTOP:
            threading.Event().wait(STOPPED_S)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    (session,) = sessions()
    assert session["outcome"] == "finished"
    assert session["paused_s"] > SLEPT_S
    # Afterwards it says where one is, which takes a moment more.
    assert session["seconds"] - session["paused_s"] > length_s(held) - 0.1


def test_an_export_that_was_stopped_goes_on(held: Path, tmp_path: Path) -> None:
    """With all its workers: it is the file that it would have been."""
    process = start_guide("export", held, "-o", tmp_path / "a.wav", "--voice", "en-gb")
    for _ in range(5):
        stopped = family(process.pid) if process.poll() is None else []
        for number in (signal.SIGSTOP, signal.SIGCONT):
            for pid in stopped:
                try:
                    os.kill(pid, number)
                except ProcessLookupError:  # a worker that has just ended
                    continue
            threading.Event().wait(0.1)
    assert process.wait(timeout=60) == 0
    assert guide("export", held, "-o", tmp_path / "b.wav", "--voice", "en-gb").returncode == 0
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()


def test_a_sleep_is_counted_by_the_clock_that_runs_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """While a machine sleeps, the clock of its boot goes on and the others stand still."""
    clocks = {time.CLOCK_BOOTTIME: 100.0, time.CLOCK_MONOTONIC: 50.0}
    monkeypatch.setattr("guide.playing.watch.time.clock_gettime", clocks.__getitem__)
    watch = Watch()
    clocks[time.CLOCK_BOOTTIME] += 3601
    clocks[time.CLOCK_MONOTONIC] += 1
    assert watch.still_s(SAMPLE_RATE, lost=False) == 3600
    clocks[time.CLOCK_BOOTTIME] += 1
    assert watch.still_s(2 * SAMPLE_RATE, lost=False) == 0
