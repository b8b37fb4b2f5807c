"""The null device: pulls in real time, hears nothing."""

from __future__ import annotations

import threading

from audio.devices.null import BLOCK_FRAMES, NullDevice


def test_it_pulls_and_hears_until_stopped() -> None:
    """Blocks are pulled, count as heard once their time has passed, and no more after the stop."""
    device = NullDevice(speed=50)
    pulled = []
    enough = threading.Event()

    def pull(frames: int) -> bytes:
        assert device.heard <= sum(pulled)
        pulled.append(frames)
        if len(pulled) == 100:
            enough.set()
        return bytes(2 * frames)

    device.start(pull)
    assert enough.wait(30)
    device.stop()
    device.stop()
    assert device.heard == len(pulled) * BLOCK_FRAMES
    assert device.failure is None
