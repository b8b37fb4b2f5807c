"""A line for each cue: for a screen reader, a log file, and whatever is no full terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from guide.language.durations import clock
from guide.language.messages import Message
from guide.language.words import ENGLISH, words_of
from guide.screen.help import help_text
from guide.screen.keyboard import keyboard
from guide.screen.keys import HELP, command_for
from guide.screen.page import clean
from guide.screen.saying import sentence
from guide.screen.view import LOOKS_A_SECOND
from guide.session.commands import Verb

if TYPE_CHECKING:
    from guide.compiling.timeline import Cue
    from guide.language.words import Words
    from guide.screen.keyboard import Read
    from guide.session.now import Now
    from guide.session.view import LiveSession

_SOUNDS = {
    "start": Message("a sound", "start chime"),
    "change": Message("a sound", "change chime"),
    "end": Message("a sound", "end chime"),
    "halfway": Message("a sound", "halfway chime"),
    "alarm": Message("a sound", "alarm chime"),
    "session_end": Message("a sound", "session end chime"),
    "rising": Message("a sound", "rising tone"),
    "falling": Message("a sound", "falling tone"),
}


class Plain:
    """Prints what is heard as it is heard; takes single keys where there is a keyboard."""

    def __init__(self) -> None:
        """Begin with nothing printed."""
        self._words = ENGLISH
        self._cue_at = -1
        self._sentence = ""
        self._notice: tuple[str, ...] = ()

    def run(self, session: LiveSession) -> None:
        """Show ``session`` until it is over, in the main thread; see ``Screen.run``.

        Raises:
            KeyboardInterrupt: Ctrl-C a second time, while the first is being carried out.
        """
        with keyboard(session.over) as read:
            try:
                self._follow(session, read)
            except KeyboardInterrupt:
                session.do(Verb.END)
                self._follow(session, read)

    def _follow(self, session: LiveSession, read: Read) -> None:
        while not session.over.is_set():
            now = session.now()
            self._words = words_of(now.language)
            self._tell(session)
            self._show(now)
            for key in read(1 / LOOKS_A_SECOND):
                if key == HELP and session.now().state != "alarm":
                    click.echo(help_text(self._words))
                else:
                    session.do(command_for(key, self._words))
        self._tell(session)

    def _tell(self, session: LiveSession) -> None:
        """Print all cues that have begun since the last look, which may be several at speed."""
        for began, cue in session.heard_since(self._cue_at):
            self._cue_at = began
            if cue.kind != "silence" and cue.sound != "wake":  # which is for the speaker
                click.echo(f"{clock(began):>7}  {_heard(cue, self._words)}")

    def _show(self, now: Now) -> None:
        """Print notices and the state, each once, when it has just begun."""
        if now.notice != self._notice:
            for line in now.notice:
                click.echo(clean(line))
        self._notice = now.notice
        said = sentence(now)
        if said and said != self._sentence:
            click.echo(f"{'':>7}  {clean(said)}")
        self._sentence = said


def _heard(cue: Cue, words: Words) -> str:
    return clean(cue.text or f"({words.of(_SOUNDS[cue.sound or ''])})")
