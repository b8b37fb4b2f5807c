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

State = Literal["playing", "waiting", "paused", "finished"]

FADE_FRAMES = SAMPLE_RATE * 5 // 1000
"""Frames in which a pause or a jump fades out, and in again: 5 ms, too short for a click."""

_GAIN = (0.5 - 0.5 * np.cos(np.pi * np.arange(FADE_FRAMES + 1) / FADE_FRAMES)).astype(np.float32)
_NOTHING = np.zeros(0, np.int16)


class Transport:
    """Lays the timeline into the device's endless stream, and says what is heard of it.

    Whenever the device asks for a block it is made of pieces, each the first that applies:

    - **fade**: a pause or a jump is wanted, and the sound is not silent yet: the next frames of
      the timeline, getting quieter. When silent, a jump moves on to its frame;
    - **paused**: silence; the timeline stands still;
    - **finished**: the timeline has ended: silence;
    - **waiting**: its next frames are not ready: silence; the timeline stands still;
    - **playing**: the next frames of the timeline; after a fade, first getting louder.

    So silence is put in, but no frame is ever left out or played twice: a pause or a wait never
    eats a hold. There is no clock but the device.
    """

    def __init__(self, device: Device, read: Read, start: int = 0) -> None:
        """Take over a device.

        Args:
            device: not yet started.
            read: gives the timeline; called by the device's thread.
            start: the frame to begin with; elsewhere than at 0 the sound fades in.
        """
        self.finished = threading.Event()
        """Set when the last frame has been heard. It never is after a ``failure``."""
        self._device = device
        self._read = read
        self._lock = threading.Lock()
        self._next = start  # frame of the timeline that is asked for next
        self._ledger = Ledger(start)  # where frames of the timeline lie in the device's stream
        self._end: int | None = None  # frame of the stream at which the timeline has ended
        self._jump: int | None = None  # frame of the timeline to go on from, once silent
        self._gain = 0 if start else FADE_FRAMES  # index into _GAIN
        self._paused = False
        self._waiting = True

    def start(self) -> None:
        """Begin to play.

        Raises:
            DeviceError: the device could not be opened.
        """
        self._device.start(self._pull)

    def stop(self) -> None:
        """Stop at once and let go of the device; harmless when called twice."""
        self._device.stop()

    def pause(self) -> None:
        """Fade out and stand still."""
        with self._lock:
            self._paused = True

    def resume(self) -> None:
        """Go on where the pause began."""
        with self._lock:
            self._paused = False

    def seek(self, frame: int) -> None:
        """Go on from ``frame`` of the timeline; a pause stays one.

        Raises:
            ValueError: ``frame`` is negative.
        """
        if frame < 0:
            raise ValueError(f"the timeline begins at frame 0, so there is no frame {frame}")
        with self._lock:
            self._jump = frame
            self.finished.clear()

    @property
    def position(self) -> int:
        """The frame of the timeline up to which it has been heard."""
        with self._lock:
            return self._ledger.at(self._device.heard)

    @property
    def state(self) -> State:
        """What is wanted and what is going on, as asked for; it is heard a moment later."""
        with self._lock:
            if self.finished.is_set():
                return "finished"
            if self._paused:
                return "paused"
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
            return block.tobytes()

    def _fill(self, block: Samples) -> int:
        """Put the next piece at the start of ``block``; return its frames."""
        leaving = self._paused or self._jump is not None
        if leaving and (self._gain == 0 or self._ledger.frames == 0):
            return self._arrive() if self._jump is not None else self._stand_still(len(block))
        piece = self._next_piece(leaving, len(block))
        if len(piece) == 0:
            if not leaving:
                return self._stand_still(len(block))
            self._gain = 0  # nothing that could fade: it is silent already
            return 0
        block[: len(piece)] = self._faded(piece, leaving)
        self._ledger.add_source(self._next, len(piece))
        self._next += len(piece)
        return len(piece)

    def _arrive(self) -> int:
        assert self._jump is not None
        self._next, self._jump, self._end = self._jump, None, None
        self._gain = 0
        return 0

    def _stand_still(self, frames: int) -> int:
        self._ledger.add_silence(self._next, frames)
        return frames

    def _next_piece(self, leaving: bool, room: int) -> Samples:
        """Read what comes next, as far as one fade goes; empty when there is nothing to play."""
        fade = self._gain if leaving else FADE_FRAMES - self._gain
        piece = None
        if self._end is None:
            piece = self._read(self._next, min(fade or room, room))
            if piece is None:
                self._end = self._ledger.frames
        self._waiting = piece is not None and len(piece) == 0
        return _NOTHING if piece is None else piece

    def _faded(self, piece: Samples, leaving: bool) -> Samples:
        if self._gain == FADE_FRAMES and not leaving:
            return piece  # the samples themselves, as exported
        step = -1 if leaving else 1
        gains = _GAIN[self._gain + step * np.arange(1, len(piece) + 1)]
        self._gain += step * len(piece)
        faded: Samples = np.rint(piece * gains).astype(np.int16)
        return faded
