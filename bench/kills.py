"""Kills the program with SIGKILL at random moments, and looks whether all is readable afterwards.

Five things are killed in turn: an export over an older file, a session, the installation of a
voice, a change of the settings, and a program that writes the history as fast as it can. After
each kill, and at the end by using it all once more, this must hold:

- each file of the export is the older one or the new one, whole; the next export leaves nothing
  hidden;
- the history opens, is whole, and has every session that was begun, finished or interrupted;
- the voice is absent, or whole by its digests; the next installation ends well;
- the settings are the older ones or the new ones, and their comment stays;
- every clip in the cache is whole or takes no part; no process is left behind.

    python bench/kills.py --count 200 --seed 7
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from audio.speech.cache import DiskCache
from bench.measure import GUIDE
from bench.rows import tell
from guide.history import History

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[1]
VOICE = "en_US-tiny-low"
ROUTINE = """\
title: Short
steps:
  - {title: Fold, say: Fold forward., sides: [left, right], hold: 1s}
  - {title: Rest, say: Rest., hold: 2s}
settings: {countdown: 0, change_over: 0s}
"""
HISTORY_WRITER = """
import sys
from pathlib import Path
from guide.history import History
from guide.session.report import Report, StepReport

steps = (StepReport(1, "Fold", "not reached"),)
while True:
    journal = History(Path(sys.argv[1])).begin("writer", {}, Report("W", "running", 1, steps, 1, 0))
    for seconds in range(20):
        journal.keep(Report("W", "running", 1, steps, seconds, 0))
    journal.keep(Report("W", "finished", 1, steps, 20, 0))
    journal.close()
"""
SETTINGS = '# mine\ndevice = "null:10"\n'
NEW_SETTINGS = '# mine\ndevice = "null:20"\n'
ENDING = ("export", "play", "install", "config")
"""What comes to an end by itself."""
GONE_WITHIN_S = 10.0


class Report(NamedTuple):
    """What happened; ``faults`` must be empty.

    Attributes:
        kills: how many of each kind hit a program that was running.
        late: how many came when it had just ended.
    """

    kills: Counter[str]
    late: int
    seconds: float
    faults: list[str]


class Victims:
    """What is killed: commands, in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.history = folder / "history.db"
        self.settings = folder / "config.toml"
        self.out = folder / "out"
        self.whole: dict[str, set[bytes]] = {}
        """The contents that each file of the export may have, by its name."""
        self._environment = {
            **os.environ,
            "STRETCH_GUIDE_CACHE": str(folder / "cache"),
            "STRETCH_GUIDE_HISTORY": str(self.history),
            "STRETCH_GUIDE_ROUTINES": str(folder / "routines"),
            "STRETCH_GUIDE_VOICES": str(folder / "voices"),
            "STRETCH_GUIDE_CONFIG": str(self.settings),
            "PYTHONPATH": str(ROOT),
        }
        routine = folder / "short.yaml"
        routine.write_text(ROUTINE, "utf-8")
        self.settings.write_text(SETTINGS, "utf-8")
        publish(folder / "mirror")
        formats = [word for ending in ("wav", "mp3", "html", "vtt") for word in ("--to", ending)]
        self.commands: dict[str, list[str | Path]] = {
            "export": [GUIDE, "export", routine, "-d", self.out, *formats, "--force"],
            "play": [GUIDE, "play", routine, "--device", "null:20"],
            "install": [GUIDE, "voices", "install", VOICE, "--from", folder / "mirror", "--yes"],
            "config": [GUIDE, "config", "device", "null:20"],
            "history": [sys.executable, "-c", HISTORY_WRITER, self.history],
        }

    def start(self, kind: str) -> subprocess.Popen[bytes]:
        """Start one of them; it says nothing."""
        nowhere = subprocess.DEVNULL
        return subprocess.Popen(
            self.commands[kind],
            env=self._environment,
            stdin=nowhere,
            stdout=nowhere,
            stderr=nowhere,
        )

    def forget(self, kind: str, chance: random.Random) -> None:
        """Undo, as often as not, what is there already: as for somebody's first time."""
        old = b"an older file"
        if kind in ("export", "play") and chance.random() < 0.5:
            shutil.rmtree(self.folder / "cache", ignore_errors=True)
        if kind == "install" and chance.random() < 0.5:
            shutil.rmtree(self.folder / "voices", ignore_errors=True)
        if kind == "config":
            self.settings.write_text(SETTINGS, "utf-8")
        if kind == "export" and chance.random() < 0.5:
            for name, contents in self.whole.items():
                (self.out / name).write_bytes(old)
                contents.add(old)

    def run(self, kind: str) -> float:
        """Run it to its end; return how long it took, in seconds."""
        began = time.perf_counter()
        if status := self.start(kind).wait():
            raise RuntimeError(f"{kind} ended with {status}")
        return time.perf_counter() - began

    def left_behind(self) -> list[int]:
        """The processes that have our folder in their environment; Linux only."""
        marked = str(self.folder).encode()
        found = []
        for path in Path("/proc").glob("[0-9]*/environ"):
            pid = int(path.parent.name)
            try:
                if pid != os.getpid() and marked in path.read_bytes():
                    found.append(pid)
            except OSError:  # it has just ended, or is another user's
                continue
        return found


