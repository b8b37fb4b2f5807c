"""All benchmarks, one after the other, and one table of what they have told.

    python -m bench                     everything, and docs/benchmarks.md from it
    python -m bench --quick             each of them in short, so that it keeps working
    python -m bench export startup      these alone; nothing is written

A benchmark that crashes or hangs is left out of the document, which says so; a missed target is
marked there, and below its table is told where a limit of its own was not kept. Each of these makes
it end with status 1, once the document is written. With ``--quick``, missed targets make no
difference: they are of a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.document import document, one_table
from bench.machine import Machine
from bench.rows import NOT_KEPT, ROWS, Row, gathered
from guide.folders import CONFIG_VARIABLE, FOLDER_VARIABLE, HISTORY_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HERE = Path(__file__).parent
DOCUMENT = HERE.parent / "docs" / "benchmarks.md"
MOST_S = {"quick": 600, "whole": 3600}
"""How long a single benchmark may take, in short and in whole."""
ENDS_WITHIN_S = 20
OWN = (CONFIG_VARIABLE, FOLDER_VARIABLE, HISTORY_VARIABLE)
"""What names the files of whoever measures: no benchmark reads or writes those."""


class Benchmark(NamedTuple):
    """A program in this folder, and the options that make it take minutes, or seconds.

    ``None`` leaves it out: what is not in the whole run is a longer run of docs/reliability.md.
    """

    name: str
    whole: tuple[str, ...] | None = ()
    quick: tuple[str, ...] | None = ("--quick",)

    @property
    def program(self) -> Path:
        """The file."""
        return HERE / f"{self.name}.py"

    def run(self, options: tuple[str, ...], most_s: float) -> tuple[list[Row], int]:
        """Run it for ``most_s`` seconds at most; return its rows and its status."""
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            rows = Path(folder, "rows")
            none = {variable: str(Path(folder, variable.lower())) for variable in OWN}
            process = subprocess.Popen(
                [sys.executable, self.program, *options],
                env={**os.environ, **none, ROWS: str(rows)},
            )
            try:
                status = process.wait(most_s)
            except subprocess.TimeoutExpired:
                print(f"{self.name}: it was ended after {most_s:.0f} s", file=sys.stderr)
                status = ended(process)
            return gathered(rows), status


def ended(process: subprocess.Popen[bytes]) -> int:
    """Interrupt a process, which ends its own ones then, or kill it; return a status of failure."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(ENDS_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
    return process.wait() or 1


BENCHMARKS = (
    Benchmark("export"),
    Benchmark("stages"),
    Benchmark("startup"),
    Benchmark("growth"),
    Benchmark("checking"),
    Benchmark("formats", ("--minutes", "10", "--rounds", "1")),
    Benchmark("drift"),
    Benchmark("timing", ("--seconds", "30")),
    Benchmark("counting", ("--quick",)),
    Benchmark("latency", ("--count", "10")),
    Benchmark("unbroken", ("--quick",)),
    Benchmark("playing", ("--quick",)),
    Benchmark("speaking_ahead", ("--quick",)),
    Benchmark("engines", ("--rounds", "3")),
    Benchmark("preview"),
    Benchmark("intelligibility", ("--cues", "30")),
    Benchmark("day", None, ("--hours", "1", "--sessions", "1")),
    Benchmark("kills", None, ("--count", "8")),
    Benchmark("soak", None, ("--engine", "espeak", "pyttsx3", "silent", "--count", "40")),
)


def main() -> int:
    """Run what the command line asks for; 1 if anything failed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.split("\n", 1)[0])
    parser.add_argument("--quick", action="store_true", help="each in short")
    names = [benchmark.name for benchmark in BENCHMARKS]
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of {', '.join(names)}")
    options = parser.parse_args()
    if unknown := set(options.names) - set(names):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}")
    machine = Machine.here()
    kind: Literal["quick", "whole"] = "quick" if options.quick else "whole"
    rows: dict[Path, list[Row]] = {}
    crashed, broken, took = [], [], []
    began = time.monotonic()
    for benchmark in BENCHMARKS:
        given = getattr(benchmark, kind)
        if options.names and benchmark.name not in options.names:
            continue
        if given is None and not options.names:
            continue
        print(f"\n== {benchmark.name}", flush=True)
        begun = time.monotonic()
        told, status = benchmark.run(given or (), MOST_S[kind])
        took.append(f"{benchmark.name} {time.monotonic() - begun:.0f} s")
        if status in (0, NOT_KEPT):
            rows[benchmark.program] = told
        else:
            crashed.append(benchmark.program)
        broken += [benchmark.program] * (status == NOT_KEPT)
    seconds = time.monotonic() - began
    print(f"\n{one_table(rows)}\n\n{', '.join(took)}; {seconds:.0f} s in all")
    if not (options.quick or options.names):
        DOCUMENT.write_text(document(machine, rows, seconds, crashed, broken), "utf-8")
        print(f"Wrote docs/{DOCUMENT.name}.")
    faults = [f"{program.stem} failed" for program in crashed]
    faults += [f"{program.stem} did not keep a limit" for program in broken]
    faults += [] if options.quick else missed(rows)
    for fault in faults:
        print(fault, file=sys.stderr)
    return bool(faults)


def missed(rows: Mapping[Path, Sequence[Row]]) -> list[str]:
    """Return each target that was missed, in words."""
    return [
        f"{program.stem}: {row.case}, {row.way}: {name} {row.figures[name]}"
        for program, told in rows.items()
        for row in told
        for name in row.missed
    ]


if __name__ == "__main__":
    sys.exit(main())
