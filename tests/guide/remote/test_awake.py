"""A machine that is kept awake: by a desktop's service on a real bus, or by nothing."""

from __future__ import annotations

import asyncio
import threading
from contextlib import contextmanager
from queue import Queue
from typing import TYPE_CHECKING

import pytest

from guide.remote.awake import kept_awake_by
from guide.remote.controls import remote_controls
from tests.guide.remote.session import ScriptedSession

pytest.importorskip("dbus_fast")

from tests.guide.remote.desktop import ScreenSaver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.guide.remote.bus import SessionBus

pytestmark = pytest.mark.needs("dbus-run-session")


@contextmanager
def desktop(address: str) -> Iterator[Queue[str]]:
    """Be a desktop with a screen saver; yields what it was asked."""
    asked: Queue[str] = Queue()
    ready, closing = threading.Event(), threading.Event()

    async def serve() -> None:
        async with ScreenSaver(asked).on(address):
            ready.set()
            await asyncio.to_thread(closing.wait)

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    assert ready.wait(20)
    try:
        yield asked
    finally:
        closing.set()
        thread.join(20)


def test_the_desktop_is_asked_for_the_time_of_a_session(address: str) -> None:
    """From its start to its end, and no longer."""
    with desktop(address) as asked:
        with remote_controls(ScriptedSession()):
            assert asked.get(timeout=20) == "inhibit"
            assert asked.empty()
        assert asked.get(timeout=20) == "uninhibit 7"


def test_the_look_names_what_keeps_the_machine_awake(address: str) -> None:
    """And leaves it as it was."""
    with desktop(address) as asked:
        assert kept_awake_by() == "org.freedesktop.ScreenSaver"
        assert [asked.get(timeout=20) for _ in range(2)] == ["inhibit", "uninhibit 7"]


def test_the_look_finds_nothing_on_a_bus_without_a_desktop(bus: SessionBus) -> None:
    """A bus alone keeps nothing awake."""
    assert kept_awake_by() is None


def test_the_look_waits_for_no_frozen_bus(bus: SessionBus) -> None:
    """What does not answer keeps nothing awake."""
    bus.freeze()
    try:
        assert kept_awake_by() is None
    finally:
        bus.thaw()
