"""What became of the sessions that were played, kept in a file of the user's own."""

from guide.history.history import History
from guide.history.journal import SessionJournal
from guide.history.records import HistoryError, Interrupted, Session

__all__ = ["History", "HistoryError", "Interrupted", "Session", "SessionJournal"]
