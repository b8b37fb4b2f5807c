"""How long after a command it is heard: a device's tone is switched, and recorded.

    python bench/latency.py [--count 40] [--device miniaudio|simpleaudio] [--busy 1] [--quick]

Also how far ``heard`` is from the truth. Needs PulseAudio (Debian: pulseaudio, pulseaudio-utils);
says so and ends well where it is missing.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from statistics import median
from time import monotonic

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from audio.clip import SAMPLE_RATE
from audio.devices.process import ProcessDevice
from tests.audio.sink import PROGRAMS, NullSink, Recording

LEVEL = 8_000
SETTLED_S = 0.3
"""Seconds after which a switch has been heard for certain."""


class Ear(Recording):
    """Notes when the recorded sound was switched."""

    def __init__(self) -> None:
        """Begin in silence."""
        super().__init__()
        self.switches: list[float] = []
        self._last = False

    def add(self, raw: bytes) -> None:
        """Look for switches in what was recorded just now."""
        loud = np.concatenate(([self._last], np.frombuffer(raw, np.int16) > LEVEL // 2))
        ends = monotonic()
        for frame in np.flatnonzero(np.diff(loud.astype(np.int8))):
            self.switches.append(ends - (len(loud) - 1 - frame) / SAMPLE_RATE)
        self._last = bool(loud[-1])


class Tone:
    """A level that is switched between silent and loud."""

    def __init__(self, backend: str) -> None:
        """Play it."""
        self._level, self._given, self.pulled, self.switched_at = 0, 0, 0, 0
        self.device = ProcessDevice(backend)
        self.device.start(self._pull)

    def switch(self) -> None:
        """Give the command."""
        self._level = LEVEL - self._level

    def _pull(self, frames: int) -> bytes:
        if self._level != self._given:
            self._given, self.switched_at = self._level, self.pulled
        self.pulled += frames
        return np.full(frames, self._given, np.int16).tobytes()


def measure(tone: Tone, ear: Ear, count: int) -> None:
    """Switch ``count`` times at random moments; print the figures."""
    clock = threading.Event()
    waits_s, errors_s = [], []
    for _ in range(count):
        clock.wait(random.uniform(SETTLED_S, SETTLED_S + 0.1))
        ear.switches.clear()
        begun, heard = monotonic(), []
        tone.switch()
        while monotonic() < begun + SETTLED_S:
            heard.append((monotonic(), tone.device.heard))
            clock.wait(0.002)
        if ear.switches:
            waits_s.append(ear.switches[0] - begun)
            said = np.interp(ear.switches[0], *zip(*heard, strict=True))
            errors_s.append((said - tone.switched_at) / SAMPLE_RATE)
    print(
        f"{tone.device.name}: a command is heard after {1000 * median(waits_s):.0f} ms (median of "
        f"{len(waits_s)}; {1000 * min(waits_s):.0f} to {1000 * max(waits_s):.0f}); the position "
        f"is off by {1000 * median(errors_s):.0f} ms; underruns {tone.device.underruns}"
    )


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=40, help="commands to give")
    parser.add_argument("--device", default="miniaudio", help="miniaudio or simpleaudio")
    parser.add_argument("--busy", type=int, default=0, help="busy processes beside it")
    parser.add_argument("--quick", action="store_true", help="5 commands only")
    options = parser.parse_args()
    missing = [program for program in PROGRAMS if not shutil.which(program)]
    if missing:
        print(f"not measured: needs {', '.join(missing)}")
        return
    sink, ear = NullSink(), Ear()
    os.environ.update(sink.environment)
    busy = [sys.executable, "-c", "while True: pass"]
    load = [subprocess.Popen(busy, start_new_session=True) for _ in range(options.busy)]
    try:
        with sink.record(recording=ear):
            tone = Tone(options.device)
            try:
                measure(tone, ear, 5 if options.quick else options.count)
            finally:
                tone.device.stop()
    finally:
        for process in load:
            process.kill()
        sink.close()


if __name__ == "__main__":
    main()
