"""``guide play`` on a sound card: what is heard, and what happens when something stands still."""

from __future__ import annotations

import signal
import threading
import wave
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.guide.cli.running import guide, start_guide

if TYPE_CHECKING:
    from pathlib import Path

    from tests.audio.sink import NullSink

TINY = """\
title: Tiny
steps:
  - title: Fold
    hold: 2s
settings: {countdown: 0, change_over: 0s}
"""

ATTEMPTS = 3
"""A machine that is busy with other things may make a gap; not three times."""


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A routine of a few seconds."""
    path = tmp_path / "tiny.yaml"
    path.write_text(TINY, "utf-8")
    return path


def exported(routine: Path, folder: Path) -> np.ndarray:
    """What the file has; it also fills the cache, so that the session never waits."""
    assert guide("export", routine, "-o", folder / "a.wav").returncode == 0
    with wave.open(str(folder / "a.wav")) as file:
        return np.frombuffer(file.readframes(file.getnframes()), np.int16)


def test_what_is_heard_is_what_is_exported(tiny: Path, tmp_path: Path, sink: NullSink) -> None:
    """Sample for sample, from the first word to the last chime, through the real sound device."""
    expected = np.trim_zeros(exported(tiny, tmp_path))
    for _ in range(ATTEMPTS):
        with sink.record() as recording:
            result = guide("play", tiny)
        assert result.returncode == 0, result.stderr
        heard = np.trim_zeros(recording.samples)
        if np.array_equal(heard, expected):
            return
    pytest.fail(f"{len(heard)} frames were heard, {len(expected)} exported")


def test_a_session_survives_being_stopped_for_a_while(tiny: Path, sink: NullSink) -> None:
    """Ctrl-Z and ``fg``, longer than a device may stand still: it goes on and ends well."""
    process = start_guide("play", tiny)
    assert process.stdout is not None
    while "Fold" not in process.stdout.readline():
        assert process.poll() is None
    process.send_signal(signal.SIGSTOP)
    threading.Event().wait(4)
    process.send_signal(signal.SIGCONT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors


def test_a_frozen_sound_server_is_told_at_the_start(tiny: Path, sink: NullSink) -> None:
    """A sentence and status 1, instead of waiting for ever."""
    sink.freeze()
    result = guide("play", tiny)
    assert result.returncode == 1
    assert "could not be opened" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_sound_server_that_freezes_while_playing_is_told(tiny: Path, sink: NullSink) -> None:
    """Likewise, with what to do."""
    process = start_guide("play", tiny)
    assert process.stdout is not None
    while "Fold" not in process.stdout.readline():
        assert process.poll() is None
    sink.freeze()
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "lost while playing" in errors
    assert "see whether it is connected" in errors


def test_a_terminal_shows_one_line_and_is_left_as_it_was(tiny: Path) -> None:
    """The words, and below them what now and the time to go, rewritten in place."""
    pty = pytest.importorskip("pty", reason="there are no such terminals on Windows")
    shown = bytearray()

    def keep(descriptor: int) -> bytes:
        import os

        shown.extend(block := os.read(descriptor, 4096))
        return block

    from tests.guide.cli.running import GUIDE

    status = pty.spawn([str(GUIDE), "play", str(tiny), "--device", "null"], keep, lambda _: b"")
    assert status == 0
    lines = shown.decode().split("\r\x1b[2K")
    assert any("Fold 0:0" in line and "to go" in line for line in lines)
    assert any("Fold." in line for line in lines)
    assert all(len(part) < 80 for line in lines[1:-1] for part in line.splitlines())
    assert shown.decode().rstrip().endswith("The session is finished.")
