"""Messages on a terminal are broken between words; in a pipe they are as they were."""

from __future__ import annotations

import os
import pty
import subprocess
from typing import TYPE_CHECKING

import pytest

from guide.cli.terminal.paragraphs import wrapped
from tests.guide.cli.running import GUIDE, guide

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

MESSAGE = """\
Wrote a file.
  It lies in /a/rather/long/path/that-cannot-be-broken.yaml, and is whole."""


@pytest.fixture
def terminal() -> Iterator[TextIO]:
    """A stream that is a terminal, and takes what is written to it."""
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w", encoding="utf-8") as stream:
        yield stream
    os.close(ours)


def test_lines_are_broken_between_words(terminal: TextIO, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line apart, further in; what is one word stays whole, also where it is too long."""
    monkeypatch.setenv("COLUMNS", "30")
    assert wrapped(MESSAGE, terminal, hanging=2).split("\n") == [
        "Wrote a file.",
        "  It lies in",
        "    /a/rather/long/path/that-cannot-be-broken.yaml,",
        "    and is whole.",
    ]


def test_what_fits_is_left_alone(terminal: TextIO, monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty lines and columns too."""
    monkeypatch.setenv("COLUMNS", "80")
    assert wrapped("a   b\n\n  c", terminal) == "a   b\n\n  c"


def test_nothing_in_it_steers_a_terminal(terminal: TextIO) -> None:
    """Whoever wrote it; in a pipe too, whose reader may be one."""
    assert wrapped("a\x1b[2J\rb\nc", terminal) == "a\ufffd[2J\ufffdb\nc"
    with open(os.devnull, "w") as stream:  # noqa: PTH123
        assert wrapped("a\x1b[2J\rb\nc", stream) == "a\ufffd[2J\ufffdb\nc"


@pytest.mark.parametrize("columns", [60, 80])
@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("play", "nothing-of-this-name-is-anywhere-to-be-found-on-this-machine"),
        ("play", "gentle-stretches", "--only", "a step of this name is not in that routine at all"),
        ("show", "gentle-stretches", "--fit", "1m"),
    ],
)
def test_no_word_is_broken_on_a_terminal(arguments: tuple[str, ...], columns: int) -> None:
    """Lists, wrong usage and faults: their words are those of a pipe, in lines that fit."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm"}
    command = [str(GUIDE), *arguments]
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, env=environment
    )
    os.close(theirs)
    shown = read_all(ours)
    process.wait(20)
    plain = guide(*arguments, COLUMNS=str(columns))
    assert sorted(shown.split()) == sorted((plain.stdout + plain.stderr).split())
    too_long = [line for line in shown.splitlines() if len(line) > columns]
    assert all(len(line.split()) == 1 for line in too_long)


def read_all(terminal: int) -> str:
    """What was written to a terminal until nobody has its other end any more."""
    pieces = []
    while True:
        try:
            pieces.append(os.read(terminal, 4096))
        except OSError:  # how Linux says so
            os.close(terminal)
            return b"".join(pieces).decode()
