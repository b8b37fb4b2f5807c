"""A program with a screen on a scripted session, for tests on a real terminal.

python -m tests.guide.screen.on_terminal full|plain MOMENT [broken|restless]
"""

from __future__ import annotations

import fcntl
import sys
import termios
from typing import TYPE_CHECKING

from guide.cli.endings import take_signals
from guide.screen.full import FullScreen
from guide.screen.lines import Plain
from guide.session.commands import Verb
from tests.guide.screen.moments import MOMENTS, Scripted, moment

if TYPE_CHECKING:
    from guide.screen.view import Screen
    from guide.session.commands import Command
    from guide.session.now import Now


class Ending(Scripted):
    """Ends when it is told to, without a question."""

    def do(self, command: Command) -> None:
        """Remember the command; be over after the last one."""
        super().do(command)
        if command in (Verb.QUIT, Verb.END):
            self.over.set()


class Broken(Ending):
    """Breaks down once its first command has come."""

    def now(self) -> Now:
        """Fail, at some point in the middle of a session."""
        if self.told:
            raise RuntimeError("broken")
        return super().now()


class Restless(Ending):
    """Another page at every look, so that much is written."""

    def now(self) -> Now:
        """A moment with a title of its own."""
        self.looks = getattr(self, "looks", 0) + 1
        words = str(self.looks) * 99
        return moment(super().now(), title=words[:12], instruction=words, next_title=words)


KINDS = {"": Ending, "broken": Broken, "restless": Restless}


def main(screen_name: str, name: str, kind: str = "") -> None:
    """Run the screen as ``guide play`` does, and tell what the session was told."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # as the shell in a terminal's window has it
    take_signals()
    session = KINDS[kind](MOMENTS[name])
    screen: Screen = FullScreen() if screen_name == "full" else Plain()
    try:
        screen.run(session)
    finally:
        told = " ".join(command.name for command in session.told if isinstance(command, Verb))
        sys.stdout.write(f"told: {told}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
