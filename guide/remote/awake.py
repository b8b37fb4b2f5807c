"""A machine that does not fall asleep, and keeps its screen on, while a session lasts.

By wakepy: SetThreadExecutionState on Windows, ``caffeinate`` on macOS, and on Linux whatever the
desktop offers on its D-Bus session bus. On a console without a desktop logind is asked, by
``systemd-inhibit``. The system itself lets go when the program dies.
"""

from __future__ import annotations

import select
import shutil
import subprocess
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from wakepy import keep

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOK_S = 3.0
"""How long, in seconds, a look at what keeps this machine awake may take; a bus may hang."""

LOGIND = "logind"
_INHIBIT = ("systemd-inhibit", "--what=idle:sleep", "--who=Stretch guide", "--why=A session")


def stay_awake(closing: threading.Event) -> None:
    """Keep the machine awake until ``closing`` is set; where that cannot be had, just wait."""
    with _kept():
        closing.wait()


def kept_awake_by() -> str | None:
    """Return the name of what can keep this machine awake, or None."""
    found: list[str] = []

    def look() -> None:
        with _kept() as keeper:
            if keeper:
                found.append(keeper)

    looking = threading.Thread(target=look, name="awake", daemon=True)
    looking.start()
    looking.join(LOOK_S)
    return found[0] if found else None


@contextmanager
def _kept() -> Iterator[str | None]:
    """Keep the machine awake as long as the context lasts; yield by what, or None."""
    # "presenting", because a person on the floor glances at the screen and touches no key.
    with keep.presenting(on_fail="pass") as mode:
        if mode.active_method:
            yield mode.active_method.name
            return
        with _asked_of_logind() as granted:
            yield LOGIND if granted else None


@contextmanager
def _asked_of_logind() -> Iterator[bool]:
    """Ask logind to keep the machine awake as long as the context lasts; yield whether it does."""
    if not shutil.which(_INHIBIT[0]):
        yield False
        return
    # Once it's granted, cat is started: it repeats what it is told, and ends together with us.
    process = subprocess.Popen(
        [*_INHIBIT, "cat"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C at the terminal is not meant for it
    )
    assert process.stdin and process.stdout
    try:
        process.stdin.write(b".")
        process.stdin.flush()
        answered = select.select([process.stdout], [], [], LOOK_S)[0]
        yield bool(answered and process.stdout.read(1))
    except BrokenPipeError:
        yield False
    finally:
        process.kill()
        process.communicate()
