"""The one service of a desktop that keeps a machine awake, as its specification has it."""

# Without "from __future__ import annotations": dbus_fast reads the annotations, as values.

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from queue import Queue

from dbus_fast.annotations import DBusStr, DBusUInt32
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
