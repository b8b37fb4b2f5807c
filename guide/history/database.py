"""The file of the history: SQLite, opened for a moment at a time.

The rollback journal with ``synchronous = EXTRA`` leaves a single file behind, serves on network
drives too, and a transaction that was committed outlives a loss of power, as far as the disk
tells the truth (https://sqlite.org/pragma.html#pragma_synchronous). Nothing is kept open in
between, so that two players, ``guide history`` and whoever moves the file do not meet.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING, TypeVar

from guide.history.records import HistoryError, Row

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")

WAIT_S = 0.45
"""How long another program that has the file locked is waited for."""

VERSION = 1
"""Of the tables, kept as ``user_version``. A file of a newer one is left alone."""

_TABLES = (
    """CREATE TABLE sessions (
        id INTEGER PRIMARY KEY,  -- in the order in which they were begun
        token TEXT NOT NULL UNIQUE,
        began REAL NOT NULL,  -- UNIX time, in seconds
        routine BLOB NOT NULL,
        outcome TEXT NOT NULL,
        record TEXT NOT NULL
    )""",
    "CREATE INDEX sessions_by_routine ON sessions (routine)",
)
_COLUMNS = ("id", *Row._fields)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_FAULTS = (sqlite3.Error, UnicodeDecodeError)  # the second: a name or message, out of the file
_REASONS = {
    sqlite3.SQLITE_BUSY: "another program is using it; try again in a moment",
    sqlite3.SQLITE_FULL: "the disk is full; free some space there",
    sqlite3.SQLITE_READONLY: "writing is not permitted there",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; see whether its folder may be written",
}


class Database:
    """One file. Safe for several threads and processes at once.

    Attributes:
        mended: a sentence when a damaged file was set aside, or None.
    """

    def __init__(self, path: Path) -> None:
        """Use the file ``path``, made with its folder when it is first written."""
        self.path = path
        self.mended: str | None = None

    def write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do ``work`` in a transaction, and return its result when it is on the disk.

        Raises:
            HistoryError: it could not be written; nothing has changed.
        """
        return self._mending(lambda: self._write(work))

    def read(self, work: Callable[[sqlite3.Connection], T], nothing: T) -> T:
        """Do ``work``, or return ``nothing`` where nothing was ever written.

        Raises:
            HistoryError: it could not be read.
        """
        return self._mending(lambda: self._read(work, nothing))

    def _write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if not self.path.exists():  # what somebody's body can do is for nobody else to read
            self.path.touch(mode=0o600)
        with closing(self._connect()) as connection:
            connection.execute("PRAGMA synchronous = EXTRA")
            connection.execute("PRAGMA fullfsync = ON")  # macOS keeps its promise only so
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("BEGIN IMMEDIATE")
            if not self._is_made(connection):
                for statement in _TABLES:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {VERSION}")
            result = work(connection)
            connection.execute("COMMIT")
        return result

    def _read(self, work: Callable[[sqlite3.Connection], T], nothing: T) -> T:
        if not self.path.exists():  # opening it would make it
            return nothing
        with closing(self._connect()) as connection:
            connection.execute("BEGIN")
            return work(connection) if self._is_made(connection) else nothing

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=WAIT_S, isolation_level=None)
        connection.text_factory = lambda text: text.decode(errors="replace")
        return connection

    def _is_made(self, connection: sqlite3.Connection) -> bool:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            newer = "a newer version of this program has written it, so it is left alone"
            raise HistoryError(f"{self._name} cannot be used: {newer}; update the program.")
        found = connection.execute("SELECT name FROM pragma_table_info('sessions')").fetchall()
        if version == VERSION and [name for (name,) in found] != list(_COLUMNS):
            damaged = sqlite3.DatabaseError("its table is not as it was made")
            damaged.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise damaged
        return bool(version == VERSION)

    def _mending(self, work: Callable[[], T]) -> T:
        """Do ``work``; if the file turns out to be damaged, with a new one instead."""
        try:
            before = self.path.stat() if self.path.exists() else None
            try:
                return work()
            except _FAULTS as error:
                if before is None or not _shows_damage(error):
                    raise
                self._set_aside(before)
                return work()
        except _FAULTS as error:
            why = _REASONS.get(_code(error), str(error))
            raise HistoryError(f"{self._name} cannot be used: {why}.") from error
        except OSError as error:
            raise HistoryError(f"{self._name} cannot be used: {error.strerror}.") from error

    def _set_aside(self, damaged: os.stat_result) -> None:
        """Give the file another name, unless another process did so in the meantime."""
        if not os.path.samestat(self.path.stat(), damaged):
            return
        stamp = time.strftime("%Y%m%d-%H%M%S")
        aside = self.path.with_name(f"{self.path.stem}.damaged-{stamp}{self.path.suffix}")
        journal = self.path.with_name(f"{self.path.name}-journal")
        if journal.exists():  # it would be played back into the new file
            journal.replace(aside.with_name(f"{aside.name}-journal"))
        self.path.replace(aside)
        self.mended = f"{self._name} was damaged: it is now {aside.name}, and a new one is begun."

    @property
    def _name(self) -> str:
        return f"The history {self.path}"


def _shows_damage(error: Exception) -> bool:
    return isinstance(error, UnicodeDecodeError) or _code(error) in _DAMAGED


def _code(error: Exception) -> int:
    """Return SQLite's primary result code, or 0 for an error that is Python's own."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
