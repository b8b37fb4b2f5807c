"""Real output libraries in child processes, on a virtual sound card that records."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from audio.clip import SAMPLE_RATE
from audio.devices import process
from audio.devices.choice import check_devices, open_device
from audio.devices.outputs import BACKENDS
from audio.devices.process import ProcessDevice
from audio.errors import DeviceError, NoDeviceError
from tests.audio.devices.playing import Playing, has_ended, noise, wait_for

if TYPE_CHECKING:
    from audio.clip import Samples
    from audio.devices.device import Device
    from tests.audio.sink import NullSink

UNDER_WAY_MAX = SAMPLE_RATE // 5
"""Frames that may be pulled and not yet heard: 200 ms, so that commands are heard soon."""

ATTEMPTS = 3
"""A machine that stands still for a moment makes a gap that no program can prevent."""


def play_and_record(backend: str, sink: NullSink, samples: Samples) -> Samples:
    """Play ``samples`` on a device of its own; return what the sound card recorded."""
    device = ProcessDevice(backend)
    try:
        with sink.record() as recording:
            playing = Playing(device, samples)
            playing.wait_until_heard(len(samples) + SAMPLE_RATE // 4)
    finally:
        device.stop()
    assert max(playing.under_way) <= UNDER_WAY_MAX
    return recording.samples


@pytest.mark.parametrize("busy", [0, 1], ids=["idle", "busy"])
def test_what_is_heard_is_what_is_pulled(backend: str, sink: NullSink, busy: int) -> None:
    """Sample for sample and without a gap, also while another process is busy all the time."""
    samples = noise(3)
    program = [sys.executable, "-c", "while True: pass"]
    load = [subprocess.Popen(program, start_new_session=True) for _ in range(busy)]
    try:
        assert any(
            np.array_equal(np.trim_zeros(play_and_record(backend, sink, samples)), samples)
            for _ in range(ATTEMPTS)
        )
    finally:
        for process in load:
            process.kill()
            process.wait()


def test_busy_threads_do_not_starve_it(device: ProcessDevice, sink: NullSink) -> None:
    """While threads of the same process compute, as when sections are compiled, blocks come."""
    done = threading.Event()

    def compute() -> None:
        while not done.is_set():
            sum(range(1_000))

    threads = [threading.Thread(target=compute) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        Playing(device, noise(5)).wait_until_heard(3 * SAMPLE_RATE)
    finally:
        done.set()
        for thread in threads:
            thread.join()
    assert device.underruns < 20  # 45 and more with the usual switch interval


def test_clicks_arrive_a_second_apart(backend: str, sink: NullSink) -> None:
    """Ten clicks, each exactly one second after the one before: to the sample, so within 1 ms."""
    samples = np.zeros(10 * SAMPLE_RATE, np.int16)
    samples[SAMPLE_RATE // 2 :: SAMPLE_RATE] = 20_000
    assert any(
        np.array_equal(
            np.diff(np.flatnonzero(play_and_record(backend, sink, samples))), [SAMPLE_RATE] * 9
        )
        for _ in range(ATTEMPTS)
    )


def test_heard_is_a_fair_estimate(device: ProcessDevice, sink: NullSink) -> None:
    """What counts as heard never runs away from what was pulled, nor falls back."""
    heard = []
    playing = Playing(device, noise(1))
    wait_for(lambda: heard.append(device.heard) or device.heard >= SAMPLE_RATE)  # type: ignore[func-returns-value]
    assert heard == sorted(heard)
    assert min(playing.under_way) >= 0


def test_a_parent_that_stalls_makes_a_pause(device: ProcessDevice, sink: NullSink) -> None:
    """While no block comes the child plays silence, counts it, and loses nothing of the rest."""
    samples, half, stall = noise(2), SAMPLE_RATE, threading.Event()
    pulled = 0

    def pull(frames: int) -> bytes:
        nonlocal pulled
        if pulled < half <= pulled + frames:
            stall.wait(0.6)
        block = samples[pulled : pulled + frames]
        pulled += frames
        return np.pad(block, (0, frames - len(block))).tobytes()

    with sink.record() as recording:
        device.start(pull)
        wait_for(lambda: device.heard >= len(samples) + SAMPLE_RATE // 4)
    recorded = np.trim_zeros(recording.samples)
    assert device.underruns > 0
    assert len(recorded) > len(samples)
    assert np.array_equal(recorded[recorded != 0], samples)


def test_a_frozen_server_at_the_start(
    backend: str, sink: NullSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sound server that stands still when playing starts makes one sentence, not a hang."""
    monkeypatch.setattr(process, "OPEN_LIMIT_S", 1.0)
    sink.freeze()
    device = ProcessDevice(backend)
    with pytest.raises(DeviceError, match=rf"opened with {backend}: it did not answer within 1 s"):
        device.start(lambda frames: bytes(2 * frames))
    assert has_ended(device._child.pid)


