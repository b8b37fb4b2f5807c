"""Both screens on a real terminal: keys arrive, and the terminal is left as it was."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
from codecs import getincrementaldecoder
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pty = pytest.importorskip("pty", reason="Windows has no pseudo terminals of this kind")
termios = pytest.importorskip("termios")

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]
SHOWN = {"full": "2 of 5", "plain": "Sit back"}
PATIENCE_S = 20


class Terminal:
    """A pseudo terminal of 80 x 24 cells with one of the screens on it."""

    def __init__(self, *arguments: str) -> None:
        """Start the program and wait until it shows something."""
        self.ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (24, 80))
        self.before = termios.tcgetattr(theirs)
        self.output = ""
        self.decoder = getincrementaldecoder("utf-8")("replace")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.guide.screen.on_terminal", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=ROOT,
            env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "", "LINES": ""},
            start_new_session=True,
        )
        os.close(theirs)
        self.read_until(SHOWN[arguments[0]])

    def read_until(self, text: str) -> None:
        """Read what is written until a text comes."""
        while text not in self.output:
            assert select.select([self.ours], [], [], PATIENCE_S)[0], self.output
            self.output += self.decoder.decode(os.read(self.ours, 65536))

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self.ours, keys.encode())

    def wait_for_single_keys(self) -> None:
        """Wait until the terminal no longer gathers lines."""
        while termios.tcgetattr(self.ours)[3] & termios.ICANON:
            select.select([], [], [], 0.01)

    def end(self) -> int:
        """Wait for the program's end and return its status; the terminal is as it was then."""
        self.read_until("told:")
        status = self.process.wait(PATIENCE_S)
        while select.select([self.ours], [], [], 0)[0]:
            try:
                self.output += self.decoder.decode(os.read(self.ours, 65536))
            except OSError:  # Linux's way to say that nobody is at the other end any more
                break
        assert termios.tcgetattr(self.ours) == self.before
        if "\x1b[?1049h" in self.output:
            assert self.output.rfind("\x1b[?1049l") > self.output.rfind("\x1b[?1049h")
            assert self.output.rfind("\x1b[?25h") > self.output.rfind("\x1b[?25l")
            assert "told:" in self.output[self.output.rfind("\x1b[?1049l") :]
        return status


@pytest.fixture(params=["full", "plain"])
def screen(request: pytest.FixtureRequest) -> str:
    """Both screens."""
    return str(request.param)


@pytest.fixture
def terminal(screen: str) -> Iterator[Terminal]:
    """A screen that shows a hold which something is being said in."""
    terminal = Terminal(screen, "instruction")
    yield terminal
    terminal.process.kill()
    os.close(terminal.ours)


def test_keys_arrive_and_the_end_is_clean(terminal: Terminal) -> None:
    """Characters and escape sequences alike."""
    terminal.type(" +\x1b[C\x1b[A\x1bOB-q")
    assert terminal.end() == 0
    assert "told: TOGGLE MORE NEXT LOUDER SOFTER LESS QUIT" in terminal.output


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_ends_the_program_on_a_clean_terminal(terminal: Terminal, name: str) -> None:
    """With the status that says which signal it was."""
    number = getattr(signal, name)
    terminal.process.send_signal(number)
    assert terminal.end() == 128 + number
    assert "Traceback" not in terminal.output


def test_all_is_drawn_again_after_a_while_in_the_background() -> None:
    """Ctrl-Z and fg: what has not changed in the meantime is shown as well."""
    terminal = Terminal("full", "instruction")
    try:
        terminal.type("\x1a")
        os.waitid(os.P_PID, terminal.process.pid, os.WSTOPPED | os.WNOWAIT)
        while select.select([terminal.ours], [], [], 0)[0]:
            os.read(terminal.ours, 65536)
        terminal.output = ""
        terminal.process.send_signal(signal.SIGCONT)
        terminal.read_until(SHOWN["full"])
        terminal.type("q")
        assert terminal.end() == 0
    finally:
        terminal.process.kill()
        os.close(terminal.ours)


def test_an_interrupt_ends_the_session(terminal: Terminal) -> None:
    """As Ctrl-C does: at once, and in the session's own way."""
    terminal.process.send_signal(signal.SIGINT)
    assert terminal.end() == 0
    assert "told: END" in terminal.output


def test_no_colour_is_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR no escape sequence names a colour but the terminal's own."""
    monkeypatch.setenv("NO_COLOR", "1")
    terminal = Terminal("full", "prompt")
    terminal.type("?q")
    assert terminal.end() == 0
    styles = re.findall(r"\x1b\[([0-9;]*)m", terminal.output)
    numbers = {number for style in styles for number in style.split(";")}
    assert numbers <= {"", "0", "1", "2", "7", "39", "49"}
    os.close(terminal.ours)


def test_a_crash_leaves_a_clean_terminal(screen: str) -> None:
    """The error is raised when the terminal is as it was, for the command line to word."""
    terminal = Terminal(screen, "instruction", "broken")
    terminal.type("n")
    assert terminal.end() == 1
    assert terminal.output.count("RuntimeError: broken") == 1
    os.close(terminal.ours)


def test_a_program_that_was_stopped_goes_on(terminal: Terminal) -> None:
    """Ctrl-Z gives the terminal back; continued, the screen takes it again."""
    terminal.type("\x1a")
    status = 0
    for _ in range(PATIENCE_S * 100):
        _, status = os.waitpid(terminal.process.pid, os.WUNTRACED | os.WNOHANG)
        if status or select.select([], [], [], 0.01)[0]:
            break
    assert os.WIFSTOPPED(status)
    assert termios.tcgetattr(terminal.ours) == terminal.before
    terminal.process.send_signal(signal.SIGCONT)
    terminal.wait_for_single_keys()
    terminal.type("nq")
    assert terminal.end() == 0
    assert "told: NEXT QUIT" in terminal.output


def test_a_terminal_that_no_longer_reads_holds_nothing_up() -> None:
    """As over a lost connection: the program ends all the same, within its second."""
    terminal = Terminal("full", "hold", "restless")
    full = 0
    while full < 20:  # looks in a row at which nothing more went into the buffer
        before = _unread(terminal.ours)
        select.select([], [], [], 0.1)
        full = full + 1 if _unread(terminal.ours) == before else 0
    terminal.process.terminate()
    assert terminal.process.wait(PATIENCE_S) == 128 + signal.SIGTERM
    assert termios.tcgetattr(terminal.ours) == terminal.before
    os.close(terminal.ours)


def _unread(terminal: int) -> int:
    """How many bytes wait to be read."""
    import fcntl

    size = fcntl.ioctl(terminal, termios.FIONREAD, b"    ")
    return int.from_bytes(size, sys.byteorder)
