"""The line that is shown while files are written."""

from __future__ import annotations

import io
import os
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from guide.cli.terminal.progress import Progress, drawn
from guide.language.columns import columns
from guide.library.finding import load
from tests.guide.cli.running import GUIDE, guide

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("width", [15, 39, 79, 200])
@pytest.mark.parametrize("title", ["", "Fold", "折り畳む" * 20, "a" * 300])
def test_it_fills_a_line_and_no_more(width: int, title: str) -> None:
    """Whatever is in it, so that it is drawn over to the last letter."""
    for share, left_s in ((0.0, None), (0.4, 72.0), (1.0, 36_000.0)):
        line = drawn(share, 5.0, left_s, title, width=width, signs="━─")
        assert columns(line) == width


def test_it_tells_how_far_and_how_long() -> None:
    """The share, as a number and as a bar, the time that is over and the one that is left."""
    line = drawn(0.5, 61.0, 72.4, "Fold", width=79, signs="#-")
    bar = "#" * 14 + "-" * 14
    assert line.rstrip() == f" 50% {bar} 1:01, 1:12 left  Fold"
    assert "left" not in drawn(0.5, 61.0, None, "Fold", width=79, signs="#-")


def test_nothing_of_it_is_in_a_pipe(short: Path, tmp_path: Path) -> None:
    """Nor is anything estimated for it."""
    done = guide("export", short, "-o", tmp_path / "a.wav")
    assert done.stdout.startswith("Wrote ")
    assert "\r" not in done.stdout + done.stderr
    screen = io.StringIO()
    Progress([load(str(short))], screen).clear()
    assert screen.getvalue() == ""


@pytest.mark.needs("tmux")
@pytest.mark.parametrize("width", [40, 80])
def test_a_terminal_is_left_with_what_was_written(short: Path, tmp_path: Path, width: int) -> None:
    """The line itself is gone, and never has broken."""
    socket, done = tmp_path / "tmux", tmp_path / "done"
    command = f"{GUIDE} export {short} --to wav --to mp3 -d {tmp_path}/o; touch {done}; exec cat"
    tmux = ["tmux", "-u", "-S", str(socket), "-f", "/dev/null"]
    environment = {key: os.environ[key] for key in os.environ.keys() - {"COLUMNS", "LINES"}}
    start = ["new-session", "-d", "-x", str(width), "-y", "24", command]
    subprocess.run([*tmux, *start], check=True, env=environment)
    try:
        until = time.monotonic() + 60
        while not done.exists() and time.monotonic() < until:
            time.sleep(0.05)
        shown = subprocess.run(
            [*tmux, "capture-pane", "-p"], capture_output=True, text=True, check=True
        ).stdout
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)
    lines = [line for line in shown.split("\n") if line.strip()]
    assert lines[0].startswith("Wrote")
    assert "%" not in shown
    assert shown.count("Wrote") == 2
    assert max(map(len, lines)) <= width
