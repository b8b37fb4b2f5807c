"""``playerctl``, on a real session bus, shows and steers a session."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from audio.clip import to_frames
from guide.session.commands import Command, SeekTo, SetVolume, Verb

if TYPE_CHECKING:
    from tests.guide.remote.bus import SessionBus
    from tests.guide.remote.session import ScriptedSession

PLAYING = (Path(__file__).parents[3] / "docs" / "playing.md").read_text("utf-8")
SHOWN = re.findall(r"^playerctl --player=stretch_guide ([^#\n]+)", PLAYING, re.MULTILINE)

pytestmark = pytest.mark.needs("dbus-run-session", "playerctl")


def test_it_shows_what_is_going_on(bus: SessionBus, session: ScriptedSession) -> None:
    """The step is the title, the routine the album, and both times are the session's."""
    assert bus.playerctl("status") == "Playing"
    assert bus.playerctl("metadata", "xesam:title") == "Child's pose"
    assert bus.playerctl("metadata", "xesam:album") == "Lower-back spasm relief"
    assert bus.playerctl("metadata", "mpris:length") == "600000000"
    assert bus.playerctl("volume") == "1.000000"
    session.show(state="paused", title="Cat-cow")
    assert bus.playerctl("status") == "Paused"
    assert bus.playerctl("metadata", "xesam:title") == "Cat-cow"
    assert bus.playerctl("position") == "60.000000"


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        ("play-pause", Verb.TOGGLE),
        ("pause", Verb.PAUSE),
        ("play", Verb.RESUME),
        ("next", Verb.NEXT),
        ("previous", Verb.BACK),
        ("stop", Verb.END),
        ("volume 0.5", SetVolume(0.5)),
        ("position 10", SeekTo(to_frames(10))),
        ("position 10+", SeekTo(to_frames(70))),
        ("position 10-", SeekTo(to_frames(50))),
        ("position 100-", SeekTo(0)),
        ("position 1000+", Verb.NEXT),
    ],
)
def test_each_of_its_commands_is_one_command_to_the_session(
    bus: SessionBus, session: ScriptedSession, arguments: str, command: Command
) -> None:
    """Media keys are the same road as the keys of the keyboard."""
    assert bus.playerctl(*arguments.split()) == ""
    assert session.told() == command
    assert session.commands.empty()


def test_pause_and_play_are_seen_in_the_status(bus: SessionBus, session: ScriptedSession) -> None:
    """What a key has changed is shown by the next look."""
    bus.playerctl("pause")
    assert session.told() == Verb.PAUSE
    assert bus.playerctl("status") == "Paused"
    bus.playerctl("play")
    assert session.told() == Verb.RESUME
    assert bus.playerctl("status") == "Playing"


@pytest.mark.parametrize("arguments", SHOWN)
def test_what_the_documents_show_reaches_the_session(
    bus: SessionBus, session: ScriptedSession, arguments: str
) -> None:
    """Each line of docs/playing.md is a command."""
    assert bus.playerctl(*arguments.split()) == ""
    session.told()
