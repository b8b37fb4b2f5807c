"""What a screen is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from guide.session.view import LiveSession

LOOKS_A_SECOND = 12
"""How often a screen reads what is going on. It times nothing: the device keeps time."""


class Screen(Protocol):
    """Shows a session and takes its keys."""

    def run(self, session: LiveSession) -> None:
        """Show ``session`` until it is over, in the main thread.

        Ctrl-C, and the signal it stands for, is ``Verb.END``. The terminal is left as it was,
        after an exception and a signal too.
        """