def publish(mirror: Path) -> None:
    """Write a folder that a voice can be installed from: two files of some megabytes."""
    place = mirror / "en" / "en_US" / "tiny" / "low"
    place.mkdir(parents=True)
    files = {}
    for name, size in ((f"{VOICE}.onnx", 8 << 20), (f"{VOICE}.onnx.json", 4000)):
        content = random.Random(name).randbytes(size)
        (place / name).write_bytes(content)
        digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
        files[f"en/en_US/tiny/low/{name}"] = {"size_bytes": size, "md5_digest": digest}
    catalogue = {VOICE: {"key": VOICE, "files": files}}
    (mirror / "voices.json").write_text(json.dumps(catalogue), "utf-8")


def kills(count: int, seed: int, folder: Path) -> Report:
    """Kill ``count`` programs that run, in turn; ``folder`` is empty."""
    began = time.perf_counter()
    chance = random.Random(seed)
    victims = Victims(folder)
    took_s = {kind: victims.run(kind) for kind in ENDING}
    took_s["history"] = 0.6  # it has no end
    victims.whole = {path.name: {path.read_bytes()} for path in victims.out.iterdir()}
    killed: Counter[str] = Counter()
    late = 0
    faults: list[str] = []
    kinds = list(took_s)
    while killed.total() < count and not faults:
        kind = kinds[killed.total() % len(kinds)]
        victims.forget(kind, chance)
        process = victims.start(kind)
        try:
            if status := process.wait(chance.uniform(0, took_s[kind])):
                faults.append(f"{kind} ended with {status}")
            late += 1
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            killed[kind] += 1
        faults += [f"{killed.total()} {kind}: {fault}" for fault in wrong(victims)]
    faults += afterwards(victims)
    return Report(killed, late, time.perf_counter() - began, faults)


def wrong(victims: Victims) -> Iterator[str]:
    """Yield what is wrong now."""
    for name, contents in victims.whole.items():
        if (victims.out / name).read_bytes() not in contents:
            yield f"{name} is neither the older file nor the new one"
    voice = victims.folder / "voices" / VOICE
    for original in victims.folder.joinpath("mirror").rglob(f"{VOICE}*"):
        if voice.exists() and (voice / original.name).read_bytes() != original.read_bytes():
            yield f"{original.name} is not what was published"
    if (said := victims.settings.read_text("utf-8")) not in (SETTINGS, NEW_SETTINGS):
        yield f"the settings are {said!r}"
    history = History(victims.history)
    endings = {session.ending for session in history.sessions()}
    if history.fault or not endings <= {"finished", "interrupted", "stopped"}:
        yield f"the history: {history.fault or endings}"
    with closing(sqlite3.connect(victims.history)) as connection:
        if (said := connection.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            yield f"the history: {said}"
    if damaged := list(victims.folder.glob("*.damaged-*")):
        yield f"the history was set aside: {damaged}"
    cache = DiskCache(victims.folder / "cache" / "clips")
    for clip in (victims.folder / "cache" / "clips").glob("*"):
        if not clip.name.endswith(".new") and cache.get(clip.name) is None:
            yield f"the clip {clip.name} was damaged"


def afterwards(victims: Victims) -> Iterator[str]:
    """Yield what is wrong once all of it was used again."""
    until(lambda: not victims.left_behind())
    if left := victims.left_behind():
        yield f"processes were left behind: {left}"
    for kind in ENDING:
        victims.run(kind)
    yield from wrong(victims)
    for folder in (victims.out, victims.folder):
        if hidden := [path.name for path in folder.glob(".*")]:
            yield f"{hidden} was left in {folder}"


def until(condition: Callable[[], bool]) -> None:
    """Wait for a condition, ``GONE_WITHIN_S`` at most."""
    clock, by = threading.Event(), time.monotonic() + GONE_WITHIN_S
    while not condition() and time.monotonic() < by:
        clock.wait(0.1)


def main() -> int:
    """Kill as the command line says; 1 if anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kills-") as folder:
        report = kills(options.count, options.seed, Path(folder))
    tell(
        f"{report.kills.total()} killed",
        "guide",
        {
            **{kind: str(number) for kind, number in sorted(report.kills.items())},
            "had just ended": str(report.late),
            "faults": str(len(report.faults)),
            "time": f"{report.seconds:.0f} s",
        },
    )
    for fault in report.faults:
        print(f"  {fault}")
    return bool(report.faults)


if __name__ == "__main__":
    sys.exit(main())
