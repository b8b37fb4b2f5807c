"""The services that keep a machine awake, a desktop's and logind's, as their specifications say."""

# Without "from __future__ import annotations": dbus_fast reads the annotations, as values.

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from queue import Queue

from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusStr, DBusUInt32, DBusUnixFd
from dbus_fast.service import ServiceInterface, dbus_method

from tests.guide.remote.client import on_bus

NAME = "org.freedesktop.ScreenSaver"


class ScreenSaver(ServiceInterface):
    """Keeps what it was asked, in order."""

    def __init__(self, asked: Queue[str]) -> None:
        """Begin with nothing asked."""
        super().__init__(NAME)
        self._asked = asked

    @asynccontextmanager
    async def on(self, address: str) -> AsyncIterator[None]:
        """Serve on a bus."""
        async with on_bus(address) as bus:
            bus.export("/org/freedesktop/ScreenSaver", self)
            await bus.request_name(NAME)
            yield

    @dbus_method("Inhibit")
    def inhibit(self, application: DBusStr, reason: DBusStr) -> DBusUInt32:
        """Keep the machine awake; return a cookie."""
        self._asked.put("inhibit")
        return 7

    @dbus_method("UnInhibit")
    def uninhibit(self, cookie: DBusUInt32) -> None:
        """Let it sleep again."""
        self._asked.put(f"uninhibit {cookie}")


class Logind(ServiceInterface):
    """Hands out locks, which last until whoever has one closes it."""

    def __init__(self, asked: Queue[str]) -> None:
        """Begin with nothing asked."""
        super().__init__("org.freedesktop.login1.Manager")
        self._asked = asked

    @asynccontextmanager
    async def on(self, address: str) -> AsyncIterator[None]:
        """Serve on a bus that stands for the system's."""
        bus = await MessageBus(address, negotiate_unix_fd=True).connect()
        try:
            bus.export("/org/freedesktop/login1", self)
            await bus.request_name("org.freedesktop.login1")
            yield
        finally:
            bus.disconnect()

    @dbus_method("Inhibit")
    def inhibit(self, what: DBusStr, who: DBusStr, why: DBusStr, mode: DBusStr) -> DBusUnixFd:
        """Keep the machine awake until the returned end of a pipe is closed everywhere."""
        self._asked.put(f"inhibit {what} {mode}")
        watched, lock = os.pipe()
        loop = asyncio.get_running_loop()

        def closed() -> None:
            loop.remove_reader(watched)
            os.close(watched)
            self._asked.put("released")

        loop.add_reader(watched, closed)
        loop.call_later(0.5, os.close, lock)  # once it was sent
        return lock
