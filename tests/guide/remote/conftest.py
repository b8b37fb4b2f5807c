"""A bus for each test that wants one, and a session that is on it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from guide.remote.controls import remote_controls
from tests.guide.remote.bus import SessionBus
from tests.guide.remote.session import ScriptedSession

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[SessionBus]:
    """A session bus; this process reaches it too."""
    bus = SessionBus()
    try:
        for name, value in bus.environment.items():
            monkeypatch.setenv(name, value)
        yield bus
    finally:
        bus.close()


@pytest.fixture
def address(bus: SessionBus) -> str:
    """Where the bus listens."""
    return bus.environment["DBUS_SESSION_BUS_ADDRESS"]


@pytest.fixture
def session(address: str) -> Iterator[ScriptedSession]:
    """A session that media keys reach on the bus."""
    from tests.guide.remote.client import client

    async def wait_for_it() -> None:
        async with client(address):
            pass

    session = ScriptedSession()
    with remote_controls(session):
        asyncio.run(wait_for_it())
        yield session
