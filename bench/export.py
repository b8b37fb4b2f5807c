"""Speed and memory of ``guide export``, against other ways to make the same file.

    python bench/export.py            everything, some minutes
    python bench/export.py --quick    once and short, so that it keeps working

All get the same words and silences, and run in turns. ``cold`` begins with an empty cache,
``warm`` with a full one. Targets: cold takes at most 0.6 of the time of one espeak-ng speaking
one SSML document; warm at least 8 000 x real time; below 120 MiB, and at most 10 % apart
between 10 minutes and 8 hours.
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

from measure import GUIDE, Contender, Usage, in_turns, peak_of_family_mib
from peers.pieces import read_pieces
from peers.ssml import write_document
from session import write_routine

if TYPE_CHECKING:
    from collections.abc import Sequence

PEERS = Path(__file__).with_name("peers")
SSML = "espeak-ng, one SSML document"
FLOOR = "only writing the bytes"


class Session:
    """A routine to export, compiled once, and all files about it in one folder."""

    def __init__(self, folder: Path, minutes: int) -> None:
        """Write and compile it, which also fills the warm cache."""
        self.folder, self.minutes = folder, minutes
        self.routine, self.compiled = folder / "session.yaml", folder / "session.json"
        self.ours = folder / "ours.wav"
        folder.mkdir()
        write_routine(self.routine, minutes)
        command = [GUIDE, "compile", self.routine, "--json", "-o", self.compiled]
        warm = {**os.environ, "STRETCH_GUIDE_CACHE": str(folder / "warm")}
        subprocess.run(command, check=True, env=warm, stdout=subprocess.DEVNULL)
        timeline = json.loads(self.compiled.read_text("utf-8"))
        self.length_s = timeline["frames"] / timeline["sample_rate"]
        self.texts = [cue["text"] for cue in timeline["cues"] if cue["kind"] == "speech"]

    def export(self, cache: str) -> Contender:
        """Our own way; ``cache`` is cold or warm."""
        cached = self.folder / cache

        def prepare() -> None:
            if cache == "cold":
                shutil.rmtree(cached, ignore_errors=True)
            self.ours.unlink(missing_ok=True)

        command = [GUIDE, "export", self.routine, "-o", self.ours]
        environment = {"STRETCH_GUIDE_CACHE": str(cached)}
        return Contender(f"guide export, {cache}", command, environment, prepare)

    def floor(self) -> Contender:
        """Writing as many bytes as our file has."""
        output = self.folder / "floor.wav"
        size = str(self.ours.stat().st_size)
        return anew(output, FLOOR, [sys.executable, PEERS / "write_bytes.py", size, output])

    def ssml(self) -> Contender:
        """One espeak-ng, one document; making the document is not counted."""
        document, output = self.folder / "session.ssml", self.folder / "ssml.wav"
        write_document(read_pieces(self.compiled), document)
        return anew(output, SSML, ["espeak-ng", "-s", "150", "-m", "-f", document, "-w", output])

    def peer(self, name: str, script: str) -> Contender:
        """One of the scripts in ``peers``."""
        output = self.folder / Path(script).with_suffix(".wav")
        return anew(output, name, [sys.executable, PEERS / script, self.compiled, output])


def anew(output: Path, name: str, command: Sequence[str | Path]) -> Contender:
    """Return a contender that writes to ``output``, where there is no older file.

    To replace one takes a file system several times as long as to write a new one.
    """
    return Contender(name, command, prepare=lambda: output.unlink(missing_ok=True))


def compare(session: Session, rounds: int, slow_peers: bool) -> None:
    """Print how long each way takes."""
    warm, cold = session.export("warm"), session.export("cold")
    in_turns([warm], 1)  # makes the file whose size is the floor
    contenders = [cold, warm, session.floor()]
    if shutil.which("espeak-ng"):
        contenders.append(session.ssml())
    usages = in_turns(contenders, rounds)
    if slow_peers and shutil.which("espeak-ng") and shutil.which("sox"):
        peer = session.peer("espeak-ng per cue, sox", "espeak_sox.py")
        usages |= in_turns([peer], 1)
    if slow_peers and find_spec("pydub"):
        peer = session.peer("pyttsx3 per cue, pydub", "pyttsx3_pydub.py")
        usages |= in_turns([peer], 1)
    show(session, usages)


def show(session: Session, usages: dict[str, Usage]) -> None:
    """Print the table of one session."""
    print(
        f"\n{session.minutes} min routine: {session.length_s:.0f} s, {len(session.texts)} spoken "
        f"cues, {len(set(session.texts))} different\n"
        f"{'':31} {'wall s':>8} {'cpu s':>8} {'x real time':>12} {'of SSML':>8} {'of floor':>9} "
        f"{'MiB':>6}"
    )
    ssml = usages.get(SSML)
    floor = usages[FLOOR]
    for name, usage in usages.items():
        of_ssml = f"{usage.wall_s / ssml.wall_s:.2f}" if ssml else "-"
        print(
            f"{name:31} {usage.wall_s:8.2f} {usage.cpu_s:8.2f} "
            f"{session.length_s / usage.wall_s:12.0f} {of_ssml:>8} "
            f"{usage.wall_s / floor.wall_s:9.1f} {usage.peak_mib:6.0f}"
        )
    for output in sorted(session.folder.glob("*.wav")):
        if output.name != "floor.wav":
            error_s = length_s(output) - session.length_s
            print(f"  {output.name}: {error_s:+.3f} s from the announced length")


def length_s(path: Path) -> float:
    """Return the length of a WAV file in seconds."""
    with wave.open(str(path)) as file:
        return file.getnframes() / file.getframerate()


def memory(sessions: list[Session]) -> None:
    """Print the peak memory of our exports, all processes together."""
    print("\nPeak memory of guide export, all its processes together, in MiB")
    for cache in ("cold", "warm"):
        peaks = [peak_of_family_mib(session.export(cache)) for session in sessions]
        shown = ", ".join(f"{s.minutes} min {p:.1f}" for s, p in zip(sessions, peaks, strict=True))
        print(f"{cache}: {shown}; {max(peaks) / min(peaks) - 1:.0%} apart")


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="once and short")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each contender")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.quick:
            short, shorter = Session(folder / "10", 10), Session(folder / "2", 2)
            compare(short, rounds=1, slow_peers=False)
            compare(shorter, rounds=1, slow_peers=True)
            memory([shorter, short])
            return
        hour, shorter = Session(folder / "60", 60), Session(folder / "10", 10)
        compare(hour, options.rounds, slow_peers=True)
        longest = Session(folder / "480", 480)
        in_turns([longest.export("warm")], 1)
        show(longest, in_turns([longest.export("warm"), longest.floor()], options.rounds))
        memory([shorter, longest])


if __name__ == "__main__":
    main()
