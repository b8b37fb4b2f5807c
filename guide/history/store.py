"""The sessions in the file of the history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guide.history.database import Database
from guide.history.records import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from sqlite3 import Connection

_COLUMNS = ", ".join(Row._fields)
_PUT = f"""
    INSERT INTO sessions ({_COLUMNS}) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (token) DO UPDATE SET outcome = excluded.outcome, record = excluded.record
"""
_NEWEST = f"SELECT {_COLUMNS} FROM sessions ORDER BY id DESC LIMIT ?"
_UNFINISHED = f"""
    SELECT {_COLUMNS} FROM sessions
    WHERE id IN (SELECT max(id) FROM sessions GROUP BY routine)
    AND outcome = 'running' AND (?1 IS NULL OR routine = ?1) ORDER BY id DESC
"""


class Store:
    """Rows of one file. Each method raises HistoryError when the file cannot be used."""

    def __init__(self, path: Path) -> None:
        """Use the file ``path``, made with its folder when the first session is put there."""
        self._database = Database(path)

    @property
    def mended(self) -> str | None:
        """A sentence when a damaged file was set aside, or None."""
        return self._database.mended

    def put(self, row: Row) -> None:
        """Add a session, or replace what was put of it before; then it is on the disk."""
        self._database.write(lambda connection: connection.execute(_PUT, row))

    def newest(self, limit: int | None = None) -> list[Row]:
        """Return the sessions, newest first, ``limit`` of them or all."""
        return self._select(_NEWEST, -1 if limit is None else limit)

    def unfinished(self, routine: bytes | None = None) -> list[Row]:
        """Return the newest session of each routine, or of one, where it is ``running``."""
        return self._select(_UNFINISHED, routine)

    def count(self) -> int:
        """Return how many sessions there are."""
        count = "SELECT count(*) FROM sessions"
        return self._database.read(lambda one: int(one.execute(count).fetchone()[0]), 0)

    def remove(self, unless: Callable[[Row], bool]) -> int:
        """Remove and overwrite every session, ``unless`` it says no; return how many."""

        def remove(connection: Connection) -> int:
            # No session can be put in between: the transaction has begun.
            unfinished = f"SELECT {_COLUMNS} FROM sessions WHERE outcome = 'running'"
            kept = [row.token for row in _rows(connection.execute(unfinished)) if unless(row)]
            marks = ", ".join("?" * len(kept))
            delete = f"DELETE FROM sessions WHERE token NOT IN ({marks})"
            return connection.execute(delete, kept).rowcount

        return self._database.write(remove)

    def _select(self, query: str, value: int | bytes | None) -> list[Row]:
        return self._database.read(lambda one: _rows(one.execute(query, (value,))), [])


def _rows(selected: Iterable[tuple[Any, ...]]) -> list[Row]:
    return [Row(*values) for values in selected]
