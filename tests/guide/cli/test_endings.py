"""Signals end the program whatever it is doing, and the exit status is what it should be."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

LOSING = """
import signal, threading, weakref
from guide.cli.endings import take_signals
take_signals()
class Thing: pass
thing = Thing()
lost = weakref.ref(thing, lambda _: signal.raise_signal({number}))
del thing
print("lost", flush=True)
threading.Event().wait(20)
"""


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_that_falls_into_a_callback_ends_the_program_all_the_same(name: str) -> None:
    """Python drops what is raised there; it is raised anew where it is heard."""
    number = getattr(signal, name, None)
    if number is None:
        pytest.skip("there is no such signal on Windows")
    code = LOSING.format(number=int(number))
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.stdout == "lost\n"
    expected = {-signal.SIGINT, 130} if name == "SIGINT" else {128 + number}
    assert ran.returncode in expected


FULL = """
import sys
from guide.cli.endings import let_go_of_output
sys.stdout = open("/dev/full", "w")
print("something")
let_go_of_output()
sys.exit(3)
"""


def test_what_cannot_be_printed_does_not_change_the_exit_status() -> None:
    """On a full disk, or when the window is closed."""
    ran = subprocess.run([sys.executable, "-c", FULL], capture_output=True, text=True, check=False)
    assert ran.returncode == 3
    assert not ran.stderr
