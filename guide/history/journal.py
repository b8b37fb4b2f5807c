"""Writes what becomes of one session, beside it: the session never waits for a disk."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from guide.history.alive import SignOfLife
    from guide.session.report import Report

RETRY_S = 5.0
"""After this time what could not be written is tried again, if nothing newer is."""

CLOSE_S = 1.0
"""How long the end of a session waits until its last report is written."""


class SessionJournal:
    """A ``Journal`` that writes in a thread of its own; only the newest report counts."""

    def __init__(
        self,
        write: Callable[[Report], bool],
        late: Callable[[], None],
        sign: SignOfLife,
        report: Report,
    ) -> None:
        """Begin to write at once.

        Args:
            write: keeps a report and tells whether it could; may take long, never raises.
            late: called when the last report is not written by the end of ``CLOSE_S``.
            sign: held until the journal is closed.
            report: the first one.
        """
        self._write = write
        self._late = late
        self._sign = sign
        self._newest: Report | None = report
        self._closing = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._write_all, name="history", daemon=True)
        self._thread.start()

    def keep(self, report: Report) -> None:
        """Keep the newest report of the session; returns at once and never raises."""
        with self._changed:
            self._newest = report
            self._changed.notify()

    def close(self) -> None:
        """Wait until the newest report is written, ``CLOSE_S`` at most; harmless when repeated."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        self._thread.join(CLOSE_S)
        if self._thread.is_alive():
            self._late()

    def _write_all(self) -> None:
        pending: Report | None = None
        closing = False
        while not closing:
            with self._changed:
                self._changed.wait_for(
                    lambda: self._newest or self._closing, RETRY_S if pending else None
                )
                pending, self._newest = self._newest or pending, None
                closing = self._closing
            if pending:
                self._sign.show()  # before anybody can read of a session that is going on
                if self._write(pending):
                    pending = None
        self._sign.end()
