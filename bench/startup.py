"""How soon ``guide`` answers and is heard.

    python bench/startup.py            everything, a minute
    python bench/startup.py --quick    once, so that it keeps working

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
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from measure import AS_INSTALLED, GUIDE, Contender, in_turns
from session import write_routine

from audio.clip import SAMPLE_RATE

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


def commands(folder: Path, rounds: int) -> None:
    """Print how long the commands take that make no sound, beyond click itself."""
    routine = folder / "small.yaml"
    routine.write_text(SMALL, "utf-8")
    click = Contender("import click", [sys.executable, "-c", "import click"])
    ours = [
        (Contender("guide --help", [GUIDE, "--help"]), 40),
        (Contender("guide check of one small file", [GUIDE, "check", routine]), 120),
    ]
    usages = in_turns([click, *(contender for contender, _ in ours)], rounds)
    floor_ms = usages[click.name].wall_s * 1000
    print(f"{click.name}: {floor_ms:.0f} ms")
    loaded = imports([sys.executable, "-X", "importtime", "-c", "import click"])
    for contender, target_ms in ours:
        extra_ms = usages[contender.name].wall_s * 1000 - floor_ms
        print(f"{contender.name}: {extra_ms:.0f} ms more (target: {target_ms})")
        all_imports = imports([sys.executable, "-X", "importtime", *map(str, contender.command)])
        extra = {name: ms for name, ms in all_imports.items() if name not in loaded}
        costly = sorted(extra, key=extra.__getitem__, reverse=True)[:5]
        print("  its costliest imports:", ", ".join(f"{name} {extra[name]:.1f}" for name in costly))


def imports(command: list[str]) -> dict[str, float]:
    """Return the modules that a command imports with the ms that each takes by itself."""
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = [line.removeprefix("import time:").split("|") for line in ran.stderr.splitlines()]
    return {
        fields[2].strip(): int(fields[0]) / 1000
        for fields in lines
        if len(fields) == 3 and fields[0].strip().isdigit()
    }


def first_sounds(folder: Path, rounds: int) -> None:
    """Print the time from the start of a player to its first sound."""
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
        ours, plain, lean = (median(times[name, state]) for name in players)
        print(
            f"guide play to the first sound, {state}: {ours:.0f} ms; "
            f"{ours / plain:.2f} x a small script's {plain:.0f} ms (target: below 2), "
            f"{ours / lean:.2f} x the leanest one's {lean:.0f} ms"
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
        commands(Path(name), 2 if quick else 25)
        first_sounds(Path(name), 1 if quick else 7)


if __name__ == "__main__":
    main()
