"""What a live session with its full screen takes: memory, however long it is, and processor time.

    python bench/playing.py            2 hours and 1 hour at speed, then a minute in real time
    python bench/playing.py --quick    4 minutes and 10 at speed, then 10 seconds

Sessions are played by the real player, voice, transport and screen, in a terminal's window of
their own: at speed on the null device, each in a process of its own; in real time by the command
``guide play``, with its child processes, on a virtual sound card where PulseAudio is installed.
Target: below 5 % of a core.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import sys
import tempfile
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.measure import GUIDE, cpu_of_family_s, memory_of_family_mib
from bench.rows import beside_target, tell
from bench.session import write_routine
from bench.window import window
from tests.audio.sink import PROGRAMS, NullSink

TARGET = 0.05
"""The share of a core."""
SPEEDS = {False: 1000, True: 60}
"""How many times as fast as in real time: with the screen slower, so that it is drawn often."""
SETTLED_S = 8
"""Seconds after which a session is compiled and its screen drawn for the first time."""


def play(path: Path, screen: bool) -> None:
    """Play a routine at speed; write this process's peak memory in MiB beside it."""
    from audio.devices.null import NullDevice  # noqa: PLC0415 - counted where it belongs
    from guide.cli.sessions.opening import opened  # noqa: PLC0415
    from guide.fitting.fit import Wanted  # noqa: PLC0415
    from guide.library.finding import load  # noqa: PLC0415
    from guide.playing.player import Conditions, Player  # noqa: PLC0415
    from guide.screen.full import FullScreen  # noqa: PLC0415

    choices = {"wanted": Wanted(), "talk": "full", "pace": 150, "voice": None, "engine": "espeak"}
    with opened(load(str(path)), **choices) as (compiler, sounds, *_):
        player = Player(compiler, sounds, Conditions(attended=False))
        player.start(NullDevice(SPEEDS[screen]))
        if screen:
            FullScreen().run(player)
        player.over.wait()
        player.stop()
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    path.with_suffix(".mib").write_text(str(peak_mib))


def measure_memory(folder: Path, minutes: tuple[int, int], screen: bool) -> None:
    """Play two sessions of ``minutes`` and tell what memory each took at most."""
    peaks = []
    for length in minutes:
        routine = folder / f"{length}.yaml"
        write_routine(routine, length)
        with window([sys.executable, __file__, "--play", routine, *["--screen"] * screen]) as shown:
            if shown.process.wait():
                raise SystemExit(f"the session of {length} min failed")
        peaks.append(float(routine.with_suffix(".mib").read_text()))
    tell(
        " and ".join(f"{length} min" for length in minutes),
        _with(screen),
        {
            "memory": " and ".join(f"{peak:.1f} MiB" for peak in peaks),
            "apart": f"{max(peaks) / min(peaks) - 1:.0%}",
        },
    )


def measure_processor(folder: Path, seconds: float, *, screen: bool, sound: bool) -> None:
    """Play a session in real time; tell the share of a core that its processes take."""
    routine = folder / "session.yaml"
    write_routine(routine, 60)
    device = "miniaudio" if sound else "null"
    command = [GUIDE, "play", routine, "--device", device, *["--plain"] * (not screen)]
    clock = threading.Event()
    with window(command) as shown:
        clock.wait(SETTLED_S)
        before_s = cpu_of_family_s(shown.process.pid)
        clock.wait(seconds)
        share = (cpu_of_family_s(shown.process.pid) - before_s) / seconds
        mib = memory_of_family_mib(shown.process.pid)
    tell(
        f"in real time, {device}",
        _with(screen),
        {
            "of a core": beside_target(f"{share:.1%}", "below 5 %", kept=share < TARGET),
            "all processes": f"{mib:.0f} MiB",
        },
    )


def _with(screen: bool) -> str:
    return "with the full screen" if screen else "without a full screen"


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="short sessions")
    parser.add_argument("--play", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--screen", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.play:
        play(options.play, options.screen)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ.update(STRETCH_GUIDE_HISTORY=f"{folder}/history.db")
        measure_memory(folder, (4, 10) if options.quick else (10, 120), screen=False)
        measure_memory(folder, (4, 10) if options.quick else (10, 60), screen=True)
        seconds = 10 if options.quick else 60
        for screen in (False, True):
            measure_processor(folder, seconds, screen=screen, sound=False)
        if all(shutil.which(program) for program in PROGRAMS):
            sink = NullSink()
            os.environ.update(sink.environment)
            try:
                measure_processor(folder, seconds, screen=True, sound=True)
            finally:
                sink.close()


if __name__ == "__main__":
    main()
