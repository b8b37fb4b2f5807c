"""All benchmarks, one after the other, and one table of what they have told.

    python -m bench                     everything, and docs/benchmarks.md from it
    python -m bench --quick             each of them in short, so that it keeps working
    python -m bench export startup      these alone; nothing is written

A benchmark that fails, or whose limits are not kept, makes it end with status 1, and nothing is
written.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.document import document, one_table
from bench.machine import Machine
from bench.rows import ROWS, Row, gathered

HERE = Path(__file__).parent
DOCUMENT = HERE.parent / "docs" / "benchmarks.md"


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

    def run(self, options: tuple[str, ...]) -> tuple[list[Row], int]:
        """Run it; return its rows and its status."""
        with tempfile.TemporaryDirectory() as folder:
            rows = Path(folder, "rows")
            command = [sys.executable, self.program, *options]
            ran = subprocess.run(command, env={**os.environ, ROWS: str(rows)}, check=False)
            return gathered(rows), ran.returncode


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
    Benchmark("day", None),
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
    rows: dict[Path, list[Row]] = {}
    failed, took = [], []
    began = time.monotonic()
    for benchmark in BENCHMARKS:
        given = benchmark.quick if options.quick else benchmark.whole
        if given is None or (options.names and benchmark.name not in options.names):
            continue
        print(f"\n== {benchmark.name}", flush=True)
        begun = time.monotonic()
        rows[benchmark.program], status = benchmark.run(given)
        took.append(f"{benchmark.name} {time.monotonic() - begun:.0f} s")
        failed += [benchmark.name] * bool(status)
    seconds = time.monotonic() - began
    print(f"\n{one_table(rows)}\n\n{', '.join(took)}; {seconds:.0f} s in all")
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    elif not (options.quick or options.names):
        DOCUMENT.write_text(document(machine, rows, seconds), "utf-8")
        print(f"Wrote docs/{DOCUMENT.name}.")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
