"""How soon ``guide`` answers and is heard: each command's cold start, and its costliest import.

    python bench/startup.py            everything, two minutes
    python bench/startup.py --quick    once, so that it keeps working

Each command does something small, in a home where nothing is yet; ``play`` and ``preview`` are
timed to their first line. *Beyond click* is the time after that of a process that does nothing but
``import click``. The costliest import is that of the package, or module of our own or of Python,
whose code takes longest by itself, as ``python -X importtime`` tells, beside those of click.

Targets: ``guide --help`` within 40 ms of ``import click``, ``guide check`` of one small file
within 120 ms of it; from ``guide play`` to the first sound, cold and warm, under twice the time
of a small script that starts, makes its first clip, opens the device and plays.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from audio.clip import SAMPLE_RATE
from bench.measure import AS_INSTALLED, GUIDE
from bench.rows import beside_target, tell
from bench.session import write_routine

if TYPE_CHECKING:
    from tests.audio.sink import NullSink

PEERS = Path(__file__).with_name("peers")
SMALL = """\
title: Short
steps:
  - title: Reach
    say: Reach your arms over your head.
    hold: 20s-30s
"""
LOUD = 50
"""What counts as sound, of 16 384; the server's own noise is less."""
PATIENCE_S = 20
FIRST_WORDS = "A long session."


COMMANDS = {
    "--help": (),
    "list": (),
    "show": ("small.yaml",),
    "play": ("small.yaml", "--device", "null", "--plain"),
    "prepare": ("small.yaml",),
    "sheet": ("small.yaml", "-o", "sheet.html"),
    "export": ("small.yaml", "-o", "export.wav"),
    "verify": ("kept.wav", "small.yaml"),
    "compile": ("small.yaml",),
    "check": ("small.yaml",),
    "explain": ("R054",),
    "new": ("Evening", "--from", "gentle-stretches", "-o", "evening.yaml"),
    "preview": ("small.yaml", "--device", "null", "--plain"),
    "schema": (),
    "moves": (),
    "say": ("Reach up.", "-o", "said.wav"),
    "pack": ("small.yaml",),
    "add": ("kept.zip",),
    "where": (),
    "history": (),
    "history clear": ("--help",),
    "config": (),
    "voices": (),
    "voices try": ("--help",),
    "voices install": ("--help",),
    "voices update": ("--help",),
    "voices remove": ("--help",),
    "devices": (),
    "doctor": (),
    "completion": ("bash",),
}
"""What each command is given."""
UNTIL_A_LINE = "play", "preview"
TARGETS_MS = {"--help": 40, "check": 120}
"""How much longer than to import click some may take."""


