"""Children with every fault: they are noticed, ended, and never waited for without end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.child import Child, ChildError
from audio.messages import read_message, write_message

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SOON_S = 20.0  # never waited for where all is well
posix = pytest.mark.skipif(os.name != "posix", reason="process groups and FIFOs are POSIX")


@contextmanager
def child(*arguments: str) -> Iterator[Child]:
    started = Child("tests.audio.faulty_child", *arguments, environment={"PYTHONPATH": str(ROOT)})
    yield started
    started.kill()


def wait_in_vain(awaited: Child) -> None:
    with pytest.raises(ChildError):
        awaited.receive(None)


def test_it_answers() -> None:
    """Headers and payloads arrive as they were sent, whatever the child prints meanwhile."""
    with child("echo") as echo:
        for size in (0, 1, 100_000):
            sender = threading.Thread(target=echo.send, args=({"é": size}, b"\0\xff" * size))
            sender.start()
            assert echo.receive(SOON_S) == ({"é": size}, b"\0\xff" * size)
            sender.join()


def test_death_is_told() -> None:
    """A child that exits is an error with its status, for each who asks."""
    with child("die") as dying:
        dying.send({})
        for _ in range(2):
            with pytest.raises(ChildError, match="ended with 7"):
                dying.receive(SOON_S)
        with pytest.raises(ChildError, match="ended with 7"):
            dying.send({})


def test_a_killed_child_is_told() -> None:
    """A child that the system kills is an error with the signal."""
    with child("echo") as echo:
        os.kill(echo.pid, signal.SIGTERM)
        with pytest.raises(ChildError, match="signal 15" if os.name == "posix" else "ended"):
            echo.receive(SOON_S)


def test_an_answer_that_breaks_off_is_death() -> None:
    """Half a message is none."""
    with child("half") as half:
        half.send({})
        with pytest.raises(ChildError, match="ended with 0"):
            half.receive(SOON_S)


def test_a_child_that_hangs() -> None:
    """Waiting for an answer ends in time, and killing it then works."""
    with child("hang") as hanging:
        hanging.send({})
        with pytest.raises(ChildError, match=r"did not answer within 0\.05 s"):
            hanging.receive(0.05)


@pytest.mark.parametrize("behaviour", ["garbage", "no-json", "list"])
def test_garbage_on_its_output(behaviour: str) -> None:
    """What is no message is an error at once, not a wait for gigabytes."""
    with child(behaviour) as garbling, pytest.raises(ChildError, match="no message"):
        garbling.receive(SOON_S)


def test_a_child_that_closes_its_output_is_ended() -> None:
    """It lives, but can never answer again: all who ask are told, and it is not left behind."""
    with child("deaf") as deaf:
        for _ in range(2):
            with pytest.raises(ChildError, match="it closed its output"):
                deaf.receive(SOON_S)
            assert deaf._process.returncode is not None
        with pytest.raises(ChildError, match="it closed its output"):
            deaf.send({})


def test_a_module_that_does_not_exist() -> None:
    """A child that cannot even start is an error like any other."""
    missing = Child("audio.no_such_module")
    with pytest.raises(ChildError, match="ended with 1"):
        missing.receive(SOON_S)


def test_a_folder_of_the_same_name_is_not_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder ``tests`` where the user stands does not take the package's place."""
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "__init__.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    with child("echo") as echo:
        echo.send({"fine": True})
        assert echo.receive(SOON_S) == ({"fine": True}, b"")


def test_killing_twice_and_from_several_threads() -> None:
    """Killing is harmless when it is done again, and while another thread waits."""
    with child("hang") as hanging:
        waiting = threading.Thread(target=wait_in_vain, args=(hanging,))
        waiting.start()
        for killer in [threading.Thread(target=hanging.kill) for _ in range(4)]:
            killer.start()
        waiting.join(SOON_S)
        assert not waiting.is_alive()


@posix
def test_what_the_child_started_is_ended_with_it() -> None:
    """A daughter of the child is in its process group and dies with it."""
    with child("daughter") as mother:
        mother.receive(SOON_S)
        mother.kill()
        with pytest.raises(ChildError, match="signal 9"):  # so nobody holds the pipe any more
            mother.receive(SOON_S)


@posix
def test_a_daughter_out_of_reach_does_not_hold_up_the_end() -> None:
    """One that left the group and holds the pipe is not waited for."""
    with child("daughter", "apart") as mother:
        header, _ = mother.receive(SOON_S)
        mother.kill()
    os.kill(header["pid"], signal.SIGKILL)


@posix
def test_no_orphan_stays_when_the_parent_is_killed(tmp_path: Path) -> None:
    """After ``kill -9`` of the parent its child ends by itself."""
    fifo = tmp_path / "alive"
    os.mkfifo(fifo)
    code = (
        "import sys; from audio.child import Child\n"
        "child = Child('tests.audio.faulty_child', 'fifo', sys.argv[1])\n"
        "child.receive(None)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, str(fifo)]
    # opening the FIFO takes until the child holds its other end; then it is at its end
    # as soon as the child is gone
    with subprocess.Popen(command, env=environment) as parent, fifo.open("rb") as alive:
        parent.kill()
        assert alive.read() == b""


@given(st.binary(max_size=300))
def test_reading_never_trusts_what_it_reads(noise: bytes) -> None:
    """Any bytes are a message, the end, or a ValueError; and nothing huge is asked for."""
    receiver, sender = os.pipe()
    os.write(sender, noise)
    os.close(sender)
    with os.fdopen(receiver, "rb") as stream:
        try:
            message = read_message(stream)
        except (ValueError, RecursionError):
            return
    assert message is None or isinstance(message[0], dict)


def test_a_message_goes_through_a_raw_stream_whole() -> None:
    """A stream that takes a part at a time still gets all of it."""
    receiver, sender = os.pipe()
    with os.fdopen(sender, "wb", buffering=0) as raw, os.fdopen(receiver, "rb") as stream:
        writer = threading.Thread(target=write_message, args=(raw, {}, b"x" * 1_000_000))
        writer.start()
        message = read_message(stream)
        writer.join()
    assert message == ({}, b"x" * 1_000_000)
