"""``guide preview`` in a window: the file is saved, and the screen shows what is wrong with it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if sys.platform != "linux":
    pytest.skip("looks for processes in /proc", allow_module_level=True)

from tests.guide.live.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("options", [(), ("--plain",)])
def test_a_file_is_followed_on_the_screen(routine: Path, options: tuple[str, ...]) -> None:
    """Broken, mended and changed; the terminal is given back as it was."""
    window = Terminal(routine, "--device", "null", *options, command="preview")
    good = routine.read_text("utf-8")
    try:
        window.read_until("step 1 of 2" if not options else "start chime")
        routine.write_text(good.replace("hold: 90s}\nsettings", "hld: 90s}\nsettings"), "utf-8")
        window.read_until("Did you mean `hold`?")
        routine.write_text(good, "utf-8")
        window.read_until("What is saved now is right.")
        routine.write_text(good.replace("Rest well", "Twist"), "utf-8")
        window.read_until("step 2 of 2" if not options else "Twist.")
        window.type("q")
        window.read_until("End the session?")
        window.type("y")
        assert window.end() == 0
    finally:
        window.close()
