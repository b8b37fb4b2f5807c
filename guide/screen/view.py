"""What a screen needs of a session, and what a session needs of a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import threading

    from guide.session.commands import Command
    from guide.session.now import Now

LOOKS_A_SECOND = 12
"""How often a screen reads what is going on. It times nothing: the device keeps time."""


class Session(Protocol):
    """A session as a screen knows it. Both methods may be called from any thread.

    Attributes:
        over: set when the end was heard, or the session was ended.
    """

    over: threading.Event

    def now(self) -> Now:
        """Return what is going on at this moment, as it is heard."""

    def do(self, command: Command) -> None:
        """Carry ``command`` out soon; never waits for it."""


class Screen(Protocol):
    """Shows a session and takes its keys."""

    def run(self, session: Session) -> None:
        """Show ``session`` until it is over, in the main thread.

        Ctrl-C, and the signal it stands for, is ``Verb.END``. The terminal is left as it was,
        after an exception and a signal too.
        """
