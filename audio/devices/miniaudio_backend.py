"""The miniaudio backend, inside the child process: pulled by the library's own thread.

What is heard is taken as what was given to the library less what it and the sound server hold.
That is right to a period or two (20 ms each); what a Bluetooth speaker holds is not known here.
"""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Any

from audio.clip import SAMPLE_RATE
from audio.devices.feed import FRAME_SIZE, NO_OUTPUT
from audio.devices.miniaudio_outputs import NULL, PULSEAUDIO, Outputs, import_miniaudio
from audio.errors import DeviceError, NoDeviceError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from audio.devices.feed import Feed
    from audio.devices.outputs import Output

PERIOD_MS, PERIODS = 20, 5
BUFFER_FRAMES = SAMPLE_RATE * PERIOD_MS * PERIODS // 1000
"""Frames in the library's buffer: 100 ms, which bridge the delays of a busy machine."""

SERVER_MS = 60
"""What PulseAudio or PipeWire is told to hold instead. The library would have it hold a single
period, and any delay of this process beyond 20 ms would be a gap."""

QUEUE_FRAMES = SAMPLE_RATE * 40 // 1000
"""Frames that wait for the library: 40 ms, and 60 ms where a sound server is asked to hold less.

With what ``_frames_held`` says, some 110 ms until a command is heard through a sound server, and
140 ms elsewhere. Fewer periods left more gaps beside busy processes with ALSA.
"""

FIRST_FRAMES = BUFFER_FRAMES + QUEUE_FRAMES
"""Frames that are there when the library begins: it fills its whole buffer at once."""


def play(feed: Feed, ready: Callable[[str], None], wanted: str) -> None:
    """Open an output, and play ``feed`` for ever once there is something in it.

    The stream begins with the first words, not with silence: else they would wait behind all the
    silence that the sound server holds already.

    Args:
        feed: where the frames come from.
        ready: told, once, what it plays to.
        wanted: the name of an output, or "" for the default.

    Raises:
        NoDeviceError: there is no output.
        DeviceError: there is one, and it cannot be opened; or none that is ``wanted``.
    """
    miniaudio = import_miniaudio()
    try:
        device, to = _open(miniaudio, wanted)
        if device.backend == PULSEAUDIO:  # there is time for it: see QUEUE_FRAMES
            feed.deepen()
        blocks = _blocks(feed, _frames_held(device.backend))
        next(blocks)
        ready(f"miniaudio ({device.backend}{to})")
        feed.wait_until_fed()
        device.start(blocks)
    except miniaudio.MiniaudioError as error:
        raise _reason(miniaudio, error) from error
    threading.Event().wait()


def list_outputs() -> list[Output]:
    """Return the outputs that can be wanted.

    Raises:
        NoDeviceError: there is none.
    """
    outputs = Outputs(import_miniaudio()).all
    if not outputs:
        raise NoDeviceError(NO_OUTPUT)
    return outputs


def _open(miniaudio: Any, wanted: str) -> tuple[Any, str]:
    """Return the library's device, and what its name says beyond the library's backend."""
    os.environ["PULSE_LATENCY_MSEC"] = str(SERVER_MS)  # read by PulseAudio's own library
    choice, to = {}, ""
    if wanted:
        outputs = Outputs(miniaudio)
        output, identity = outputs.find(wanted)
        choice, to = {"device_id": identity, "backends": [outputs.backend]}, f": {output.name}"
    device = miniaudio.PlaybackDevice(
        miniaudio.SampleFormat.SIGNED16,
        nchannels=1,
        sample_rate=SAMPLE_RATE,
        buffersize_msec=PERIOD_MS,
        callback_periods=PERIODS,
        app_name="Stretch guide",
        **choice,
    )
    if device.backend == NULL:
        raise NoDeviceError(NO_OUTPUT)
    return device, to


def _frames_held(backend: str) -> int:
    """Return how many of the frames given are not yet heard when more were given, at most."""
    return SAMPLE_RATE * SERVER_MS // 1000 if backend == PULSEAUDIO else BUFFER_FRAMES


def _reason(miniaudio: Any, error: Exception) -> DeviceError:
    """Tell an output that is there but refuses from none at all: nothing is listed then."""
    if not Outputs(miniaudio).all:
        return NoDeviceError(NO_OUTPUT)
    return DeviceError(
        f"The sound device refused ({error}): close what else uses it, or choose another one in "
        "the system's settings."
    )


def _blocks(feed: Feed, held: int) -> Generator[bytes, int, None]:
    given = 0
    frames = yield b""
    while True:
        block = feed.take(frames)
        missing = frames - len(block) // FRAME_SIZE
        if missing:
            feed.skip(missing)
        given += frames
        feed.played(given - held)
        frames = yield block + bytes(missing * FRAME_SIZE)
