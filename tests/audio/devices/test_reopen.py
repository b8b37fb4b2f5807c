"""A lost device is found again, without anybody waiting for it."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from audio.clip import SAMPLE_RATE
from audio.devices import process, reopen
from audio.devices.null import NullDevice
from audio.devices.process import ProcessDevice
from audio.devices.reopen import Reopener
from audio.errors import DeviceError, NoDeviceError
from tests.audio.devices.playing import Playing, has_ended, noise, wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audio.devices.device import Device
    from tests.audio.sink import NullSink


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests do not wait a second for the next try."""
    monkeypatch.setattr(reopen, "RETRY_S", 0.1)


def reopened(reopener: Reopener) -> Device:
    """Poll until a device is open."""
    found: list[Device] = []

    def poll() -> bool:
        device = reopener.poll()
        found.extend([device] if device else [])
        return bool(found)

    wait_for(poll)
    return found[0]


def lost(device: ProcessDevice) -> DeviceError:
    """Wait until a device has failed, and return how."""
    wait_for(lambda: device.failure is not None)
    assert isinstance(device.failure, DeviceError)
    return device.failure


def test_a_restarted_server(device: ProcessDevice, sink: NullSink) -> None:
    """While it is gone there is a problem to show; once it is back the same output sounds."""
    Playing(device, noise(60)).wait_until_heard(SAMPLE_RATE // 4)
    sink.kill()
    assert str(lost(device)).startswith("The sound device was lost while playing")
    reopener = Reopener(device.again)
    wait_for(lambda: reopener.poll() is None and reopener.problem is not None)
    assert isinstance(reopener.problem, NoDeviceError)
    sink.start()
    new = reopened(reopener)
    with sink.record() as recording:
        Playing(new, noise(0.5)).wait_until_heard(SAMPLE_RATE)
        new.stop()
    assert new.name == device.name
    assert np.any(recording.samples)


def test_a_frozen_server(sink: NullSink, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each try is bounded, no poll waits for it, and there is one child at a time."""
    monkeypatch.setattr(process, "OPEN_LIMIT_S", 0.3)
    tries: list[ProcessDevice] = []

    def again() -> ProcessDevice:
        assert all(has_ended(one._child.pid) for one in tries)
        tries.append(ProcessDevice("miniaudio"))
        return tries[-1]

    sink.freeze()
    reopener = Reopener(again)
    wait_for(lambda: reopener.poll() is None and len(tries) == 3)
    assert "did not answer within 0.3 s" in str(reopener.problem)
    sink.thaw()
    reopened(reopener).stop()
    assert all(has_ended(one._child.pid) for one in tries)


def test_the_same_output_is_waited_for(sink: NullSink) -> None:
    """Who chose the headphones gets them back, and meanwhile no other output."""
    number = sink.add_output("headphones", "USB Headphones")
    device = ProcessDevice("miniaudio", "headphones")
    Playing(device, noise(60)).wait_until_heard(SAMPLE_RATE // 4)
    sink.remove_output(number)
    assert "it stands still" in str(lost(device))
    reopener = Reopener(device.again)
    wait_for(lambda: reopener.poll() is None and reopener.problem is not None)
    assert "There is no sound output 'headphones'" in str(reopener.problem)
    sink.add_output("headphones", "USB Headphones")
    new = reopened(reopener)
    assert new.name == device.name
    new.stop()


def test_the_default_output_moves(sink: NullSink) -> None:
    """When it goes, the sound goes on at the one that is left; when that goes too, it is told."""
    number = sink.add_output("headphones", "USB Headphones")
    sink.set_default("headphones")
    device = ProcessDevice("miniaudio")
    playing = Playing(device, noise(60))
    playing.wait_until_heard(SAMPLE_RATE // 4)
    with sink.record() as recording:
        sink.remove_output(number)
        playing.wait_until_heard(device.heard + SAMPLE_RATE)
    assert np.count_nonzero(recording.samples) > SAMPLE_RATE // 2
    sink.remove_output(1)
    assert "it stands still; see whether it is connected" in str(lost(device))


def test_an_open_device_is_not_waited_for_again(sink: NullSink) -> None:
    """After it is ready, starting asks nothing more of the child; a null device always is."""
    device = ProcessDevice("miniaudio")
    wait_for(device.ready)
    device.wait_until_open()
    assert device.ready()
    Playing(device, noise(1)).wait_until_heard(100)
    device.stop()
    assert Reopener(NullDevice(5).again).poll() is not None


def test_closing_ends_what_is_being_opened(sink: NullSink) -> None:
    """With the server frozen too, and when nothing has begun."""
    sink.freeze()
    begun: list[ProcessDevice] = []

    def again() -> ProcessDevice:
        begun.append(ProcessDevice("miniaudio"))
        return begun[-1]

    reopener = Reopener(again)
    reopener.close()
    assert reopener.poll() is None
    reopener.close()
    reopener.close()
    assert has_ended(begun[0]._child.pid)


@pytest.fixture
def _nothing_left() -> Iterator[None]:
    """No descriptor more is open at the end than at the beginning, and no child is left."""

    def open_now() -> tuple[int, str]:
        children = Path(f"/proc/self/task/{os.getpid()}/children").read_text()
        return len(list(Path("/proc/self/fd").iterdir())), children

    before = open_now()
    yield
    wait_for(lambda: open_now() == before)


@pytest.mark.parametrize("frozen", [False, True], ids=["playing", "frozen"])
def test_thirty_rounds_leave_nothing_behind(
    sink: NullSink, _nothing_left: None, monkeypatch: pytest.MonkeyPatch, frozen: bool
) -> None:
    """Opening, playing and stopping, or giving up, again and again."""
    monkeypatch.setattr(process, "OPEN_LIMIT_S", 0.05 if frozen else process.OPEN_LIMIT_S)
    monkeypatch.setattr(process, "GRACE_S", 0.01 if frozen else process.GRACE_S)
    opened = partial(ProcessDevice, "miniaudio")
    if frozen:
        sink.freeze()
    for _ in range(30):
        device = opened()
        if frozen:
            with pytest.raises(DeviceError):
                device.wait_until_open()
        else:
            Playing(device, noise(0.01)).wait_until_heard(100)
            device.stop()
