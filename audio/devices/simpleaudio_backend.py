"""The simpleaudio backend, inside the child process. Linux and macOS, Python 3.11.

simpleaudio plays whole buffers only, and each opens the output anew: short ones in a row would
leave gaps. But it neither copies a buffer nor reads far ahead, so this plays *one* buffer of
6 hours: memory that takes no room until it is written, filled just ahead of the playhead and
given back behind it. Where the buffer ends the next one is begun, after a gap of a moment.

The library tells nobody where its playhead is, and a clock would drift away from the sound
card's. So this reads the counter that its playing thread keeps (``_Blob.used_bytes``). The
layout is that of simpleaudio 1.0.4, its last release, for every platform; it is recognised by
the buffer's address and length beside it, and without that nothing is played. The counter moves
a whole driver buffer (100 ms) at a time; in between, the clock says how far it must have come.
"""

from __future__ import annotations

import ctypes
import mmap
import signal
import sys
import threading
from time import monotonic
from typing import TYPE_CHECKING, Any

from audio.clip import SAMPLE_RATE
from audio.devices.feed import FRAME_SIZE, NO_OUTPUT
from audio.errors import DeviceError, NoDeviceError

if TYPE_CHECKING:
    from collections.abc import Callable

    from audio.devices.feed import Feed
    from audio.devices.outputs import Output

QUEUE_FRAMES = SAMPLE_RATE * 20 // 1000
"""Frames that wait to be written: 20 ms; with the next two, 200 ms until a command is heard."""

FIRST_FRAMES = QUEUE_FRAMES
"""Frames that it takes at first; it plays silence until then."""

AHEAD_FRAMES = SAMPLE_RATE * 80 // 1000
"""Frames written ahead of the playhead: 80 ms, three of the driver's periods."""

NEAR_FRAMES = SAMPLE_RATE * 30 // 1000
"""Frames ahead of the playhead that may be read at any moment, a driver's period: 30 ms."""

DRIVER_FRAMES = SAMPLE_RATE * 100 // 1000
"""Frames in the driver's buffer: 100 ms, fixed in simpleaudio (SA_LATENCY_US)."""

SETTLED_FRAMES = 3 * DRIVER_FRAMES
"""Frames after which the output takes them evenly: at first it fills buffers in bursts."""

BUFFER_FRAMES = (2**31 - mmap.PAGESIZE) // FRAME_SIZE
"""Frames of a buffer, 6.2 hours: simpleaudio counts its bytes in a C int."""

TICK_S = 0.01
"""Seconds between two looks at the playhead."""

GIVE_BACK_BYTES = 2**16
"""Memory is given back in pieces of this size, 0.7 s each."""

OPEN_LIMIT_S = 10
"""Seconds until a child that hangs in opening ends itself, if nobody else has."""

_NORESERVE = 0x4000  # MAP_NORESERVE on Linux, ignored elsewhere; Python names it from 3.13 on
_MISSING = (
    "simpleaudio is not installed; it needs Python 3.11 or older: "
    "pip install 'stretch-guide[simpleaudio]', or use miniaudio."
)
_LOST = "The sound device was lost while playing."
_UNKNOWN = "This simpleaudio is not version 1.0.4, the only one that works here; use miniaudio."


class _Blob(ctypes.Structure):
    """``audio_blob_t`` of simpleaudio 1.0.4, which begins with the buffer's ``Py_buffer``."""

    _fields_ = (
        ("buffer", ctypes.c_void_p),
        ("owner", ctypes.c_void_p),
        ("length", ctypes.c_ssize_t),
        ("rest_of_py_buffer", ctypes.c_byte * 56),
        ("handle", ctypes.c_void_p),
        ("used_bytes", ctypes.c_int),
        ("len_bytes", ctypes.c_int),
        ("num_buffers", ctypes.c_int),
        ("frame_size", ctypes.c_int),
        ("buffer_size", ctypes.c_int),
        ("play_list_item", ctypes.c_void_p),
        ("list_mutex", ctypes.c_void_p),
    )


def play(feed: Feed, ready: Callable[[str], None], wanted: str = "") -> None:
    """Open the default output and play ``feed`` for ever.

    Raises:
        DeviceError: simpleaudio is missing or unknown, or there is no output; or one is wanted
            by name, which simpleaudio cannot do.
    """
    if wanted:
        raise DeviceError("simpleaudio plays to the default output only; use miniaudio.")
    library = _import_simpleaudio()
    buffer = _Buffer(library)
    ready("simpleaudio")
    played = 0
    while True:
        played = buffer.run(feed, played)
        try:
            buffer = _Buffer(library)
        except NoDeviceError as error:  # there was one
            raise DeviceError(_LOST) from error


