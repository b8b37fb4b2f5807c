"""Whatever goes along with a session, each in a thread of its own, none of it needed."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from guide.session.view import LiveSession

CLOSE_S = 0.5
"""How long, in seconds, leaving waits for them all; what takes longer dies with the program."""


@contextlib.contextmanager
def remote_controls(session: LiveSession) -> Iterator[None]:
    """Serve media keys, and keep the machine awake, as long as the context lasts.

    Enter it when the first sound is heard: what it imports would delay it. It returns at once,
    never raises, and prints nothing; what cannot be had is left out (``guide doctor`` tells).
    """
    closing = threading.Event()
    threads = [
        threading.Thread(target=_quietly, args=(part,), name=part.__name__, daemon=True)
        for part in _parts(session, closing)
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        closing.set()
        until = time.monotonic() + CLOSE_S
        for thread in threads:
            thread.join(max(0.0, until - time.monotonic()))


def _parts(session: LiveSession, closing: threading.Event) -> list[Callable[[], None]]:
    def media_keys() -> None:
        from guide.remote.mpris import serve  # noqa: PLC0415

        serve(session, closing)

    def awake() -> None:
        from guide.remote.awake import stay_awake  # noqa: PLC0415

        stay_awake(closing)

    return [media_keys, awake]


def _quietly(part: Callable[[], None]) -> None:
    for library in ("dbus_fast", "wakepy"):  # would print over the screen, having no handler
        logging.getLogger(library).addHandler(logging.NullHandler())
    # A session that cannot be steered from outside goes on; the doctor looks at the same parts.
    with contextlib.suppress(Exception):
        part()
