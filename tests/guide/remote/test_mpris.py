"""A session on a real session bus, as MPRIS 2.2 says, seen by a client that listens."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import TYPE_CHECKING, Any

import pytest

from audio.clip import to_frames
from guide.remote.controls import remote_controls
from guide.remote.mpris import NAME, check
from guide.session.commands import SetVolume, Verb
from tests.guide.remote.session import ScriptedSession

pytest.importorskip("dbus_fast")

from dbus_fast.errors import DBusError

from tests.guide.remote.client import client, names, on_bus

if TYPE_CHECKING:
    from tests.guide.remote.bus import SessionBus

pytestmark = pytest.mark.needs("dbus-run-session")

MEMBERS = {
    "org.mpris.MediaPlayer2": {
        *("Raise", "Quit", "CanQuit", "CanRaise", "HasTrackList", "Identity"),
        *("SupportedUriSchemes", "SupportedMimeTypes"),
    },
    "org.mpris.MediaPlayer2.Player": {
        *("Next", "Previous", "Pause", "PlayPause", "Stop", "Play", "Seek", "SetPosition"),
        *("OpenUri", "Seeked", "PlaybackStatus", "Rate", "Metadata", "Volume", "Position"),
        *("MinimumRate", "MaximumRate", "CanGoNext", "CanGoPrevious", "CanPlay", "CanPause"),
        *("CanSeek", "CanControl"),
    },
}
"""What the specification requires of each interface."""


def test_both_interfaces_are_whole(address: str, session: ScriptedSession) -> None:
    """Every member that MPRIS 2.2 does not call optional is there, and no other."""

    async def seen() -> dict[str, set[str]]:
        async with on_bus(address) as bus:
            node = await bus.introspect(NAME, "/org/mpris/MediaPlayer2")
        return {
            it.name: {member.name for member in (*it.methods, *it.signals, *it.properties)}
            for it in node.interfaces
            if it.name.startswith("org.mpris")
        }

    assert asyncio.run(seen()) == MEMBERS


def test_the_root_says_what_it_is_and_quit_ends_the_session(
    address: str, session: ScriptedSession
) -> None:
    """A desktop can name the player and end it, but neither raise nor feed it."""

    async def use() -> dict[str, Any]:
        async with client(address) as it:
            every = await it.properties.call_get_all("org.mpris.MediaPlayer2")
            await it.root.call_raise()
            await it.root.call_quit()
        return {name: variant.value for name, variant in every.items()}

    assert asyncio.run(use()) == {
        "Identity": "Stretch guide",
        "CanQuit": True,
        "CanRaise": False,
        "HasTrackList": False,
        "SupportedUriSchemes": [],
        "SupportedMimeTypes": [],
    }
    assert session.told() == Verb.END


def test_what_changes_is_told_and_nothing_else(address: str, session: ScriptedSession) -> None:
    """A display need not ask: state, title, length and volume come by themselves."""

    async def watch() -> None:
        async with client(address) as it:
            session.show(state="paused")
            assert await it.change() == {"PlaybackStatus": "Paused"}
            session.show(volume=0.25)
            assert await it.change() == {"Volume": 0.25}
            session.show(title="Cat-cow", step=2)
            (changed,) = (await it.change()).values()
            assert changed["xesam:title"].value == "Cat-cow"
            session.show(session_frames=None)
            changed = await it.change()
            assert changed["CanSeek"] is False
            assert "mpris:length" not in changed["Metadata"]
            session.show(step=4)
            assert await it.change() == {"CanGoNext": False}

    asyncio.run(watch())


def test_a_jump_is_told_and_running_on_is_not(address: str, session: ScriptedSession) -> None:
    """A display that lets the position run while playing is set right after each jump."""

    async def watch() -> None:
        async with client(address) as it:
            session.show(state="paused")
            await it.change()
            session.show(position=to_frames(300))
            while await it.jump() != 300_000_000:  # what had drifted before the pause may come
                pass
            session.show(position=to_frames(300.2))  # less than a person sees
            session.show(volume=0.5)
            await it.change()
            session.show(position=to_frames(30))
            assert await it.jump() == 30_000_000

    asyncio.run(watch())


def test_a_session_that_waits_is_told_as_standing(address: str, session: ScriptedSession) -> None:
    """While it waits for "next" it plays, but its position does not go on."""

    async def watch() -> None:
        async with client(address) as it:
            session.show(state="ready")
            assert [await it.jump(), await it.jump()] == [60_000_000, 60_000_000]

    asyncio.run(watch())


def test_what_makes_no_sense_changes_nothing(address: str, session: ScriptedSession) -> None:
    """Positions outside the session or of another track, another pace, not a number, a URI."""

    async def use() -> None:
        async with client(address) as it:
            track = (await it.player.get_metadata())["mpris:trackid"].value
            await it.player.call_set_position("/another/track", 0)
            await it.player.call_set_position(track, -1)
            await it.player.call_set_position(track, 600_100_000)
            await it.player.set_rate(2.0)
            await it.player.set_volume(float("nan"))
            with pytest.raises(DBusError):
                await it.player.call_open_uri("file:///song.ogg")
            session.show(step=4, session_frames=None)
            await it.player.call_next()
            await it.player.call_seek(1_000_000)
            assert not list(session.commands.queue)
            await it.player.set_volume(7.0)
            await it.player.set_volume(-1.0)
            await it.player.set_rate(0.0)

    asyncio.run(use())
    assert [session.told() for _ in range(3)] == [SetVolume(1.0), SetVolume(0.0), Verb.PAUSE]


def test_a_second_session_takes_a_name_of_its_own(address: str, session: ScriptedSession) -> None:
    """Both can be reached, the second as the instance that its process is."""

    async def both() -> list[str]:
        async with on_bus(address) as bus, asyncio.timeout(20):
            while len(found := await names(bus)) < 2:
                pass
        return found

    with remote_controls(ScriptedSession()):
        assert asyncio.run(both()) == [NAME, f"{NAME}.instance{os.getpid()}"]


@pytest.mark.parametrize("ending", ["closed", "over"])
def test_it_leaves_the_bus_with_the_session(bus: SessionBus, address: str, ending: str) -> None:
    """A display shows no session that is not there."""

    async def gone() -> None:
        async with on_bus(address) as seen, asyncio.timeout(20):
            while await names(seen):
                pass

    async def wait_for_it() -> None:
        async with client(address):
            pass

    session = ScriptedSession()
    with remote_controls(session):
        asyncio.run(wait_for_it())
        if ending == "over":
            session.over.set()
            asyncio.run(gone())
    asyncio.run(gone())


def test_the_check_is_content_with_a_bus(bus: SessionBus) -> None:
    """It finds nothing wrong, with no session and beside one."""
    assert check() is None


def test_the_check_says_when_a_bus_does_not_answer(bus: SessionBus) -> None:
    """A frozen bus is named, not waited for."""
    bus.freeze()
    try:
        assert check() == "the D-Bus session bus does not answer"
    finally:
        bus.thaw()


def test_the_check_says_when_there_is_no_bus(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a desktop has none."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all")
    assert str(check()).startswith("no D-Bus session (")


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_the_check_says_that_others_have_no_bus(
    platform: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody there is sent to install a library that would not help."""
    monkeypatch.setattr("sys.platform", platform)
    assert check() == "they are served on Linux only"


def test_the_check_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Media keys are an extra, and its name is told."""
    monkeypatch.setitem(sys.modules, "dbus_fast.aio", None)
    assert check() == "install with pip install 'stretch-guide[mpris]'"
