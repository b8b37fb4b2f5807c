"""A machine that is kept awake: by a desktop's service on a real bus, or by nothing."""

from __future__ import annotations

import asyncio
import threading
from contextlib import contextmanager
from queue import Empty, Queue
from typing import TYPE_CHECKING

import pytest

from guide.remote.awake import LOGIND, kept_awake_by
from guide.remote.controls import remote_controls
from tests.guide.remote.session import ScriptedSession

pytest.importorskip("dbus_fast")

from tests.guide.remote.bus import SessionBus
from tests.guide.remote.desktop import Logind, ScreenSaver

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.needs("dbus-run-session")


@contextmanager
def serving(service: type[ScreenSaver | Logind], address: str) -> Iterator[Queue[str]]:
    """Be a desktop with a screen saver, or logind; yields what it was asked."""
    asked: Queue[str] = Queue()
    ready, closing = threading.Event(), threading.Event()

    async def serve() -> None:
        async with service(asked).on(address):
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
    with serving(ScreenSaver, address) as asked:
        with remote_controls(ScriptedSession()):
            assert asked.get(timeout=20) == "inhibit"
            assert asked.empty()
        assert asked.get(timeout=20) == "uninhibit 7"


def test_the_look_names_what_keeps_the_machine_awake(address: str) -> None:
    """And leaves it as it was."""
    with serving(ScreenSaver, address) as asked:
        assert kept_awake_by() == "org.freedesktop.ScreenSaver"
        assert [asked.get(timeout=20) for _ in range(2)] == ["inhibit", "uninhibit 7"]


@pytest.fixture
def system_bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[SessionBus]:
    """A bus that stands for the system's, for every program that this one starts."""
    bus = SessionBus()
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.environment["DBUS_SESSION_BUS_ADDRESS"])
    try:
        yield bus
    finally:
        bus.close()


@pytest.mark.needs("systemd-inhibit")
def test_without_a_desktop_logind_is_asked(bus: SessionBus, system_bus: SessionBus) -> None:
    """From a session's start to its end; on a console there is nobody else to ask."""
    address = system_bus.environment["DBUS_SESSION_BUS_ADDRESS"]
    with serving(Logind, address) as asked:
        with remote_controls(ScriptedSession()):
            assert asked.get(timeout=20) == "inhibit idle:sleep block"
            with pytest.raises(Empty):
                asked.get(timeout=2)  # it is still kept
        assert asked.get(timeout=20) == "released"
        assert kept_awake_by() == LOGIND


@pytest.mark.needs("systemd-inhibit")
def test_a_logind_that_does_not_answer_keeps_nothing_awake(
    bus: SessionBus, system_bus: SessionBus
) -> None:
    """And holds nothing up."""
    system_bus.freeze()
    try:
        assert kept_awake_by() is None
    finally:
        system_bus.thaw()


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
