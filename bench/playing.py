"""Memory of a live session, which must not grow with its length.

    python bench/playing.py            10 minutes and 2 hours, at a thousand times real time
    python bench/playing.py --quick    4 minutes and 10

Sessions are played by the real player, voice and transport on the null device, each in a process
of its own.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from session import write_routine

SPEED = 1000


def play(path: Path) -> None:
    """Play a routine at speed and print this process's peak memory in MiB."""
    from audio.devices.null import NullDevice  # noqa: PLC0415 - counted where it belongs
    from guide.cli.opening import opened  # noqa: PLC0415
    from guide.library import load  # noqa: PLC0415
    from guide.player import Conditions, Player  # noqa: PLC0415

    choices = {"level": "standard", "talk": "full", "pace": 150, "voice": None, "engine": "espeak"}
    with opened(load(str(path)), **choices) as (compiler, sounds):
        player = Player(compiler, sounds, Conditions(attended=False))
        player.start(NullDevice(SPEED))
        player.over.wait()
        player.stop()
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="short sessions")
    parser.add_argument("--play", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.play:
        play(options.play)
        return
    peaks = {}
    with tempfile.TemporaryDirectory() as folder:
        for minutes in (4, 10) if options.quick else (10, 120):
            routine = Path(folder, f"{minutes}.yaml")
            write_routine(routine, minutes)
            command = [sys.executable, __file__, "--play", routine]
            ran = subprocess.run(command, capture_output=True, text=True, check=True)
            peaks[minutes] = float(ran.stdout)
            print(f"playing {minutes} min: {peaks[minutes]:.1f} MiB")
    print(f"{max(peaks.values()) / min(peaks.values()) - 1:.0%} apart")


if __name__ == "__main__":
    main()
