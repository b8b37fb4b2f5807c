"""A session with its full screen, recorded beside a busy core, and every gap that is in it.

    python bench/unbroken.py [--minutes 10] [--busy 1] [--quick]

The command ``guide play`` runs in a terminal's window on a virtual sound card. What is recorded is
compared with what ``guide export`` writes, sample for sample: a gap, an underrun or a frame that
was left out or played twice is told with its place; silence that is too long, where it ends. How
busy all cores were is told as well: one that is free has to be left for the session. Needs
PulseAudio (Debian: pulseaudio, pulseaudio-utils, libasound2-plugins); says so and ends well where
it is missing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import wave
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from audio.clip import SAMPLE_RATE, to_seconds
from bench.measure import GUIDE
from bench.rows import tell
from bench.session import write_routine
from bench.window import window
from tests.audio.sink import PROGRAMS, NullSink

MATCH = SAMPLE_RATE // 10
"""Frames by which the recording is found again in what was exported, after a difference."""
LOST = 10 * SAMPLE_RATE
"""Frames within which that must be."""


def exported(routine: Path, folder: Path) -> np.ndarray:
    """Return what should be heard; it also fills the cache, so that the session never waits."""
    file = folder / "exported.wav"
    subprocess.run([GUIDE, "export", routine, "-o", file], check=True, capture_output=True)
    with wave.open(str(file)) as wav:
        return np.trim_zeros(np.frombuffer(wav.readframes(wav.getnframes()), np.int16))


def heard(sink: NullSink, routine: Path) -> np.ndarray:
    """Play the session in a window and return what was recorded.

    Raises:
        SystemExit: the session ended badly.
    """
    with sink.record() as recording, window([GUIDE, "play", routine]) as player:
        status = player.process.wait()
    if status:
        raise SystemExit(f"guide play ended with {status}")
    return np.trim_zeros(recording.samples)


def breaks(recorded: np.ndarray, expected: np.ndarray) -> list[str]:
    """Return every place at which the recording is not what was exported, in words."""
    found = []
    at = moved = 0  # frame of the recording; of how much it is behind what was exported
    while at < len(recorded):
        frames = min(len(recorded) - at, len(expected) - at + moved)
        same = recorded[at : at + frames] == expected[at - moved : at - moved + frames]
        if same.all():
            if (late := len(recorded) - len(expected)) != moved:
                found.append(f"at its end: {to_seconds(late - moved):+.3f} s")
            break
        at += int(np.argmin(same))
        place = to_seconds(at)
        for skipped in range(0, LOST, MATCH):  # there may be another gap close behind
            late = behind(recorded[at + skipped :], expected[at - moved + skipped :])
            if late is not None:
                break
        else:
            found.append(f"at {place:.3f} s: and what follows is not found again")
            break
        found.append(f"at {place:.3f} s: {1000 * to_seconds(abs(late)):.1f} ms {_way(late)}")
        at, moved = at + skipped + max(late, 0) + MATCH, moved + late
    return found


def behind(recorded: np.ndarray, expected: np.ndarray) -> int | None:
    """Return by how many frames the recording has come to be late; None if that is not found."""
    for late in sorted(range(-SAMPLE_RATE, SAMPLE_RATE), key=abs):
        ours, theirs = recorded[max(late, 0) :][:MATCH], expected[max(-late, 0) :][:MATCH]
        if len(ours) == len(theirs) == MATCH and ours.any() and np.array_equal(ours, theirs):
            return late
    return None


def _way(late: int) -> str:
    return "too much" if late > 0 else "are missing" if late < 0 else "are wrong"


def processor_s() -> tuple[float, float]:
    """Return for how many seconds all cores together have been idle, and have worked."""
    counts = [int(count) for count in Path("/proc/stat").read_text().split()[1:9]]
    ticks = os.sysconf("SC_CLK_TCK")
    idle = counts[3] + counts[4]
    return idle / ticks, (sum(counts) - idle) / ticks


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=int, default=10, help="how long a session")
    parser.add_argument("--busy", type=int, default=1, help="busy processes beside it")
    parser.add_argument("--quick", action="store_true", help="a minute")
    options = parser.parse_args()
    missing = [program for program in PROGRAMS if not shutil.which(program)]
    if missing:
        print(f"not measured: needs {', '.join(missing)}")
        return
    sink = NullSink()
    # in sessions of their own, like other programs: Linux shares a core between sessions
    busy = [sys.executable, "-c", "while True: pass"]
    load = [subprocess.Popen(busy, start_new_session=True) for _ in range(options.busy)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ.update(sink.environment, STRETCH_GUIDE_CACHE=f"{folder}/cache")
        os.environ.update(STRETCH_GUIDE_HISTORY=f"{folder}/history.db")
        routine = folder / "session.yaml"
        write_routine(routine, 2 if options.quick else options.minutes)
        try:
            expected = exported(routine, folder)
            before = processor_s()
            recorded = heard(sink, routine)
            idle_s, worked_s = (b - a for a, b in zip(before, processor_s(), strict=True))
        finally:
            for process in load:
                process.kill()
            sink.close()
    found = breaks(recorded, expected)
    busy_cores = worked_s / (idle_s + worked_s) * (os.cpu_count() or 1)
    for place in found:
        print(place)
    tell(
        f"{to_seconds(len(expected)):.0f} s, {options.busy} busy beside it",
        "guide play",
        {
            "cores at work": f"{busy_cores:.1f} of {os.cpu_count()}",
            "what was heard otherwise": f"{len(found)} places" if found else "not a sample",
        },
    )


if __name__ == "__main__":
    main()
