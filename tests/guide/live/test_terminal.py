"""``guide play`` in a window: however it ends, the terminal is as it was and nothing is left."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

if sys.platform != "linux":
    pytest.skip("looks for processes in /proc", allow_module_level=True)

from audio.clip import SAMPLE_RATE
from tests.audio.devices.playing import wait_for
from tests.guide.live.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.audio.sink import NullSink

    State = Callable[[Terminal, NullSink], None]
    End = Callable[[Terminal], None]

FULL, PLAIN = (), ("--plain",)
SHOWN = {FULL: "step 1 of 2", PLAIN: "start chime"}


@pytest.fixture
def window(routine: Path, sink: NullSink) -> Iterator[Terminal]:
    """A session in a hold, on a full screen and a sound device."""
    window = Terminal(routine)
    window.read_until(SHOWN[FULL])
    yield window
    window.close()


def lead(_window: Terminal, _sink: NullSink) -> None:
    """It is left alone."""


def pause(window: Terminal, _sink: NullSink) -> None:
    """The person pauses it."""
    window.type(" ")
    window.read_until("Paused")


def hurt(window: Terminal, _sink: NullSink) -> None:
    """It hurts."""
    window.type("x")
    window.read_until("next move")


def lose(window: Terminal, sink: NullSink) -> None:
    """The sound server stands still."""
    sink.freeze()
    window.read_until("was lost")


def quit_(window: Terminal) -> None:
    """Quit, and yes."""
    window.type("q")
    window.read_until("End the session?")
    window.type("y")


def interrupt(window: Terminal) -> None:
    """Ctrl-C."""
    window.type("\x03")


def terminate(window: Terminal) -> None:
    """SIGTERM."""
    window.process.terminate()


@pytest.mark.parametrize(
    ("state", "end", "status"),
    [
        *[(state, interrupt, 130) for state in (lead, pause, hurt, lose)],
        *[(state, terminate, 143) for state in (lead, lose)],
        *[(state, quit_, 0) for state in (pause, lose)],
    ],
)
def test_it_can_be_ended_in_any_state(
    window: Terminal, sink: NullSink, state: State, end: End, status: int
) -> None:
    """With the right status, on a terminal as it was, and no process of it is left."""
    state(window, sink)
    assert list(window.processes("audio.speech.worker"))
    end(window)
    assert window.end() == status
    assert "Traceback" not in window.output


def test_it_can_be_ended_before_it_sounds(routine: Path, sink: NullSink) -> None:
    """While everything is being opened, before there is a screen."""
    window = Terminal(routine)
    wait_for(lambda: bool([*window.processes("audio.devices.worker")]))
    window.type("\x03")
    assert window.end() == 130
    window.close()


@pytest.mark.parametrize("own", [True, False], ids=["signalled", "not signalled"])
@pytest.mark.parametrize("screen", [FULL, PLAIN], ids=["full", "plain"])
def test_nothing_outlives_its_window(
    routine: Path, sink: NullSink, screen: tuple[str, ...], own: bool
) -> None:
    """Closed under it, it ends by itself, also where nobody tells it, as below ``setsid``."""
    window = Terminal(routine, *screen, own=own)
    window.read_until(SHOWN[screen])
    assert list(window.processes("audio.devices.worker"))
    window.vanish()
    window.wait_until_nothing_is_left()
    assert window.process.wait() == 128 + signal.SIGHUP
    window.close()


def test_a_program_that_was_stopped_goes_on(window: Terminal) -> None:
    """Stopped from outside for longer than a device may stand still, it says where we are."""
    window.read_until("1:28 left")  # the hold, in which words are shown as such
    window.process.send_signal(signal.SIGSTOP)
    window.stand_still(3)
    window.process.send_signal(signal.SIGCONT)
    window.read_until("Resuming")
    window.type("\x03")
    assert window.end() == 130


@pytest.fixture
def lines(routine: Path, sink: NullSink) -> Iterator[Terminal]:
    """A session in a hold, in plain lines, on a sound device."""
    lines = Terminal(routine, *PLAIN)
    lines.read_until(SHOWN[PLAIN])
    yield lines
    lines.close()


def test_a_server_that_is_restarted(lines: Terminal, sink: NullSink) -> None:
    """It is said, and the session goes on by itself where it was."""
    sink.kill()
    lines.read_until("was lost")
    sink.start()
    lines.read_until("Resuming Fold")
    with sink.record() as recording:
        wait_for(lambda: len(recording.samples) > SAMPLE_RATE)
    assert recording.samples.any()
    lines.type("\x03")
    assert lines.end() == 130


def test_it_goes_on_in_silence_when_asked(lines: Terminal, sink: NullSink) -> None:
    """With the server frozen for good, and ends well."""
    sink.freeze()
    lines.read_until("was lost")
    lines.type("s")
    lines.read_until("Resuming Fold")
    quit_(lines)
    assert lines.end() == 0


def test_the_sound_comes_back_to_a_silent_session(lines: Terminal, sink: NullSink) -> None:
    """With the server killed it goes on in silence, and says so; restarted, it is heard again."""
    sink.kill()
    lines.read_until("was lost")
    lines.type("s")
    lines.read_until("There is no sound until a sound device is there.")
    sink.start()
    with sink.record() as recording:
        lines.read_until("Resuming Fold")
        wait_for(lambda: bool(recording.samples.any()))
    lines.type("\x03")
    assert lines.end() == 130


def test_a_session_begun_without_sound_is_heard_later(routine: Path, sink: NullSink) -> None:
    """The screen says that there is none, until a server is there."""
    sink.kill()
    window = Terminal(routine)
    window.read_until("There is no sound until a sound device is there.")
    sink.start()
    with sink.record() as recording:
        wait_for(lambda: bool(recording.samples.any()))
    window.type("\x03")
    assert window.end() == 130
    window.close()


def test_a_question_that_is_broken_off_ends_its_line() -> None:
    """So that the shell goes on in one of its own."""
    window = Terminal(command="new")
    window.read_until("What is it called")
    window.stand_still(0.3)  # between the prompt and its wait for keys, Python would miss a signal
    window.type("\x03")
    assert window.end() == 130
    assert window.output.endswith("\n")
    window.close()


def test_a_killed_session_is_gone_on_with(lines: Terminal) -> None:
    """After kill -9 nothing of it lives on; --resume leads to the step where it was."""
    lines.type("n")
    lines.read_until("Rest well.")
    lines.read_until(SHOWN[PLAIN])
    os.kill(lines.process.pid, signal.SIGKILL)
    lines.wait_until_nothing_is_left()
    again = Terminal("--resume", *PLAIN)
    again.read_until("We go on with Rest well")
    quit_(again)
    assert again.end() == 0
    again.close()
