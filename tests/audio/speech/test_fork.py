"""Work in a fork: its bytes come back whole, and none of its faults do."""

from __future__ import annotations

import ctypes
import errno
import os
import signal
from typing import TYPE_CHECKING

import pytest

import audio.speech.fork as module
from audio.speech.engine import UtteranceError
from audio.speech.fork import CAN_FORK, in_a_fork

if TYPE_CHECKING:
    from audio.speech.fork import Put

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="this system has no fork")


def test_it_comes_in_pieces() -> None:
    """They are laid end to end."""
    assert in_a_fork(lambda put: [put(bytes((n,))) for n in range(3)], 20) == b"\0\1\2"


@pytest.mark.parametrize("size", [0, 1, 50_000_000])
def test_its_bytes_come_back(size: int) -> None:
    """Nothing, little, and more than the longest text."""
    assert in_a_fork(lambda put: put(b"\x07" * size), 20) == b"\x07" * size


def test_it_changes_nothing_here() -> None:
    """Each fork begins with what this process is."""
    spoken: list[int] = []

    def work(put: Put) -> None:
        spoken.append(1)
        put(bytes(spoken))

    assert in_a_fork(work, 20) == b"\x01"
    assert in_a_fork(work, 20) == b"\x01"
    assert spoken == []


def test_an_abort_costs_only_the_fork() -> None:
    """A crash in C is an error that tells the signal."""
    with pytest.raises(UtteranceError, match=f"signal {signal.SIGABRT.value}"):
        in_a_fork(lambda _: os.abort(), 20)


def test_more_than_there_is_room_for() -> None:
    """A result is whole or an error, and the next one is right again."""
    with pytest.raises(UtteranceError, match="stopped before the end"):
        in_a_fork(lambda put: put(bytes(module._ROOM)), 20)
    assert in_a_fork(lambda put: put(b"here"), 20) == b"here"


def test_an_exception_is_an_error() -> None:
    """So is whatever the work raises."""
    with pytest.raises(UtteranceError, match="stopped before the end"):
        in_a_fork(lambda put: put(bytes(1 // 0)), 20)


def test_what_hangs_in_c_is_ended() -> None:
    """A call that does not return, and holds Python's own lock, is ended in time."""
    with pytest.raises(UtteranceError, match="took more than"):
        in_a_fork(lambda _: ctypes.PyDLL(None).pause(), 0.05)


def test_it_holds_none_of_the_workers_pipes() -> None:
    """What was open in the parent is closed in the fork, so that its end is seen at once."""
    receiver, sender = os.pipe()

    def work(put: Put) -> None:
        try:
            os.fstat(max(receiver, sender))
        except OSError:
            put(b"closed")
        else:
            put(b"open")

    assert in_a_fork(work, 20) == b"closed"
    os.close(receiver)
    os.close(sender)


def test_a_system_that_makes_no_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    """Is told as what it is."""

    def fork() -> int:
        raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(os, "fork", fork)
    with pytest.raises(UtteranceError, match="makes no process for it"):
        in_a_fork(lambda put: put(b""), 20)
