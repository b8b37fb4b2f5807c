"""How the time of a command grows with what it is given, and that it grows no faster.

    python bench/growth.py            everything, some minutes
    python bench/growth.py --quick    up to a third of it, once, so that it keeps working

``one more`` is what the last things cost each: the time that they take more over their number, so
that the start of the program is no part of it. ``growth`` is that over the same of the first ones:
1 is a straight line. It is the processor's time that counts, of children too, for other programs
may run beside it.

Limits, which end it with status 3: growth of 1.5 (of single runs, which noise moves, 2.5);
``guide list`` of 5 000 routines in a second on the clock, once they are in its index (of a single
run this is not looked at); ``guide history`` and what a session does with the history within 50 ms
of the same with a short one (of single runs, 150 ms). Voices are no part of it:
the engine is ``silent``, and has spoken before. Nor are the bytes of sound, of which
bench/export.py writes eight hours: exported here are captions.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.measure import GUIDE, Contender, Usage, in_turns
from bench.rows import NOT_KEPT, tell
from bench.session import write_routines
from guide.folders import CONFIG_VARIABLE, FOLDER_VARIABLE, HISTORY_VARIABLE
from guide.history import History
from guide.history.records import Row, to_row
from guide.history.store import Store
from guide.language.languages import WITH_WORDS
from guide.library.identity import SETTLED_NS
from guide.session.report import Report, StepReport

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_GROWTH = 1.5
MOST_GROWTH_ONCE = 2.5
MOST_LIST_S = 1.0
MOST_MORE_MS = 50
NOISE_S = 0.05
"""Times that differ by less are the same, as far as can be told of whole processes."""


class Scale(NamedTuple):
    """Something of which there may be more and more in a file.

    Attributes:
        thing: what it is.
        sizes: how many of them, three at least.
        write: writes so many of them into a file.
    """

    thing: str
    sizes: Sequence[int]
    write: Callable[[Path, int], None]


def write_steps(path: Path, count: int) -> None:
    """Write a routine of so many steps; fifty of them are different, as there are few moves."""
    steps = (
        f"- {{title: Lift {n % 50}, say: Lift it {n % 50} times., hold: 2s}}\n"
        for n in range(count)
    )
    path.write_text(f"title: Long\nsteps:\n{''.join(steps)}", "utf-8")


def write_cues(path: Path, count: int) -> None:
    """Write a routine of one hold of an hour or more, in which so many different texts are said."""
    cues = (f"    {5 * n}s: Breathe {n} times.\n" for n in range(1, count + 1))
    hold = f"  hold: {max(3600, 5 * count + 60)}s\n  cues:\n"
    path.write_text(f"title: Talk\nsteps:\n- title: Lie down\n{hold}{''.join(cues)}", "utf-8")


def write_languages(path: Path, count: int) -> None:
    """Write a routine of 200 steps of which each text is there in so many languages."""
    tags = WITH_WORDS[:count]

    def text(words: str) -> str:
        return "{" + ", ".join(f"{tag}: {words} in {tag}" for tag in tags) + "}"

    steps = (f"- {{title: {text(f'Lift {n}')}, hold: 20s}}\n" for n in range(200))
    path.write_text(f"title: {text('Many')}\nsteps:\n{''.join(steps)}", "utf-8")


def write_sessions(path: Path, count: int) -> None:
    """Write a history of so many sessions of forty routines; one of forty was killed."""
    steps = tuple(StepReport(n, f"Step {n}", "done") for n in range(1, 13))
    rows = []
    for number in range(count):
        outcome = "running" if number % 40 == 7 else "finished"
        report = Report(f"Routine {number % 40}", outcome, 13, steps, 600.0, 5.0)
        began = 1.7e9 + 3600 * number
        rows.append(to_row(f"{number:016x}", began, f"routine-{number % 40}", "{}", report))
    Store(path).put(rows[0])  # makes the table
    columns = ", ".join(Row._fields)
    with closing(sqlite3.connect(path)) as connection, connection:
        insert = f"INSERT INTO sessions ({columns}) VALUES (?, ?, ?, ?, ?)"
        connection.executemany(insert, rows[1:])


class Bench:
    """Measures, with all files in one folder."""

    def __init__(self, folder: Path, rounds: int) -> None:
        """Run everything ``rounds`` times."""
        self._folder, self._rounds = folder, rounds
        once = rounds == 1
        self._most_growth = MOST_GROWTH_ONCE if once else MOST_GROWTH
        self._most_more_ms = MOST_MORE_MS * (3 if once else 1)
        self.broken: list[str] = []

    def grows(self, scale: Scale, *arguments: str) -> None:
        """Tell how long a command takes with more and more in the file that it is given."""
        usages = {}
        for size in scale.sizes:
            file = self._folder / f"{scale.thing}-{size}.yaml"
            scale.write(file, size)
            command = [GUIDE, arguments[0], file, *arguments[1:]]
            if arguments[0] == "export":
                command += ["-o", self._folder / "growth.vtt", "--force"]
            environment = {"STRETCH_GUIDE_CACHE": str(self._folder / "cache")}
            if "--engine" in arguments:
                self._usage(command, environment)  # what is spoken is spoken before
            usages[size] = self._usage(command, environment)
        self._tell_growth(f"guide {arguments[0]}", scale.thing, usages)

    def lists(self, sizes: Sequence[int]) -> None:
        """Tell how long the list of more and more routines takes: the first time, and then."""
        first, again = {}, {}
        for size in sizes:
            own, cache = self._folder / f"own-{size}", self._folder / f"cache-{size}"
            own.mkdir()
            write_routines(own, size)
            time.sleep(SETTLED_NS / 1e9)
            there = {FOLDER_VARIABLE: str(own), "STRETCH_GUIDE_CACHE": str(cache)}
            forget = partial(shutil.rmtree, cache, ignore_errors=True)
            first[size] = self._usage([GUIDE, "list"], there, forget)
            again[size] = self._usage([GUIDE, "list"], there)
        self._tell_growth("guide list, the first time", "routine", first)
        self._tell_growth("guide list, again", "routine", again)
        if self._rounds > 1:  # of single runs, noise may take longer
            listed_s = again[sizes[-1]].wall_s
            self._keep(listed_s <= MOST_LIST_S, f"guide list: {listed_s:.2f} s")

    def histories(self, sizes: Sequence[int]) -> None:
        """Tell how long it takes to list, begin, offer and end a session after many others."""
        firsts: dict[str, float] = {}
        for size in sizes:
            path = self._folder / f"history-{size}.db"
            write_sessions(path, size)
            listed = self._usage([GUIDE, "history"], {HISTORY_VARIABLE: str(path)})
            figures = {"guide history": listed.cpu_s}
            figures |= {name: self._median_s(work, path) for name, work in SESSIONS.items()}
            tell(
                f"{size} sessions",
                "history",
                {name: f"{seconds * 1000:.1f} ms" for name, seconds in figures.items()},
            )
            for name, seconds in figures.items():
                more_ms = (seconds - firsts.setdefault(name, seconds)) * 1000
                self._keep(
                    more_ms <= self._most_more_ms,
                    f"{name}: {more_ms:.0f} ms more at {size} sessions",
                )

    def _usage(
        self,
        command: list[str | Path],
        environment: dict[str, str] | None = None,
        prepare: Callable[[], None] | None = None,
    ) -> Usage:
        name = " ".join(map(str, command[1:2]))
        settled = {CONFIG_VARIABLE: str(self._folder / "none.toml")}
        contender = Contender(name, command, settled | (environment or {}), prepare)
        return in_turns([contender], self._rounds)[name]

    def _median_s(self, work: Callable[[Path], object], path: Path) -> float:
        taken = []
        for _ in range(self._rounds):
            started = time.process_time()
            work(path)
            taken.append(time.process_time() - started)
        return median(taken)

    def _tell_growth(self, name: str, thing: str, usages: dict[int, Usage]) -> None:
        """Tell the time of each size, and what one thing more costs in the end."""
        first, *_, middle, most = usages
        before_ms, after_ms = (
            max(usages[large].cpu_s - usages[small].cpu_s, NOISE_S) / (large - small) * 1000
            for small, large in ((first, middle), (middle, most))
        )
        growth = after_ms / before_ms
        for size, usage in usages.items():
            figures = {"wall": f"{usage.wall_s:.2f} s", "processor": f"{usage.cpu_s:.2f} s"}
            figures |= {"one more": f"{after_ms:.2f} ms" if size == most else ""}
            figures |= {"growth": f"{growth:.2f}" if size == most else ""}
            tell(f"{size} {thing}{'s' * (size > 1)}", name, figures)
        self._keep(growth <= self._most_growth, f"{name}: {thing}s grow {growth:.2f} x")

    def _keep(self, kept: bool, broken: str) -> None:
        """Remember a limit that is not kept."""
        self.broken += [] if kept else [broken]


def began_and_ended(path: Path) -> None:
    """Begin to keep a session, and end it."""
    steps = (StepReport(1, "Fold", "done"),)
    journal = History(path).begin("routine-1", {}, Report("One", "running", 0, steps, 0.0, 0.0))
    journal.keep(Report("One", "finished", 2, steps, 60.0, 0.0))
    journal.close()


SESSIONS: dict[str, Callable[[Path], object]] = {
    "a session kept": began_and_ended,
    "its offer": lambda path: History(path).interrupted("routine-7"),
    "any offer": lambda path: History(path).interrupted(),
}
"""What a session does with the history, in turn."""


def main() -> int:
    """Measure; return the status."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="less, once")
    quick = parser.parse_args().quick
    steps = Scale("step", [10, 1000, 3000] if quick else [10, 100, 1000, 10_000], write_steps)
    cues = Scale("cue", [10, 300, 1000], write_cues)
    languages = Scale("language", [1, 2, 4, 8], write_languages)
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), 1 if quick else 3)
        steps.write(file := Path(name) / "first.yaml", 1)
        subprocess.run([GUIDE, "check", file], capture_output=True, check=True)  # reads the program
        bench.grows(steps, "check")
        bench.grows(steps, "show")
        bench.grows(steps, "export", "--engine", "silent")
        bench.grows(cues, "export", "--engine", "silent")
        bench.grows(languages, "check")
        bench.lists([10, 100, 300] if quick else [10, 100, 1000, 5000])
        bench.histories([10, 1000] if quick else [10, 100, 1000, 10_000])
    print("\n".join(bench.broken), file=sys.stderr)
    return NOT_KEPT if bench.broken else 0


if __name__ == "__main__":
    sys.exit(main())
