"""A sound device that lives in a child process, so that it may hang or crash alone."""

from __future__ import annotations

import sys
import threading
from time import monotonic
from typing import TYPE_CHECKING, Any

from audio.child import Child, ChildError, NoAnswerError
from audio.errors import DeviceError, NoDeviceError

if TYPE_CHECKING:
    from audio.devices.device import Pull

OPEN_LIMIT_S = 4.0
"""Seconds that opening an output may take."""

STALL_LIMIT_S = 1.2
"""Seconds that the playhead may stand still before the output counts as lost."""

GRACE_S = 0.3
"""Seconds until what has long been sent is received."""

SWITCH_INTERVAL_S = 0.0005
"""How long another thread may keep the interpreter from the feeding one, in seconds.

Feeding a block passes the interpreter back and forth several times. With the usual 5 ms, three
threads that compile sections meanwhile would starve the output: 18 s of silence in 48 s.
"""


class ProcessDevice:
    """Feeds a child that plays: it says how many frames it wants, and how many were heard.

    The child is started when this is made, so that opening overlaps with other work; it begins
    to play with the first frames that ``start`` pulls.
    """

    def __init__(self, backend: str, output: str = "") -> None:
        """Start the child, without waiting.

        Args:
            backend: a key of ``audio.devices.worker.MODULES``.
            output: the name of one of its outputs, or a part of it; "" for the default.

        Raises:
            DeviceError: no process can be started.
        """
        try:
            self._child = Child("audio.devices.worker", "play", backend, output)
        except ChildError as error:
            raise DeviceError(f"The process that plays failed: {error}.") from error
        self._choice = backend, output
        self._name = backend
        self._open_by = monotonic() + OPEN_LIMIT_S
        self._wanted: int | None = None  # none until it is open
        self._heard = 0
        self._underruns = 0
        self._failure: Exception | None = None
        self._stopped = threading.Event()
        self._feeder: threading.Thread | None = None

    @property
    def name(self) -> str:
        """The backend, and once open what it plays to."""
        return self._name

    @property
    def heard(self) -> int:
        """Frames heard, as the child last said: some ms ago, and never too many."""
        return self._heard

    @property
    def underruns(self) -> int:
        """How often the child had to play silence because nothing had been sent in time."""
        return self._underruns

    @property
    def failure(self) -> Exception | None:
        """Why it stopped pulling by itself, if it did."""
        return self._failure

    def wait_until_open(self) -> None:
        """Wait until the output is open.

        Raises:
            DeviceError: it is not, ``OPEN_LIMIT_S`` after it was made.
        """
        if self._wanted is None:
            self._open(max(self._open_by - monotonic(), GRACE_S))

    def ready(self) -> bool:
        """Whether it is open, without waiting.

        Raises:
            DeviceError: it is not, ``OPEN_LIMIT_S`` after it was made.
        """
        over = monotonic() > self._open_by + GRACE_S
        if self._wanted is None and (self._child.has_answered or over):
            self._open(0)
        return self._wanted is not None

    def again(self) -> ProcessDevice:
        """Begin to open the same output anew.

        Raises:
            DeviceError: no process can be started.
        """
        return ProcessDevice(*self._choice)

    def start(self, pull: Pull) -> None:
        """Wait until the output is open, then begin to pull.

        Raises:
            DeviceError: it is not, ``OPEN_LIMIT_S`` after it was made.
        """
        self.wait_until_open()
        sys.setswitchinterval(min(sys.getswitchinterval(), SWITCH_INTERVAL_S))
        self._feeder = threading.Thread(target=self._feed, args=(pull,), name="device", daemon=True)
        self._feeder.start()

    def stop(self) -> None:
        """End the child at once."""
        self._stopped.set()
        self._child.kill()
        if self._feeder and self._feeder is not threading.current_thread():
            self._feeder.join()

    def _open(self, limit_s: float) -> None:
        try:
            header = self._receive(limit_s)
        except ChildError as error:
            self.stop()
            why = f"it did not answer within {OPEN_LIMIT_S:g} s"
            raise DeviceError(
                f"The sound device could not be opened with {self._name}: "
                f"{why if isinstance(error, NoAnswerError) else error}; restart the sound "
                "server, or play without sound."
            ) from error
        except DeviceError:
            self.stop()
            raise
        self._name, self._wanted = header["ready"], header["wanted"]

    def _feed(self, pull: Pull) -> None:
        sent, wanted = 0, self._wanted or 0
        try:
            while not self._stopped.is_set():
                if wanted > sent:
                    self._child.send({}, pull(wanted - sent))
                    sent = wanted
                counts = self._next_counts()
                wanted, self._heard = counts["wanted"], counts["heard"]
                self._underruns = counts["underruns"]
        except ChildError as error:
            if not self._stopped.is_set():
                why = "it stands still" if isinstance(error, NoAnswerError) else error
                self._failure = DeviceError(
                    f"The sound device was lost while playing: {why}; see whether it is connected, "
                    "or call guide doctor."
                )
        except Exception as error:  # reported to whoever asks for the failure
            self._failure = error
        finally:
            self._child.kill()

    def _next_counts(self) -> dict[str, Any]:
        try:
            return self._receive(STALL_LIMIT_S)
        except NoAnswerError:
            # Perhaps it was this process that stood still (Ctrl-Z, a starved machine): then what
            # the child has sent meanwhile is there in a moment.
            return self._receive(GRACE_S)

    def _receive(self, limit_s: float) -> dict[str, Any]:
        header, _ = self._child.receive(limit_s)
        if "error" in header:
            raise (NoDeviceError if header["none"] else DeviceError)(header["error"])
        return header
