"""Processes that are stopped and go on: with Ctrl-Z, by a debugger, by a busy machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from audio.clip import SAMPLE_RATE
from audio.devices.process import STALL_LIMIT_S

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.audio.sink import NullSink

PLAYER = """
import sys, threading
from audio.devices.choice import open_device

device = open_device(sys.argv[1])
device.start(lambda frames: bytes(2 * frames))
print(device._child.pid if sys.argv[1] != "null" else 0, flush=True)
clock = threading.Event()
for line in sys.stdin:  # each asks how it is, once it has moved on
    heard = device.heard
    while device.heard == heard and not device.failure:
        clock.wait(0.01)
    print(device.heard, device.failure, flush=True)
device.stop()
"""


class Player:
    """A process that plays, with the process of its device."""

    def __init__(self, device: str) -> None:
        """Start it, and wait until it plays."""
        command = [sys.executable, "-c", PLAYER, device]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, bufsize=1)
        self.parent = self._process.pid
        self.child = int(self._line())

    def report(self) -> tuple[int, str]:
        """Return the frames heard and the failure, once it has moved on."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        heard, failure = self._line().strip().split(" ", 1)
        return int(heard), failure

    def close(self) -> None:
        """End it."""
        self._process.communicate(timeout=20)

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


@pytest.fixture
def player(request: pytest.FixtureRequest, sink: NullSink) -> Iterator[Player]:
    """A process that plays on the device of the test's choice, or miniaudio."""
    player = Player(getattr(request, "param", "miniaudio"))
    yield player
    player.close()


def stop_for(seconds: float, *pids: int) -> None:
    """Stop processes for a while."""
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    threading.Event().wait(seconds)
    for pid in pids:
        os.kill(pid, signal.SIGCONT)


@pytest.mark.parametrize("player", ["miniaudio", "null"], indirect=True)
def test_a_player_that_was_stopped_goes_on(player: Player) -> None:
    """The time counts as silence: nothing is lost, and nothing is hurried through afterwards."""
    before, _ = player.report()
    stop_for(2 * STALL_LIMIT_S, player.parent)
    after, failure = player.report()
    assert failure == "None"
    assert after - before < SAMPLE_RATE
    assert player.report()[0] - after < SAMPLE_RATE


def test_a_player_and_its_device_that_were_stopped_go_on(player: Player) -> None:
    """As when everything of a user is stopped."""
    before, _ = player.report()
    stop_for(2 * STALL_LIMIT_S, player.parent, player.child)
    after, failure = player.report()
    assert failure == "None"
    assert after - before < SAMPLE_RATE
    assert player.report()[0] > after


def test_a_device_that_was_stopped_for_a_moment_goes_on(player: Player) -> None:
    """Less than the limit is no loss."""
    stop_for(STALL_LIMIT_S / 2, player.child)
    assert player.report()[1] == "None"
    assert player.report()[1] == "None"


def test_a_device_that_stays_stopped_is_lost(player: Player) -> None:
    """Nobody can tell it from one that hangs: it is ended, and another one can be opened."""
    stop_for(2 * STALL_LIMIT_S, player.parent)  # not mistaken for it
    os.kill(player.child, signal.SIGSTOP)
    failure = ""
    while "None" in (failure or "None"):
        _, failure = player.report()
    assert "it stands still" in failure


def test_the_device_is_in_a_session_of_its_own(player: Player) -> None:
    """So Ctrl-C and Ctrl-Z at the terminal reach the player alone, which ends or feeds it."""
    assert os.getsid(player.child) == os.getpgid(player.child) == player.child
