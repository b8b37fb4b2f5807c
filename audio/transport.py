"""The only owner of the play position."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import numpy as np

from audio.clip import SAMPLE_RATE
from audio.devices.ledger import Ledger

if TYPE_CHECKING:
    from audio.clip import Samples
    from audio.devices.device import Device

Read = Callable[[int, int], "Samples | None"]
"""``read(start, frames)``: up to ``frames`` frames of the timeline from frame ``start``, shape
(n,), int16; empty when they are not ready yet; None at the end. It must not wait."""

Edit = Callable[[int], int]
"""``edit(earliest)`` changes what the timeline has from some frame on, not before ``earliest``, and
returns that frame. It must not wait."""

State = Literal["playing", "waiting", "finished"]

FADE_FRAMES = SAMPLE_RATE * 5 // 1000
"""Frames in which the sound fades out before a splice, and in again after it: 5 ms, too short
to hear and long enough not to click."""

_RAMP = (0.5 - 0.5 * np.cos(np.pi * np.arange(FADE_FRAMES + 1) / FADE_FRAMES)).astype(np.float32)
_NOTHING = np.zeros(0, np.int16)


class Transport:
    """Lays the timeline into the device's endless stream, and says what is heard of it.

    Whenever the device asks for a block it is made of pieces, each the first that applies:

    - **finished**: the timeline has ended: silence;
    - **waiting**: its next frames are not ready: silence; the timeline stands still;
    - **playing**: the next frames of the timeline, through a notch around each splice.

    So silence is put in, but no frame is ever left out or played twice: a wait never eats a
    hold. There is no clock but the device. What is to be heard next is changed by a splice, at
    the first frame that the device has not asked for yet and a fade.
    """

    def __init__(self, device: Device, read: Read, start: int = 0, volume: float = 1.0) -> None:
        """Take over a device.

        Args:
            device: not yet started.
            read: gives the timeline; called by the device's thread.
            start: the frame to begin with; elsewhere than at 0 the sound fades in.
            volume: from the first frame on, 0.0 to 1.0.
        """
        self.finished = threading.Event()
        """Set when the last frame has been heard. It never is after a ``failure``."""
        self._device = device
        self._read = read
        self._lock = threading.Lock()
        self._next = start  # frame of the timeline that is asked for next
        self._ledger = Ledger(start)  # where frames of the timeline lie in the device's stream
        self._end: int | None = None  # frame of the stream at which the timeline has ended
        self._splices = [start] if start else []  # frames of the timeline, the latest ones
        self._waiting = True
        self._volume = self._reached = volume  # linear; wanted, and that of the last frame

    def start(self) -> None:
        """Begin to play.

        Raises:
            DeviceError: the device could not be opened.
        """
        self._device.start(self._pull)

    def stop(self) -> None:
        """Stop at once and let go of the device; harmless when called twice."""
        self._device.stop()

    def splice(self, edit: Edit) -> int:
        """Change what comes: the sound fades out, and what is new fades in; return its frame."""
        with self._lock:
            at = edit(self.earliest)
            near = [f for f in self._splices if f + FADE_FRAMES > self._next and f < at]
            self._splices = [*near, at] if self._ledger.frames else near
            self._end = None
            self.finished.clear()
            return at

    @property
    def volume(self) -> float:
        """From 0.0, silent, to 1.0, unchanged; linear in amplitude. A change fades over a block."""
        return self._volume

    @volume.setter
    def volume(self, volume: float) -> None:
        self._volume = min(1.0, max(0.0, volume))

    @property
    def position(self) -> int:
        """The frame of the timeline up to which it has been heard."""
        with self._lock:
            return self._ledger.at(self._device.heard)

    @property
    def next(self) -> int:
        """The first frame of the timeline that the device has not asked for."""
        return self._next

    @property
    def earliest(self) -> int:
        """The first frame of the timeline that a splice could change now."""
        return self._next + FADE_FRAMES * (self._ledger.frames > 0)

    @property
    def state(self) -> State:
        """What is going on, as asked for; it is heard a moment later."""
        if self.finished.is_set():
            return "finished"
        return "waiting" if self._waiting else "playing"

    @property
    def failure(self) -> Exception | None:
        """Why the device stopped by itself, if it did."""
        return self._device.failure

    def _pull(self, frames: int) -> bytes:
        with self._lock:
            block = np.zeros(frames, np.int16)
            filled = 0
            while filled < frames:
                filled += self._fill(block[filled:])
            if self._end is not None and self._device.heard >= self._end:
                self.finished.set()
            return self._at_volume(block).tobytes()

    def _fill(self, block: Samples) -> int:
        """Put the next piece at the start of ``block``; return its frames."""
        piece = self._next_piece(len(block))
        if len(piece) == 0:
            self._ledger.add_silence(self._next, len(block))
            return len(block)
        block[: len(piece)] = self._faded(piece)
        self._ledger.add_source(self._next, len(piece))
        self._next += len(piece)
        return len(piece)

    def _next_piece(self, room: int) -> Samples:
        """Read what comes next; empty when there is nothing to play."""
        if self._end is not None:
            return _NOTHING
        piece = self._read(self._next, room)
        if piece is None:
            self._end = self._ledger.frames
        self._waiting = piece is not None and len(piece) == 0
        return _NOTHING if piece is None else piece

    def _faded(self, piece: Samples) -> Samples:
        """Return ``piece``, which begins at the next frame, as it is heard near splices."""
        near = [at for at in self._splices if abs(at - self._next) < FADE_FRAMES + len(piece)]
        if not near:
            return piece  # the samples themselves, as exported
        frames = self._next + np.arange(len(piece))
        gains = np.ones(len(piece), np.float32)
        for at in near:
            away = np.where(frames < at, at - 1 - frames, frames - at + 1)
            gains *= _RAMP[np.minimum(away, FADE_FRAMES)]
        faded: Samples = np.rint(piece * gains).astype(np.int16)
        return faded

    def _at_volume(self, block: Samples) -> Samples:
        before, self._reached = self._reached, self._volume
        if before == self._reached == 1.0:
            return block
        gains = np.linspace(before, self._reached, len(block), dtype=np.float32)
        quieter: Samples = np.rint(block * gains).astype(np.int16)
        return quieter
