"""A desktop's view of a player: what a session bus says about it, by dbus_fast's own client."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from dbus_fast.aio import MessageBus

from guide.remote.mpris import NAME, PATH

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

PATIENCE_S = 20.0


class Client:
    """One connection; signals of the player wait in ``changes`` and ``jumps``."""

    def __init__(self, bus: MessageBus, node: Any) -> None:
        """Listen to the player that was introspected."""
        it = bus.get_proxy_object(NAME, PATH, node)
        self.root: Any = it.get_interface("org.mpris.MediaPlayer2")
        self.player: Any = it.get_interface("org.mpris.MediaPlayer2.Player")
        self.properties: Any = it.get_interface("org.freedesktop.DBus.Properties")
        self._changes: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._jumps: asyncio.Queue[int] = asyncio.Queue()
        self.properties.on_properties_changed(self._changed)
        self.player.on_seeked(self._jumps.put_nowait)

    def _changed(self, _interface: str, changed: dict[str, Any], _invalid: list[str]) -> None:
        self._changes.put_nowait({name: variant.value for name, variant in changed.items()})

    async def change(self) -> dict[str, Any]:
        """Wait for the next PropertiesChanged; return its properties."""
        return await asyncio.wait_for(self._changes.get(), PATIENCE_S)

    async def jump(self) -> int:
        """Wait for the next Seeked; return its position in microseconds."""
        return await asyncio.wait_for(self._jumps.get(), PATIENCE_S)


async def names(bus: MessageBus) -> list[str]:
    """Return the names of all players on the bus."""
    node = await bus.introspect("org.freedesktop.DBus", "/org/freedesktop/DBus")
    it = bus.get_proxy_object("org.freedesktop.DBus", "/org/freedesktop/DBus", node)
    every = await it.get_interface("org.freedesktop.DBus").call_list_names()
    return sorted(name for name in every if name.startswith("org.mpris.MediaPlayer2."))


@asynccontextmanager
async def on_bus(address: str) -> AsyncIterator[MessageBus]:
    """Connect to a bus, and leave it."""
    bus = await MessageBus(address).connect()
    try:
        yield bus
    finally:
        bus.disconnect()
        await bus.wait_for_disconnect()


@asynccontextmanager
async def client(address: str) -> AsyncIterator[Client]:
    """Watch the player on a bus, as soon as it is there."""
    async with on_bus(address) as bus, asyncio.timeout(PATIENCE_S):
        while NAME not in await names(bus):
            pass
        it = Client(bus, await bus.introspect(NAME, PATH))
        await it.root.get_identity()  # answered in order: from here on no signal is missed
        yield it