def list_outputs() -> list[Output]:
    """Return no output: only the default can be played to.

    Raises:
        DeviceError: simpleaudio is missing.
    """
    _import_simpleaudio()
    return []


def _import_simpleaudio() -> Any:
    if not hasattr(mmap, "MAP_PRIVATE"):
        raise DeviceError("simpleaudio is not supported on Windows; use miniaudio.")
    try:
        from simpleaudio import _simpleaudio  # noqa: PLC0415 - optional
    except ImportError as error:
        raise DeviceError(_MISSING) from error
    return _simpleaudio


class _Buffer:
    """One long buffer that is being played."""

    def __init__(self, library: Any) -> None:
        """Begin to play it, all silence so far, and wait until the output takes it evenly."""
        flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | _NORESERVE
        self._memory = mmap.mmap(-1, BUFFER_FRAMES * FRAME_SIZE, flags=flags)
        self._library = library
        places = _free_places()
        # It opens the output while holding the interpreter's lock: only a signal can end that.
        signal.alarm(OPEN_LIMIT_S)
        try:
            self._id = library._play_buffer(self._memory, 1, FRAME_SIZE, SAMPLE_RATE)
        except Exception as error:  # its own class, hidden in the C module
            raise NoDeviceError(NO_OUTPUT) from error
        finally:
            signal.alarm(0)
        self._address = ctypes.addressof(ctypes.c_char.from_buffer(self._memory))
        self._blob = _find_blob(places, self._address, len(self._memory))
        self._used = 0
        self._used_since = monotonic()
        self._clock = threading.Event()
        while self._is_playing() and self._head() < SETTLED_FRAMES:
            self._clock.wait(TICK_S)

    def run(self, feed: Feed, before: int) -> int:
        """Fill the buffer ahead of its playhead until its end.

        Args:
            feed: where the frames come from.
            before: frames of the buffers before this one.

        Returns:
            ``before`` and the frames of this one.

        Raises:
            DeviceError: the output went away.
        """
        written = given_back = 0
        while self._is_playing():
            head = self._head()
            near, far = (min(head + n, BUFFER_FRAMES) for n in (NEAR_FRAMES, AHEAD_FRAMES))
            if near > written:
                feed.skip(near - written)
            start = max(near, written)
            block = feed.take(max(far - start, 0))
            written = start + len(block) // FRAME_SIZE
            self._memory[start * FRAME_SIZE : written * FRAME_SIZE] = block
            feed.played(before + head - DRIVER_FRAMES)
            given_back = self._give_back(given_back)
            self._clock.wait(TICK_S)
        if written < BUFFER_FRAMES:
            raise DeviceError(_LOST)
        return before + BUFFER_FRAMES

    def _is_playing(self) -> bool:
        return bool(self._library._is_playing(self._id))

    def _head(self) -> int:
        """Return the frame that the library may have come to."""
        used = self._blob.used_bytes // FRAME_SIZE
        if used > self._used and self._blob.buffer == self._address:  # else it has been freed
            self._used, self._used_since = used, monotonic()
        since = round((monotonic() - self._used_since) * SAMPLE_RATE)
        return min(self._used + min(since, DRIVER_FRAMES), BUFFER_FRAMES)

    def _give_back(self, start: int) -> int:
        """Return memory from byte ``start`` to the system, as far as it has been played."""
        end = self._used * FRAME_SIZE // GIVE_BACK_BYTES * GIVE_BACK_BYTES
        if end > start:
            self._memory.madvise(mmap.MADV_DONTNEED, start, end - start)
        return end


def _free_places() -> set[int]:
    """Return addresses of blocks just freed, in one of which the next ``_Blob`` will lie."""
    spare = [bytes(ctypes.sizeof(_Blob) - sys.getsizeof(b"")) for _ in range(64)]
    return {id(block) for block in spare}


def _find_blob(places: set[int], address: int, length: int) -> _Blob:
    """Return the library's own record of the buffer of ``length`` bytes at ``address``."""
    for place in places:
        blob = _Blob.from_address(place)
        if (blob.buffer, blob.length, blob.len_bytes) == (address, length, length):
            return blob
    raise DeviceError(_UNKNOWN)
