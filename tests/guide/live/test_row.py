"""Several routines in a row: what a person has changed about the sound stays as it is."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if sys.platform != "linux":
    pytest.skip("looks for processes in /proc", allow_module_level=True)

from tests.guide.live.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path


def test_volume_and_chimes_are_as_they_were_left(routine: Path, tmp_path: Path) -> None:
    """A second routine that began at full volume again would startle."""
    second = tmp_path / "second.yaml"
    second.write_text(routine.read_text("utf-8").replace("title: Long", "title: Second"), "utf-8")
    window = Terminal(routine, second, "--volume", 50, "--device", "null")
    window.read_until("step 1 of 2")
    window.type("\x1b[Bm")
    window.read_until("volume 40 %, chimes off")
    window.type("nnn")
    window.read_until("Done:")
    window.read_until("volume 40 %, chimes off")
    window.type("\x03")
    assert window.end() == 130
    window.close()
