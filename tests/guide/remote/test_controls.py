"""A session goes on, and nothing is printed, whatever becomes of the bus."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import textwrap
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.guide.remote.bus import SessionBus

pytestmark = pytest.mark.needs("dbus-run-session")

ROOT = Path(__file__).parents[3]


def run_session(body: str, **environment: str) -> subprocess.Popen[str]:
    """Start a process that has a session with remote controls, and does ``body`` meanwhile."""
    code = textwrap.dedent(
        """\
        import threading
        from guide.remote.controls import remote_controls
        from tests.guide.remote.session import ScriptedSession

        session = ScriptedSession()
        with remote_controls(session):
            {body}
        print("closed")
        """
    ).format(body=body)
    bare = {name: value for name, value in os.environ.items() if "DBUS" not in name}
    return subprocess.Popen(
        [sys.executable, "-c", code],
        env=bare | environment,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


WAIT = "input()"
ALL_GAVE_UP = "[t.join(20) for t in threading.enumerate() if t.name == 'media_keys']"


def test_without_a_bus_it_goes_on_silently() -> None:
    """No display, no desktop: the session has no media keys, and no word is said."""
    process = run_session(ALL_GAVE_UP)
    assert process.communicate(timeout=40)[0] == "closed\n"


@pytest.mark.parametrize("address", ["unix:path=/nowhere", "nonsense", "carrier:pigeon=1", "unix:"])
def test_at_a_wrong_address_it_goes_on_silently(address: str) -> None:
    """Whatever the environment says the bus is."""
    process = run_session(ALL_GAVE_UP, DBUS_SESSION_BUS_ADDRESS=address)
    assert process.communicate(timeout=40)[0] == "closed\n"


def test_without_the_libraries_it_goes_on_silently(bus: SessionBus, tmp_path: Path) -> None:
    """Media keys are an extra."""
    for library in ("dbus_fast", "wakepy"):
        (tmp_path / f"{library}.py").write_text(f"raise ModuleNotFoundError('No {library}')")
    process = run_session(ALL_GAVE_UP, PYTHONPATH=str(tmp_path), **bus.environment)
    assert process.communicate(timeout=40)[0] == "closed\n"


def test_on_a_frozen_bus_it_starts_goes_on_and_closes(bus: SessionBus) -> None:
    """A bus that accepts and never answers costs a session nothing, at its end either."""
    bus.freeze()
    try:
        process = run_session("pass", **bus.environment)
        assert process.communicate(timeout=40)[0] == "closed\n"
    finally:
        bus.thaw()


@pytest.mark.parametrize("fault", ["kill", "freeze"])
def test_a_bus_that_goes_away_takes_nothing_along(bus: SessionBus, fault: str) -> None:
    """In mid-session, while messages are on their way."""
    from tests.guide.remote.client import client

    async def wait_for_it() -> None:
        async with client(bus.environment["DBUS_SESSION_BUS_ADDRESS"]):
            pass

    body = f"{WAIT}; [session.show(title=str(i)) or threading.Event().wait(.02) for i in range(30)]"
    process = run_session(body, **bus.environment)
    try:
        asyncio.run(wait_for_it())
        getattr(bus, fault)()
        output = process.communicate("\n", timeout=40)[0]
    finally:
        if fault == "freeze":
            bus.thaw()
    assert output == "closed\n"


def test_closing_leaves_no_thread(bus: SessionBus) -> None:
    """Where nothing hangs, all that was started ends."""
    from guide.remote.controls import remote_controls
    from tests.guide.remote.session import ScriptedSession

    before = threading.enumerate()
    with remote_controls(ScriptedSession()):
        started = [thread for thread in threading.enumerate() if thread not in before]
    for thread in started:
        thread.join(20)
    assert started
    assert not any(thread.is_alive() for thread in started)
