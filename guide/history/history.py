"""The sessions that were played, what became of them, and which can be gone on with."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from guide.folders import history_file, is_path
from guide.history.alive import SignOfLife, is_alive
from guide.history.journal import SessionJournal
from guide.history.records import (
    HistoryError,
    Interrupted,
    Row,
    Session,
    encode_choices,
    encode_routine,
    to_interrupted,
    to_row,
    to_session,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from guide.history.store import Store
    from guide.session.report import Report


class History:
    """One file of sessions; several programs may use it at once."""

    def __init__(self, path: Path | None = None) -> None:
        """Use ``path``, or the user's own file; nothing is opened yet."""
        self.path = path or history_file()
        self._fault: str | None = None

    @property
    def fault(self) -> str | None:
        """A sentence about what went wrong so far and is not made good, or None."""
        mended = self._store.mended if "_store" in self.__dict__ else None
        return " ".join(filter(None, (mended, self._fault))) or None

    def begin(
        self,
        routine: str,
        choices: Mapping[str, object],
        report: Report,
        going_on: Interrupted | None = None,
    ) -> SessionJournal:
        """Begin to keep a session. Returns at once and never raises; see ``fault`` afterwards.

        Args:
            routine: its name or path, as typed.
            choices: what was chosen for it: level, talk, voice and so on.
            report: the first one; kept like those that follow.
            going_on: the session that it goes on with, in whose place it is kept.
        """
        token, began = os.urandom(8).hex(), time.time()
        if going_on:
            token, began = going_on.token, going_on.began.timestamp()
        routine, encoded = _identity(routine), encode_choices(choices)
        missing = "This session may be missing in it."

        def write(report: Report) -> bool:
            try:
                self._store.put(to_row(token, began, routine, encoded, report))
            except Exception as error:  # whatever it is, the session goes on
                self._fault = f"{error} {missing}"
                return False
            self._fault = None
            return True

        def late() -> None:
            self._fault = f"The history {self.path} was not written in time. {missing}"

        return SessionJournal(write, late, SignOfLife(self._sign(token)), report)

    def sessions(self, limit: int | None = None) -> list[Session]:
        """Return the sessions, newest first, ``limit`` of them or all.

        Raises:
            HistoryError: the file cannot be read.
        """
        return self._read(self._store.newest(limit))

    def count(self) -> int:
        """Return how many sessions there are.

        Raises:
            HistoryError: the file cannot be read.
        """
        return self._store.count()

    def interrupted(self, routine: str | None = None) -> Interrupted | None:
        """Return the newest session that was killed and can be gone on with, or None.

        A session is on offer until another one of the same routine is begun. Never raises; see
        ``fault`` afterwards.

        Args:
            routine: a name or path, as typed, if only its sessions count.
        """
        try:
            rows = self._store.unfinished(encode_routine(_identity(routine)) if routine else None)
        except HistoryError as error:
            self._fault = str(error)
            return None
        for row in rows:
            session = to_session(row, self._lives(row))
            if session and (found := to_interrupted(row.token, session)):
                return found
        return None

    def give_up(self, last: Interrupted) -> None:
        """Take a session off the offer: it was interrupted, and cannot be gone on with.

        Never raises; see ``fault`` afterwards.
        """
        report = replace(last.report, outcome="interrupted")
        self.begin(last.routine, last.choices, report, last).close()

    def clear(self) -> int:
        """Delete every session that is not going on; return how many that were.

        Raises:
            HistoryError: the file cannot be written.
        """
        return self._store.remove(unless=self._lives) if self.count() else 0

    def _read(self, rows: list[Row]) -> list[Session]:
        """Return the sessions of ``rows``; what cannot be understood is left out."""
        sessions = (to_session(row, self._lives(row)) for row in rows)
        return [session for session in sessions if session]

    def _lives(self, row: Row) -> bool:
        return row.outcome == "running" and is_alive(self._sign(row.token))

    def _sign(self, token: str) -> Path:
        """Return the file that the program of a session holds."""
        return self.path.with_suffix(".running") / Path(str(token)).name

    @cached_property
    def _store(self) -> Store:
        try:  # SQLite takes some ms to import: in the journal's thread, not before the first word
            from guide.history.store import Store  # noqa: PLC0415
        except ImportError as error:
            raise HistoryError(f"There is no history: this Python lacks {error.name}.") from error
        return Store(self.path)


def _identity(routine: str) -> str:
    """Return what a routine is known by, wherever the program is called."""
    try:
        return str(Path(routine).resolve()) if is_path(routine) else routine
    except (OSError, RuntimeError):  # the folder we are in is gone; a circle of links
        return routine