@pytest.mark.parametrize("fault", ["freeze", "kill"])
def test_a_server_lost_while_playing(device: ProcessDevice, sink: NullSink, fault: str) -> None:
    """A server that freezes or is gone is noticed, told in one sentence, and the child ended."""
    Playing(device, noise(60)).wait_until_heard(SAMPLE_RATE // 2)
    getattr(sink, fault)()
    wait_for(lambda: device.failure is not None)
    assert str(device.failure).startswith("The sound device was lost while playing")
    wait_for(lambda: has_ended(device._child.pid))


def test_no_sound_device(backend: str, no_sound: None) -> None:
    """Without any output the error comes from the library, at once, and says what to do."""
    with pytest.raises(DeviceError, match="No sound device was found; connect one"):
        ProcessDevice(backend).start(lambda frames: bytes(2 * frames))


def test_simpleaudio_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is missing, the error says which Python it needs and how to install it."""
    (tmp_path / "simpleaudio.py").write_text("raise ImportError")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{Path.cwd()}")
    with pytest.raises(DeviceError, match=r"Python 3\.11.*pip install 'stretch-guide\[simple"):
        open_device("simpleaudio").start(lambda frames: bytes(2 * frames))


def test_an_error_while_pulling_is_a_failure(device: ProcessDevice, sink: NullSink) -> None:
    """What goes wrong in the caller's ``pull`` is kept for the caller, and the child ended."""

    def pull(frames: int) -> bytes:
        raise ValueError(f"no {frames} frames today")

    device.start(pull)
    wait_for(lambda: device.failure is not None)
    assert "frames today" in str(device.failure)
    wait_for(lambda: has_ended(device._child.pid))


def test_stopping_is_harmless_at_any_time(backend: str, sink: NullSink) -> None:
    """Before the start, while playing, with a frozen server, and twice."""
    ProcessDevice(backend).stop()
    device = ProcessDevice(backend)
    Playing(device, noise(60)).wait_until_heard(100)
    sink.freeze()
    device.stop()
    device.stop()
    assert has_ended(device._child.pid)
    assert device.failure is None


def test_a_killed_parent_leaves_no_orphan(backend: str, sink: NullSink) -> None:
    """The child ends by itself when its parent is killed in the middle of playing."""
    program = (
        "import sys, threading\n"
        "from audio.devices.process import ProcessDevice\n"
        f"device = ProcessDevice({backend!r})\n"
        "device.start(lambda frames: bytes(2 * frames))\n"
        "print(device._child.pid, flush=True)\n"
        "threading.Event().wait()\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert not has_ended(child)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    wait_for(lambda: has_ended(child))


def test_the_memory_of_the_child_is_flat(device: ProcessDevice, sink: NullSink) -> None:
    """Playing on and on needs no more memory: not even of simpleaudio's endless buffer."""
    playing = Playing(device, noise(60))
    playing.wait_until_heard(SAMPLE_RATE)
    before = resident_bytes(device._child.pid)
    playing.wait_until_heard(6 * SAMPLE_RATE)
    assert resident_bytes(device._child.pid) - before < 300_000  # played meanwhile: 480 000 bytes


def test_the_child_imports_nothing_heavy() -> None:
    """No numpy in the child: its start is the time until the first sound."""
    program = (
        "import sys, audio.devices.worker, audio.devices.miniaudio_backend as m\n"
        "import audio.devices.simpleaudio_backend\n"
        "print('numpy' in sys.modules)"
    )
    asked = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert asked.stdout == "False\n"


def test_check_names_every_device(sink: NullSink) -> None:
    """On a working sound card miniaudio and null have no fault."""
    faults = check_devices()
    assert list(faults) == list(BACKENDS)
    assert faults["miniaudio"] is None
    assert faults["null"] is None


def test_the_default_is_miniaudio(sink: NullSink) -> None:
    """With no name given, and the null device by its name."""
    device: Device = open_device()
    device.start(lambda frames: bytes(2 * frames))
    assert device.name == "miniaudio (PulseAudio)"
    device.stop()
    assert open_device("null").name == "null (silent)"


def test_simpleaudio_goes_on_where_a_buffer_ends(
    sink: NullSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A session longer than its longest buffer goes on in the next one, with nothing lost."""
    library: Any = pytest.importorskip("simpleaudio._simpleaudio")
    from audio.devices import simpleaudio_backend as output
    from audio.devices.feed import Feed

    monkeypatch.setattr(output, "BUFFER_FRAMES", SAMPLE_RATE)
    samples = noise(1.2)
    feed = Feed(len(samples))
    feed.put(samples.tobytes())
    with sink.record() as recording:
        played = 0
        for _ in range(2):
            played = output._Buffer(library).run(feed, played)
    recorded = recording.samples
    assert played == 2 * SAMPLE_RATE
    assert np.array_equal(recorded[recorded != 0], samples)


def test_simpleaudio_lost_where_a_buffer_ends(
    sink: NullSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An output that is gone when the next buffer is begun was lost: there had been one."""
    pytest.importorskip("simpleaudio._simpleaudio")
    from audio.devices import simpleaudio_backend as output
    from audio.devices.feed import Feed

    class Buffer(output._Buffer):
        def run(self, feed: Feed, before: int) -> int:
            played = super().run(feed, before)
            sink.kill()
            return played

    monkeypatch.setattr(output, "BUFFER_FRAMES", SAMPLE_RATE)
    monkeypatch.setattr(output, "_Buffer", Buffer)
    with pytest.raises(DeviceError, match="lost while playing") as raised:
        output.play(Feed(0), lambda name: None)
    assert not isinstance(raised.value, NoDeviceError)


def resident_bytes(pid: int) -> int:
    """Return the memory that a process holds at this moment."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
