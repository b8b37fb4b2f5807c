"""A live session as whatever shows or steers it sees it: screens, media keys and others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import threading

    from guide.compiling.timeline import Cue
    from guide.session.commands import Command
    from guide.session.now import Now


class LiveSession(Protocol):
    """Shown by what it says it is doing, and steered by commands. Usable from any thread."""

    @property
    def over(self) -> threading.Event:
        """Set when the end was heard, or the session was ended."""

    def now(self) -> Now:
        """Return what is heard at this moment."""

    def heard_since(self, frame: int) -> list[tuple[int, Cue]]:
        """Return each cue that began after ``frame`` of the session, with the frame it began.

        They are in order, and the last is what is heard; -1 asks for all.
        """

    def do(self, command: Command) -> None:
        """Have ``command`` done, soon. It returns at once and never raises."""
