"""Plain lines: what is heard, once each, and what the person should know."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from guide.language.words import ENGLISH
from guide.screen.help import help_text
from guide.screen.keyboard import keys_in
from guide.screen.keys import OTHER
from guide.screen.lines import Plain
from tests.guide.screen.moments import MOMENTS, SECOND, Scripted, moment, spoken

if TYPE_CHECKING:
    from guide.session.now import Now


class Passing(Scripted):
    """Goes on to its next moment each time it is looked at; over after the last."""

    def __init__(self, *moments: Now) -> None:
        """Begin before the first of ``moments``."""
        super().__init__()
        self._rest = list(moments)

    def now(self) -> Now:
        """The next moment."""
        self.moment = self._rest.pop(0)
        if not self._rest:
            self.over.set()
        return self.moment


def printed(capsys: pytest.CaptureFixture[str], *moments: Now) -> list[str]:
    """The lines printed for some moments in a row."""
    Plain().run(Passing(*moments))
    return capsys.readouterr().out.splitlines()


def test_a_cue_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """However often it is looked at; silence has none; times are those of the session."""
    reach = spoken("Reach up.", cue_at=5 * SECOND)
    again = spoken("Reach up.", cue_at=65 * SECOND)
    lines = printed(capsys, reach, reach, moment(cue_at=7 * SECOND), again, again)
    assert lines == ["   0:05  Reach up.", "   1:05  Reach up."]


def test_a_state_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    """Each time it begins, with the key to press; a fault with what is wrong."""
    paused, lost, asking = (MOMENTS[name] for name in ("paused", "lost", "asking"))
    lines = printed(capsys, paused, paused, moment(), paused, lost, asking)
    said = "The session stands still. Press space to go on."
    assert [line.strip() for line in lines] == [
        said,
        said,
        f"Press s to go on without sound. {lost.fault}",
        "End the session? Press y or q to end it, n to go on.",
    ]


def test_text_cannot_move_the_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    """Signs that a terminal obeys are left out."""
    lines = printed(capsys, spoken("Stop\x1b[2J\x07 now.\r\nRest."), moment())
    assert lines == ["   3:48  Stop [2J  now.  Rest."]


def test_the_help_has_every_verb_with_a_key() -> None:
    """A line each."""
    assert "  space  pause, or go on" in help_text(ENGLISH).splitlines()


def test_typed_characters_are_keys() -> None:
    """Escape sequences of arrows in both forms are one key each."""
    typed = " N+\x1b[A\x1bOB\x1b[1;5C\r\x1b"
    assert keys_in(typed) == ["space", "N", "+", "up", "down", "right", "enter", "escape"]


@pytest.mark.parametrize(
    "sequence",
    ["\x1b[H", "\x1b[F", "\x1b[5~", "\x1b[3~", "\x1b[15~", "\x1bOP", "\x1b[1;2P", "\x1b[[E"],
)
def test_any_key_is_one(sequence: str) -> None:
    """Home, End, Page Up, Delete and the function keys too: an alarm is ended by any."""
    assert keys_in(f"{sequence}n") == [OTHER, "n"]


def test_waiting_without_a_keyboard_ends_with_the_session() -> None:
    """A session over a pipe is over when it is over, not at the next key."""
    session = Scripted()
    thread = threading.Thread(target=Plain().run, args=(session,))
    thread.start()
    session.over.set()
    thread.join(10)
    assert not thread.is_alive()
