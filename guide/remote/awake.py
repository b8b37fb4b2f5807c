"""A machine that does not fall asleep, and keeps its screen on, while a session lasts.

By wakepy: SetThreadExecutionState on Windows, ``caffeinate`` on macOS, and on Linux whatever the
desktop offers on its D-Bus session bus. The system itself lets go when the program dies.
"""

from __future__ import annotations

import threading

from wakepy import keep

LOOK_S = 3.0
"""How long, in seconds, a look at what keeps this machine awake may take; a bus may hang."""


def stay_awake(closing: threading.Event) -> None:
    """Keep the machine awake until ``closing`` is set; where that cannot be had, just wait."""
    # "presenting", because a person on the floor glances at the screen and touches no key.
    with keep.presenting(on_fail="pass"):
        closing.wait()


def kept_awake_by() -> str | None:
    """Return the name of what can keep this machine awake, or None."""
    found: list[str] = []

    def look() -> None:
        with keep.presenting(on_fail="pass") as mode:
            if mode.active_method:
                found.append(mode.active_method.name)

    looking = threading.Thread(target=look, name="awake", daemon=True)
    looking.start()
    looking.join(LOOK_S)
    return found[0] if found else None