class Home:
    """A home with a routine in it, what was made of that, and nothing else."""

    def __init__(self, folder: Path) -> None:
        """Write the routine, and make what ``verify`` and ``add`` look at."""
        self.folder, self._kept = folder / "home", folder / "kept"
        self._kept.mkdir()
        (self._kept / "small.yaml").write_text(SMALL, "utf-8")
        for made in (("export", "small.yaml", "-o", "kept.wav"), ("pack", "small.yaml")):
            self.fresh()
            self.guide(*made)
            for file in ("kept.wav", "small.zip"):
                if (self.folder / file).exists():
                    shutil.copy(self.folder / file, self._kept / file.replace("small", "kept"))

    def fresh(self) -> None:
        """Make it as it was in the beginning."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self._kept, self.folder)

    def guide(self, *arguments: str) -> None:
        """Run a command there."""
        subprocess.run([GUIDE, *arguments], check=True, stdout=subprocess.DEVNULL, **self.there)

    @property
    def there(self) -> dict[str, Any]:
        """The options of ``subprocess`` for a process that has this as its home."""
        names = ("CACHE", "VOICES", "ROUTINES", "CONFIG", "HISTORY")
        own = {f"STRETCH_GUIDE_{name}": str(self.folder / name.lower()) for name in names}
        return {"env": {**AS_INSTALLED, **own, "HOME": str(self.folder)}, "cwd": self.folder}


def commands(folder: Path, rounds: int) -> None:
    """Tell how long each command takes, beyond click itself."""
    home = Home(folder)
    click = [sys.executable, "-c", "import click"]
    given = {name: [str(GUIDE), *name.split(), *COMMANDS[name]] for name in COMMANDS}
    times_s: dict[str, list[float]] = {}
    for _ in range(rounds):
        for name, command in {"import click": click, **given}.items():
            home.fresh()
            taken_s = answered(command, home, name in UNTIL_A_LINE)
            times_s.setdefault(name, []).append(taken_s)
    floor_s = median(times_s["import click"])
    loaded = imports([sys.executable, "-X", "importtime", "-c", "import click"], home, False)
    for name, command in given.items():
        traced = [sys.executable, "-X", "importtime", *command]
        costs_ms: dict[str, float] = {}
        for _ in range(min(rounds, 3)):  # the least of each, for other processes only add to it
            home.fresh()
            for module, ms in imports(traced, home, name in UNTIL_A_LINE).items():
                costs_ms[module] = min(ms, costs_ms.get(module, ms))
        costly = max(costs_ms.keys() - loaded.keys(), key=costs_ms.__getitem__)
        beyond_s = median(times_s[name]) - floor_s
        beyond = f"{1000 * beyond_s:.0f} ms"
        if most_ms := TARGETS_MS.get(name):
            beyond = beside_target(beyond, f"{most_ms}", kept=1000 * beyond_s <= most_ms)
        tell(
            "cold start",
            f"guide {name}",
            {
                "time": f"{1000 * median(times_s[name]):.0f} ms",
                "beyond click": beyond,
                "of click": f"{median(times_s[name]) / floor_s:.1f}",
                "costliest import": f"{costly}, {costs_ms[costly]:.0f} ms",
            },
        )


def answered(command: list[str], home: Home, until_a_line: bool) -> float:
    """Return the seconds until a command ends, or has printed a line and is ended.

    Raises:
        SystemExit: it failed.
    """
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, **home.there) as process:
        assert process.stdout
        if until_a_line:
            process.stdout.readline()
            taken_s = time.perf_counter() - started
            end(process)
        else:
            process.stdout.read()
            if process.wait() not in ({0, 1} if "doctor" in command else {0}):
                sys.exit(f"ended with {process.returncode}: {command}")
            taken_s = time.perf_counter() - started
    return taken_s


def imports(command: list[str], home: Home, until_a_line: bool) -> dict[str, float]:
    """Return the packages that a command imports with the ms that each takes by itself."""
    costs_ms: Counter[str] = Counter()
    with tempfile.TemporaryFile("w+") as told:
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=told, **home.there
        ) as process:
            assert process.stdout
            if until_a_line:
                process.stdout.readline()
                end(process)
            process.stdout.read()
        told.seek(0)
        for line in told:
            fields = line.removeprefix("import time:").split("|")
            if len(fields) == 3 and fields[0].strip().isdigit():
                costs_ms[package(fields[2].strip())] += int(fields[0]) / 1000
    return dict(costs_ms)


def package(module: str) -> str:
    """Return what a module belongs to; modules of our own count each for itself."""
    first = module.partition(".")[0]
    return module if first in ("guide", "audio") else first


def first_sounds(folder: Path, rounds: int) -> None:
    """Tell the time from the start of a player to its first sound."""
    from tests.audio.sink import PROGRAMS, NullSink  # noqa: PLC0415 - brings numpy along

    if missing := [name for name in (*PROGRAMS, "espeak-ng") if not shutil.which(name)]:
        print(f"the first sound is not measured: it needs {', '.join(missing)}")
        return
    routine, clip, cache = folder / "session.yaml", folder / "clip.wav", folder / "cache"
    write_routine(routine, 10)
    script = [sys.executable, PEERS / "first_sound.py", FIRST_WORDS, clip]
    players = {
        "guide play": [GUIDE, "play", routine],
        "small script": script,
        "leanest script": [*script, "lean"],
    }
    times: dict[tuple[str, str], list[float]] = {}
    sink = NullSink()
    try:
        for _ in range(rounds):
            for name, command in players.items():
                forget(cache, clip)
                for state in ("cold", "warm"):
                    taken_s = time_to_sound(sink, command, cache)
                    times.setdefault((name, state), []).append(taken_s * 1000)
    finally:
        sink.close()
    for state in ("cold", "warm"):
        plain_ms = median(times["small script", state])
        for name in players:
            taken_ms = median(times[name, state])
            ratio = f"{taken_ms / plain_ms:.2f}"
            if name == "guide play":
                ratio = beside_target(ratio, "below 2", kept=taken_ms < 2 * plain_ms)
            tell(
                f"first sound, {state}",
                name,
                {"time": f"{taken_ms:.0f} ms", "of a small script": ratio},
            )


def forget(cache: Path, clip: Path) -> None:
    """Make the next player a cold one."""
    shutil.rmtree(cache, ignore_errors=True)
    clip.unlink(missing_ok=True)


def time_to_sound(sink: NullSink, command: list[str | Path], cache: Path) -> float:
    """Start a player, wait until it is heard, end it; return the seconds in between.

    They are counted in the recording's frames, exact to some 50 ms: the server mixes in blocks of
    that size. It is looked at now and then only, for looking takes processor time too.

    Raises:
        SystemExit: nothing was heard within 20 s.
    """
    environment = {**AS_INSTALLED, **sink.environment, "STRETCH_GUIDE_CACHE": str(cache)}
    with sink.record() as recording:
        before = len(recording.samples)
        started = time.perf_counter()
        with subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
        ) as player:
            while not (heard := (abs(recording.samples[before:] // 2) > LOUD)).any():
                if time.perf_counter() - started > PATIENCE_S or player.poll():
                    player.kill()
                    sys.exit(f"nothing was heard of {command}")
                time.sleep(0.1)
            end(player)
    return int(heard.argmax()) / SAMPLE_RATE


def end(player: subprocess.Popen[bytes]) -> None:
    """End a player as its user would, or else at once."""
    player.send_signal(signal.SIGINT)
    try:
        player.wait(5)
    except subprocess.TimeoutExpired:
        player.kill()


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="once")
    quick = parser.parse_args().quick
    with tempfile.TemporaryDirectory() as name:
        commands(Path(name), 1 if quick else 5)
        first_sounds(Path(name), 1 if quick else 5)


if __name__ == "__main__":
    main()
