"""Measures whole processes, in turns, so that a busy machine is equally busy for all of them."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

GUIDE = Path(sys.executable).with_name("guide")
SAMPLE_EVERY_S = 0.01
AS_INSTALLED = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
"""What is measured keeps its bytecode, as what is installed does."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What one process and its children took.

    Attributes:
        wall_s: seconds from its start to its end.
        cpu_s: seconds of processor time, user and system.
        peak_mib: the largest resident memory of any one of its processes, in MiB.
    """

    wall_s: float
    cpu_s: float
    peak_mib: float


@dataclass(frozen=True, slots=True)
class Contender:
    """A command to measure, and the file that it writes.

    ``prepare`` runs before each time, unmeasured.
    """

    name: str
    command: Sequence[str | Path]
    environment: dict[str, str] | None = None
    prepare: Callable[[], None] | None = None
    output: Path | None = None


def run(contender: Contender) -> Usage:
    """Run it once.

    Raises:
        SystemExit: it failed.
    """
    if contender.prepare:
        contender.prepare()
    started = time.perf_counter()
    process = _start(contender)
    _, status, resources = os.wait4(process.pid, 0)
    wall_s = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{contender.name}: ended with {process.returncode}: {contender.command}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Usage(wall_s, resources.ru_utime + resources.ru_stime, resources.ru_maxrss / unit)


def in_turns(contenders: Sequence[Contender], rounds: int) -> dict[str, Usage]:
    """Run all of them ``rounds`` times in turns; returns the median of each figure."""
    runs: dict[str, list[Usage]] = {contender.name: [] for contender in contenders}
    for _ in range(rounds):
        for contender in contenders:
            runs[contender.name].append(run(contender))
    return {
        name: Usage(
            median(usage.wall_s for usage in usages),
            median(usage.cpu_s for usage in usages),
            max(usage.peak_mib for usage in usages),
        )
        for name, usages in runs.items()
    }


def peak_of_family_mib(contender: Contender) -> float:
    """Run it and return the peak memory of all its processes together, in MiB.

    Pages that processes share are counted once (proportional set size, Linux only), sampled
    every 10 ms; a run of its own, because looking takes time.
    """
    if contender.prepare:
        contender.prepare()
    process = _start(contender)
    ended = threading.Event()
    threading.Thread(target=lambda: (process.wait(), ended.set()), daemon=True).start()
    peak_mib = 0.0
    while not ended.wait(SAMPLE_EVERY_S):
        peak_mib = max(peak_mib, memory_of_family_mib(process.pid))
    return peak_mib


def memory_of_family_mib(pid: int) -> float:
    """Return the memory of a process and all its children now, in MiB; Linux only."""
    return sum(_resident_kib(member) for member in family_of(pid)) / 2**10


def cpu_of_family_s(pid: int) -> float:
    """Return the seconds of processor time that a process and all its children have taken.

    Children that have ended are counted; Linux only.
    """
    return sum(_ticks(member) for member in family_of(pid)) / os.sysconf("SC_CLK_TCK")


def _start(contender: Contender) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [str(part) for part in contender.command],
        env={**AS_INSTALLED, **(contender.environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )


def family_of(pid: int) -> list[int]:
    family = [pid]
    for member in family:  # grows while it is walked
        try:
            for children in Path(f"/proc/{member}/task").glob("*/children"):
                family += [int(child) for child in children.read_text().split()]
        except OSError:  # it has just ended
            continue
    return family


def _resident_kib(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:  # it has just ended
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _ticks(pid: int) -> int:
    try:
        counts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:  # it has just ended
        return 0
    return sum(map(int, counts[11:15]))  # user and system, its own and of those that have ended
