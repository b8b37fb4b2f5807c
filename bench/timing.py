"""How evenly sound arrives: clicks a second apart for two minutes, on a virtual sound card.

    python bench/timing.py [--seconds 120] [--device miniaudio|simpleaudio] [--busy 4] [--quick]

Needs PulseAudio (Debian: pulseaudio, pulseaudio-utils, libasound2-plugins); says so and ends
well where it is missing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from audio.clip import SAMPLE_RATE, to_seconds
from audio.devices.process import ProcessDevice
from audio.transport import Transport
from bench.rows import tell
from tests.audio.sink import PROGRAMS, NullSink

if TYPE_CHECKING:
    from collections.abc import Callable

CLICK = 20_000
PATIENCE_S = 20


def main() -> None:
    """Measure."""
    options = parse()
    missing = [program for program in PROGRAMS if not shutil.which(program)]
    if missing:
        print(f"not measured: needs {', '.join(missing)}")
        return
    sink = NullSink()
    os.environ.update(sink.environment)
    # in sessions of their own, like other programs: Linux shares a core between sessions
    busy = [sys.executable, "-c", "while True: pass"]
    load = [subprocess.Popen(busy, start_new_session=True) for _ in range(options.busy)]
    try:
        measure_clicks(sink, options.device, options.seconds)
        measure_freeze(sink, options.device)
    finally:
        for process in load:
            process.kill()
        sink.close()


def parse() -> argparse.Namespace:
    """Return the options."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=int, default=120, help="clicks to play")
    parser.add_argument("--device", default="miniaudio", help="miniaudio or simpleaudio")
    parser.add_argument("--busy", type=int, default=0, help="busy processes beside it")
    parser.add_argument("--quick", action="store_true", help="5 clicks only")
    options = parser.parse_args()
    if options.quick:
        options.seconds = 5
    return options


def measure_clicks(sink: NullSink, backend: str, seconds: int) -> None:
    """Play and record one click a second through a transport; tell how far off they are."""
    timeline = np.zeros(seconds * SAMPLE_RATE, np.int16)
    timeline[::SAMPLE_RATE] = CLICK
    with sink.record() as recording:
        begun = monotonic()
        device = ProcessDevice(backend)
        transport = Transport(
            device, lambda at, n: timeline[at : at + n] if at < len(timeline) else None
        )
        transport.start()
        until(lambda: device.heard or transport.failure, "nothing was heard")
        opened_s = monotonic() - begun
        transport.finished.wait(2 * seconds + 10)
        if transport.failure:
            raise SystemExit(str(transport.failure))
        memory = Path(f"/proc/{device._child.pid}/status").read_text()
        peak = next(line.split()[1] for line in memory.splitlines() if line.startswith("VmHWM"))
        transport.stop()
    (clicks,) = np.nonzero(recording.samples)
    off = np.abs(np.diff(clicks) - SAMPLE_RATE)
    slip = clicks[-1] - clicks[0] - (len(clicks) - 1) * SAMPLE_RATE
    tell(
        f"{len(clicks)} of {seconds} clicks",
        device.name,
        {
            "first frame after": f"{1000 * opened_s:.0f} ms",
            "slip": f"{slip} frames, {1000 * to_seconds(int(slip)):.3f} ms",
            "worst interval": f"off by {off.max()} frames",
            "underruns": str(device.underruns),
            "memory of the child": f"{int(peak) / 1024:.1f} MiB",
        },
    )


def measure_freeze(sink: NullSink, backend: str) -> None:
    """Tell how long it takes until a sound server that stands still is noticed."""
    device = ProcessDevice(backend)
    device.start(lambda frames: bytes(2 * frames))
    until(lambda: device.heard >= SAMPLE_RATE // 2 or device.failure, "nothing was heard")
    sink.freeze()
    begun = monotonic()
    until(lambda: device.failure, "a frozen server was not noticed")
    noticed = {"noticed after": f"{monotonic() - begun:.2f} s"}
    tell("a server that freezes while playing", device.name, noticed)
    device.stop()
    begun = monotonic()
    device = ProcessDevice(backend)
    try:
        device.wait_until_open()
    except Exception:
        noticed = {"noticed after": f"{monotonic() - begun:.2f} s"}
        tell("a server that is frozen at the start", backend, noticed)
    sink.thaw()


def until(condition: Callable[[], object], otherwise: str) -> None:
    """Wait for a condition.

    Raises:
        SystemExit: 20 seconds have passed; says ``otherwise``.
    """
    clock, by = threading.Event(), monotonic() + PATIENCE_S
    while not condition():
        if monotonic() > by:
            sys.exit(f"{otherwise} within {PATIENCE_S} s")
        clock.wait(0.001)


if __name__ == "__main__":
    main()
