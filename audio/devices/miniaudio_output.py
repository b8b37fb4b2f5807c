"""The miniaudio backend, inside the child process: pulled by the library's own thread.

What is heard is taken as what was given to the library less its buffer. That is right to one
period (20 ms); what a sound server or a Bluetooth speaker holds behind it is not known here.
"""

from __future__ import annotations

import sys
import threading
import types
from typing import TYPE_CHECKING

from audio.clip import SAMPLE_RATE
from audio.devices.feed import FRAME_SIZE, NO_OUTPUT
from audio.errors import DeviceError, NoDeviceError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from audio.devices.feed import Feed

PERIOD_MS, PERIODS = 20, 5
BUFFER_FRAMES = SAMPLE_RATE * PERIOD_MS * PERIODS // 1000
"""Frames in the library's buffer: 100 ms, which bridge the delays of a busy machine."""

QUEUE_FRAMES = SAMPLE_RATE * 40 // 1000
"""Frames that wait for the library: 40 ms; with its buffer, 140 ms until a command is heard."""


def play(feed: Feed, ready: Callable[[str], None]) -> None:
    """Open the default output and play ``feed`` for ever.

    Raises:
        NoDeviceError: there is no output.
        DeviceError: there is one, and it cannot be opened.
    """
    # The library imports both for helpers that are not used here: 100 of its 125 ms.
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]
    sys.modules.setdefault("urllib.request", types.ModuleType("urllib.request"))
    import miniaudio  # noqa: PLC0415 - after the two above

    try:
        device = miniaudio.PlaybackDevice(
            miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=SAMPLE_RATE,
            buffersize_msec=PERIOD_MS,
            callback_periods=PERIODS,
            app_name="Stretch guide",
        )
        if device.backend == "Null":
            raise NoDeviceError(NO_OUTPUT)
        blocks = _blocks(feed)
        next(blocks)
        device.start(blocks)
    except miniaudio.MiniaudioError as error:
        raise _reason(miniaudio, error) from error
    ready(f"miniaudio ({device.backend})")
    threading.Event().wait()


def _reason(miniaudio: types.ModuleType, error: Exception) -> DeviceError:
    """Tell an output that is there but refuses from none at all: nothing can be listed then."""
    try:
        there = miniaudio.Devices().get_playbacks()
    except miniaudio.MiniaudioError:
        there = []
    if not there:
        return NoDeviceError(NO_OUTPUT)
    return DeviceError(
        f"The sound device refused ({error}): close what else uses it, or choose another one in "
        "the system's settings."
    )


def _blocks(feed: Feed) -> Generator[bytes, int, None]:
    given = 0
    frames = yield b""
    while True:
        block = feed.take(frames)
        missing = frames - len(block) // FRAME_SIZE
        if missing:
            feed.skip(missing)
        given += frames
        feed.played(given - BUFFER_FRAMES)
        frames = yield block + bytes(missing * FRAME_SIZE)
