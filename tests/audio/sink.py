"""A virtual sound card: a PulseAudio of its own, whose only output can be recorded."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from audio.clip import SAMPLE_RATE

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAMS = ("pulseaudio", "parec", "pactl")

_ALSA_TO_PULSE = "pcm.!default {type pulse}\nctl.!default {type pulse}\n"


def _null_sink(name: str) -> str:
    # norewinds: without it the first sounds are lost
    return f"sink_name={name} rate=48000 channels=2 norewinds=1"


class Recording:
    """What the sink plays, from ``record`` on."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._raw = bytearray()

    @property
    def samples(self) -> np.ndarray[Any, np.dtype[np.int16]]:
        """All that was recorded so far: mono, int16, 48 kHz."""
        return np.frombuffer(bytes(self._raw[: len(self._raw) // 2 * 2]), np.int16)

    def add(self, raw: bytes) -> None:
        """Append what the recorder wrote."""
        self._raw += raw


class NullSink:
    """A sound server with one silent output. Processes reach it with ``environment``."""

    def __init__(self) -> None:
        """Start the server and wait until it answers."""
        self._folder = Path(tempfile.mkdtemp(prefix="sink"))  # short: a socket's path is
        self._socket = self._folder / "native"
        self.environment = {
            "HOME": str(self._folder),
            "XDG_RUNTIME_DIR": str(self._folder),
            "PULSE_RUNTIME_PATH": str(self._folder),
            "PULSE_SERVER": f"unix:{self._socket}",
        }
        (self._folder / ".asoundrc").write_text(_ALSA_TO_PULSE)
        self.start()

    def start(self) -> None:
        """Start the server, anew after ``kill``, with its first output; wait until it answers."""
        self._server = subprocess.Popen(
            [
                *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1"),
                *("-L", f"module-native-protocol-unix socket={self._socket} auth-anonymous=1"),
                *("-L", f"module-null-sink {_null_sink('vsink')}"),
            ],
            env=self._full_environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._wait_for_answer()

    def add_output(self, name: str, description: str) -> int:
        """Add an output beside "vsink"; return its number for ``remove_output``."""
        named = f"sink_properties=\"device.description='{description}'\""
        return int(self._pactl("load-module", "module-null-sink", f"{_null_sink(name)} {named}"))

    def remove_output(self, number: int) -> None:
        """Take an output away, as when headphones are unplugged; "vsink" has number 1."""
        self._pactl("unload-module", str(number))

    def set_default(self, name: str) -> None:
        """Choose the output for all that do not choose one."""
        self._pactl("set-default-sink", name)

    @contextmanager
    def record(
        self, name: str = "vsink", recording: Recording | None = None
    ) -> Iterator[Recording]:
        """Record an output in the background until the block is left.

        Sound is under way when it begins.
        """
        recorder = subprocess.Popen(
            [
                *("parec", "-d", f"{name}.monitor", "--rate=48000", "--channels=1"),
                *("--format=s16le", "--raw", "--latency-msec=5"),
            ],
            env=self._full_environment(),
            stdout=subprocess.PIPE,
        )
        assert recorder.stdout is not None
        output = recorder.stdout
        recording = recording or Recording()
        recording.add(output.read(SAMPLE_RATE // 10))  # it is running

        def copy() -> None:
            while raw := output.read1(2**16):  # type: ignore[attr-defined]
                recording.add(raw)

        copier = threading.Thread(target=copy)
        copier.start()
        try:
            yield recording
        finally:
            recorder.terminate()
            recorder.wait()
            copier.join()
            output.close()

    def freeze(self) -> None:
        """Make the server stand still."""
        self._server.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self._server.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """End the server at once, frozen or not."""
        self._server.kill()
        self._server.wait()

    def close(self) -> None:
        """End the server and remove its folder."""
        self.kill()
        shutil.rmtree(self._folder)

    def _pactl(self, *arguments: str) -> str:
        command = ["pactl", *arguments]
        asked = subprocess.run(
            command, env=self._full_environment(), capture_output=True, text=True, check=True
        )
        return asked.stdout

    def _full_environment(self) -> dict[str, str]:
        return {**os.environ, **self.environment}

    def _wait_for_answer(self) -> None:
        clock = threading.Event()
        for _ in range(100):
            asked = subprocess.run(
                ["pactl", "info"], env=self._full_environment(), capture_output=True, check=False
            )
            if asked.returncode == 0:
                return
            clock.wait(0.1)
        raise RuntimeError("pulseaudio did not start within 10 s")
