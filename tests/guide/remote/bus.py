"""A D-Bus session bus of its own, which can be frozen and killed."""

from __future__ import annotations

import os
import signal
import socket
import struct
import subprocess

_TELL = 'echo "$DBUS_SESSION_BUS_ADDRESS"; read -r _'


class SessionBus:
    """A bus that lives until it is closed. Processes reach it with ``environment``."""

    def __init__(self) -> None:
        """Start the bus and wait until it listens."""
        self._runner = subprocess.Popen(
            ["dbus-run-session", "--", "sh", "-c", _TELL],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._runner.stdout
        address = self._runner.stdout.readline().strip()
        self.environment = {"DBUS_SESSION_BUS_ADDRESS": address}
        self._daemon = _listener(address)

    def freeze(self) -> None:
        """Stop it, as SIGSTOP does: it still accepts connections, and never answers."""
        os.kill(self._daemon, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        os.kill(self._daemon, signal.SIGCONT)

    def kill(self) -> None:
        """End it as a crash does."""
        os.kill(self._daemon, signal.SIGKILL)

    def playerctl(self, *arguments: str) -> str:
        """Run ``playerctl`` on the bus; return what it prints."""
        command = ["playerctl", "--player=stretch_guide", *arguments]
        ran = subprocess.run(
            command,
            env=os.environ | self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=20,
            check=False,
        )
        return ran.stdout.strip()

    def close(self) -> None:
        """End it, whatever was done to it."""
        self._runner.communicate("\n", timeout=20)


def _listener(address: str) -> int:
    """Return the process that listens at a Unix address: the bus itself, not its starter."""
    options = dict(option.split("=", 1) for option in address.removeprefix("unix:").split(","))
    where = options["path"] if "path" in options else "\0" + options["abstract"]
    with socket.socket(socket.AF_UNIX) as asking:
        asking.connect(where)
        credentials = asking.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
    pid, _user, _group = struct.unpack("3i", credentials)
    return int(pid)
