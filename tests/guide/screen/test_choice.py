"""Which screen is chosen, on a real pseudo terminal and without one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="Windows has no pseudo terminals of this kind")
termios = pytest.importorskip("termios")

ROOT = Path(__file__).parents[3]
CHOOSE = "from guide.screen.choice import choose; print(type(choose({plain})).__name__, end='.')"


def chosen(rows: int, columns: int, term: str = "xterm-256color", plain: bool = False) -> str:
    """The name of the screen chosen on a terminal."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (rows, columns))
    environment = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES")}
    subprocess.run(
        [sys.executable, "-c", CHOOSE.format(plain=plain)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**environment, "TERM": term, "PYTHONUTF8": "1"},
        cwd=ROOT,
        check=True,
    )
    name = os.read(ours, 100).decode().strip(".")
    os.close(ours)
    os.close(theirs)
    return name


@pytest.mark.parametrize(
    ("terminal", "name"),
    [
        ({"rows": 24, "columns": 80}, "FullScreen"),
        ({"rows": 12, "columns": 40}, "FullScreen"),
        ({"rows": 11, "columns": 80}, "Plain"),
        ({"rows": 24, "columns": 39}, "Plain"),
        ({"rows": 24, "columns": 80, "term": "dumb"}, "Plain"),
        ({"rows": 24, "columns": 80, "plain": True}, "Plain"),
    ],
)
def test_the_full_screen_is_for_terminals_that_can_show_it(
    terminal: dict[str, int], name: str
) -> None:
    """Lines are for a terminal that is too small or too simple, and for whoever wants them."""
    assert chosen(**terminal) == name  # type: ignore[arg-type]


def test_no_terminal_gets_lines() -> None:
    """Input, output and errors must all be the terminal."""
    command = [sys.executable, "-c", CHOOSE.format(plain=False)]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    assert ran.stdout == "Plain."
