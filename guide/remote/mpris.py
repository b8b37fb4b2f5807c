"""A session as an MPRIS player on the D-Bus session bus, for media keys and headsets.

Keyboards, headsets, desktops and ``playerctl`` all speak to players by MPRIS 2.2:
https://specifications.freedesktop.org/mpris-spec/2.2/

The interfaces are served by one thread with an event loop. It also looks at the session ten times
a second, and tells the bus what has changed.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import threading
    from collections.abc import AsyncIterator

    from dbus_fast.aio import MessageBus

    from guide.session.view import LiveSession

NAME = "org.mpris.MediaPlayer2.stretch_guide"
PATH = "/org/mpris/MediaPlayer2"

LOOK_S = 0.1
"""How often, in seconds, the session is looked at."""

CONNECT_S = 3.0
"""How long, in seconds, the bus may take to let a player in."""


def serve(session: LiveSession, closing: threading.Event) -> None:
    """Be a player until ``closing`` is set, the session is over, or the bus goes away.

    Raises:
        Exception: whatever says that there is no bus, or none that lets a player in.
    """
    asyncio.run(_serve(session, closing))


def check() -> str | None:
    """Return None if media keys can reach a session here, or why not: a part of a sentence."""
    if sys.platform != "linux":
        return "they are served on Linux only"
    try:
        asyncio.run(_check())
    except ModuleNotFoundError:
        return "install with pip install 'stretch-guide[mpris]'"
    except TimeoutError:
        return "the D-Bus session bus does not answer"
    except Exception as error:  # a bus can say no in many ways, and each is the answer
        return f"no D-Bus session ({str(error) or type(error).__name__})"
    return None


async def _serve(session: LiveSession, closing: threading.Event) -> None:
    from guide.remote.interfaces import Player, Root  # noqa: PLC0415

    async with _bus() as bus:
        player = Player(session)
        bus.export(PATH, Root(session))
        bus.export(PATH, player)
        await _take_name(bus)
        gone = _gone(bus)
        while not (closing.is_set() or session.over.is_set()):
            await asyncio.wait({gone}, timeout=LOOK_S)
            if gone.done():
                return
            player.tell()


async def _check() -> None:
    async with _bus() as bus:
        await _take_name(bus)


@contextlib.asynccontextmanager
async def _bus() -> AsyncIterator[MessageBus]:
    """Connect to the session bus, and leave it."""
    from dbus_fast.aio import MessageBus  # noqa: PLC0415

    # Messages that could not be sent, because the bus has gone, would be printed otherwise.
    asyncio.get_running_loop().set_exception_handler(lambda _loop, _what: None)
    async with asyncio.timeout(CONNECT_S):
        bus = await MessageBus().connect()
    try:
        yield bus
    finally:
        if bus.connected:
            bus.disconnect()
            await asyncio.wait({_gone(bus)}, timeout=LOOK_S)


def _gone(bus: MessageBus) -> asyncio.Future[None]:
    """Return what is done when the bus has gone, or has been left."""
    return asyncio.ensure_future(bus.wait_for_disconnect())  # type: ignore[no-untyped-call]


async def _take_name(bus: MessageBus) -> None:
    """Take the player's name or, where another session has it, one for this process alone."""
    from dbus_fast.constants import NameFlag, RequestNameReply  # noqa: PLC0415

    async with asyncio.timeout(CONNECT_S):
        reply = await bus.request_name(NAME, NameFlag.DO_NOT_QUEUE)
        if reply is not RequestNameReply.PRIMARY_OWNER:
            await bus.request_name(f"{NAME}.instance{os.getpid()}", NameFlag.DO_NOT_QUEUE)
