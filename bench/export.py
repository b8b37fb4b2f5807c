"""Speed and memory of ``guide export`` into WAV, against other ways to make the same file.

    python bench/export.py            everything, some minutes
    python bench/export.py --quick    once and short, so that it keeps working

All get the same words, chimes and silences, and their lengths may differ by 1 %, for the voices
pause a little differently. *Cold* begins with an empty cache, *warm* with a full one; the others
have none, but make no piece twice, except for the SSML document, which is spoken as a whole. Its
file is smaller: espeak-ng writes 22 050 Hz, all others 48 000. The *floor* calls eSpeak's library
directly for each different cue, one after the other, and writes as many bytes. What is quick runs
in turns, several times, and the median is told; the scripts run once, after it. Memory is that of
the largest process, for all in the same way, and at least that of the process that measures, some
30 MiB; that of all our processes together stands by itself.

Targets, the first two of 60 minutes: cold takes at most 0.6 of the time of the SSML document; warm
at least 8 000 x real time; all processes below 120 MiB, and at most 10 % apart between 10 minutes
and 8 hours. What others fail to make is told, and left out.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import wave
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.measure import GUIDE, Contender, Usage, in_turns, peak_of_family_mib
from bench.peers.ssml import write_document
from bench.rows import beside_target, tell
from bench.session import write_routine

if TYPE_CHECKING:
    from collections.abc import Sequence

PEERS = Path(__file__).with_name("peers")
SSML = "espeak-ng, one SSML document"
OURS = "guide export, cold", "guide export, warm"
FLOOR = "floor: the library alone"
SCRIPTS = {
    "espeak-ng per cue, sox": ("espeak_sox.py", ("espeak-ng", "sox")),
    "espeak-ng per cue, FFmpeg": ("espeak_ffmpeg.py", ("espeak-ng", "ffmpeg")),
    "pyttsx3 per cue, pydub": ("pyttsx3_pydub.py", ("espeak-ng",)),
}
"""Scripts in ``peers``, and the programs that they need."""
MOST_OF_SSML = 0.6
LEAST_SPEED = 8000
MOST_MIB = 120
MOST_APART = 0.1
TOLERANCE = 0.01
"""By which share of it a file may be longer or shorter than the session."""


class Session:
    """A routine to export, compiled once, and all files about it in one folder."""

    def __init__(self, folder: Path, minutes: int) -> None:
        """Write and compile it, which also fills the warm cache."""
        self.folder, self.minutes = folder / str(minutes), minutes
        self.routine, self.compiled = self.folder / "session.yaml", self.folder / "session.json"
        self.folder.mkdir()
        write_routine(self.routine, minutes)
        command = [GUIDE, "compile", self.routine, "--json", "-o", self.compiled]
        warm = {**os.environ, "STRETCH_GUIDE_CACHE": str(self.folder / "warm")}
        subprocess.run(command, check=True, env=warm, stdout=subprocess.DEVNULL)
        timeline = json.loads(self.compiled.read_text("utf-8"))
        self.length_s = timeline["frames"] / timeline["sample_rate"]

    def export(self, cache: str) -> Contender:
        """Our own way; ``cache`` is cold or warm."""
        cached, output = self.folder / cache, self.folder / f"{cache}.wav"

        def prepare() -> None:
            if cache == "cold":
                shutil.rmtree(cached, ignore_errors=True)
            output.unlink(missing_ok=True)

        command = [GUIDE, "export", self.routine, "-o", output]
        environment = {"STRETCH_GUIDE_CACHE": str(cached)}
        return Contender(f"guide export, {cache}", command, environment, prepare, output)

    def floor(self) -> Contender:
        """Speaking each different cue, and writing as many bytes as our file has."""
        size = str(round(self.length_s * 48_000) * 2)
        return self._anew(FLOOR, "floor.pcm", [sys.executable, PEERS / "library.py"], size)

    def ssml(self) -> Contender:
        """One espeak-ng, one document; making the document is not counted."""
        document, output = self.folder / "session.ssml", self.folder / "ssml.wav"
        write_document(self.compiled, document)
        command = ["espeak-ng", "-s", "150", "-m", "-f", document, "-w", output]
        return Contender(SSML, command, None, lambda: output.unlink(missing_ok=True), output)

    def peer(self, name: str) -> Contender:
        """One of the scripts in ``peers``."""
        script, _ = SCRIPTS[name]
        return self._anew(name, f"{Path(script).stem}.wav", [sys.executable, PEERS / script])

    def _anew(self, name: str, file: str, script: Sequence[str | Path], *more: str) -> Contender:
        """Return a contender that writes a file where there is no older one.

        To replace one takes a file system several times as long as to write a new one.
        """
        output = self.folder / file
        command = [*script, self.compiled, *more, output]
        return Contender(name, command, None, lambda: output.unlink(missing_ok=True), output)


def compare(session: Session, rounds: int) -> None:
    """Tell how long each way takes; the slow scripts run once."""
    ways = [session.export("cold"), session.export("warm"), session.floor()]
    if shutil.which("espeak-ng"):
        ways.append(session.ssml())
    usages = in_turns(ways, rounds)
    scripts = [
        session.peer(name)
        for name, (_, programs) in SCRIPTS.items()
        if all(map(shutil.which, programs)) and ("pydub" not in name or find_spec("pydub"))
    ]
    for way in ways:
        show(session, way, usages[way.name], usages, rounds)
    for script in scripts:
        try:
            usage = in_turns([script], 1)[script.name]
        except SystemExit as fault:  # as pyttsx3 does now and then
            print(fault)
            tell_failed(session, script, "failed")
        else:
            show(session, script, usage, usages, 1)
    for way in (*ways, *scripts):
        assert way.output
        way.output.unlink(missing_ok=True)  # eight hours are 2.8 GB each


def show(
    session: Session, way: Contender, usage: Usage, usages: dict[str, Usage], runs: int
) -> None:
    """Tell a row.

    Raises:
        SystemExit: our own file is not as long as the session; of others, that is the row.
    """
    assert way.output
    if way.name != FLOOR and (fault := wrong(way.output, session.length_s)):
        if way.name in OURS:
            sys.exit(f"{way.name}: {fault}")
        tell_failed(session, way, fault)
        return
    speed, of_ssml = f"{session.length_s / usage.wall_s:.0f}", "-"
    if SSML in usages:
        ratio = usage.wall_s / usages[SSML].wall_s
        of_ssml = f"{ratio:.2f}"
        if (session.minutes, way.name) == (60, OURS[0]):
            of_ssml = beside_target(of_ssml, f"{MOST_OF_SSML}", kept=ratio <= MOST_OF_SSML)
    if (session.minutes, way.name) == (60, OURS[1]):
        kept = session.length_s / usage.wall_s >= LEAST_SPEED
        speed = beside_target(speed, f"{LEAST_SPEED}", kept=kept)
    tell(
        f"{session.minutes} min",
        way.name,
        {
            "time": f"{usage.wall_s:.2f} s",
            "x real time": speed,
            "of SSML": of_ssml,
            "of the floor": f"{usage.wall_s / usages[FLOOR].wall_s:.2f}",
            "processor": f"{usage.cpu_s:.2f} s",
            "memory": f"{usage.peak_mib:.0f} MiB",
            "file": f"{way.output.stat().st_size / 1e6:.1f} MB",
            "runs": f"{runs}",
        },
    )


def tell_failed(session: Session, way: Contender, fault: str) -> None:
    """Tell a row of what others failed to do, in the table of those who did."""
    none = dict.fromkeys(("x real time", "of SSML", "of the floor", "processor"), "-")
    none |= dict.fromkeys(("memory", "file", "runs"), "-")
    tell(f"{session.minutes} min", way.name, {"time": fault, **none})


def wrong(path: Path, length_s: float) -> str:
    """Return what is wrong with a file that should be a WAV of so many seconds, or nothing."""
    try:
        with wave.open(str(path)) as file:
            off = file.getnframes() / file.getframerate() / length_s - 1
    except (OSError, EOFError, wave.Error) as error:
        return f"wrote no WAV file: {error}"
    return f"wrong: a file {off:+.1%} longer" if abs(off) > TOLERANCE else ""


def memory(sessions: list[Session]) -> None:
    """Tell the peak memory of our exports, all processes together."""
    for cache in ("cold", "warm"):
        peaks = [peak_of_family_mib(session.export(cache)) for session in sessions]
        apart, most_mib = max(peaks) / min(peaks) - 1, max(peaks)
        told = f"{apart:.1%}"
        if sessions[0].minutes >= 10:  # of shorter ones, not all words are there yet
            told = beside_target(told, "10 %", kept=apart <= MOST_APART)
        lengths = " and ".join(f"{session.minutes} min" for session in sessions)
        tell(
            lengths,
            f"guide export, {cache}",
            {
                "memory of all processes": beside_target(
                    " and ".join(f"{peak:.1f} MiB" for peak in peaks),
                    f"below {MOST_MIB}",
                    kept=most_mib < MOST_MIB,
                ),
                "apart": told,
            },
        )


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="once and short")
    parser.add_argument("--minutes", type=int, nargs="+", default=[10, 60, 480])
    parser.add_argument("--rounds", type=int, default=5, help="runs of each quick contender")
    options = parser.parse_args()
    lengths = [2, 10] if options.quick else options.minutes
    with tempfile.TemporaryDirectory() as name:
        sessions = [Session(Path(name), minutes) for minutes in lengths]
        for session in sessions[:1] if options.quick else sessions:
            compare(session, rounds_of(session, 1 if options.quick else options.rounds))
        memory([sessions[0], sessions[-1]])


def rounds_of(session: Session, rounds: int) -> int:
    """Return how often a session is exported: two times at most where it is of many hours."""
    return rounds if session.minutes <= 60 else min(rounds, 2)


if __name__ == "__main__":
    main()
