"""How long it takes to check many routines, and to compile long ones.

    python bench/checking.py            everything, half a minute
    python bench/checking.py --quick    less of it, so that it keeps working

Checking 1 000 different routines in one call is compared with the least that anybody has to do:
a process that lets libyaml parse the same files, and no more. Compiling is timed with lengths
that are estimated, so that no voice is part of it: time over steps shall not grow. All times are
of the processor.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.measure import GUIDE, Contender, in_turns
from bench.rows import tell
from bench.session import write_routines
from guide.compiling.compiler import Compiler
from guide.compiling.estimate import EstimatedLengths
from guide.fitting.fit import settle
from guide.reading.source import read_routine

if TYPE_CHECKING:
    from collections.abc import Callable

    from guide.format.routine import Routine

STEP = """\
  - title: Lift {number}
    say: Lift your {{side}} leg {number} times as high as a hair is wide.
    sides: [left, right]
    each: [{{for: {seconds}s, say: Lift.}}]
"""
PARSE = """\
import sys, yaml
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        for event in yaml.parse(file, Loader=yaml.CBaseLoader):
            pass
"""


def checking(folder: Path, count: int, rounds: int) -> None:
    """Tell how long one call takes for ``count`` routines, and what the parsing alone takes."""
    files = write_routines(folder, count)
    ours = Contender("guide check", [GUIDE, "check", *files])
    floor = Contender("yaml.parse", [sys.executable, "-c", PARSE, *files])
    usages = in_turns([ours, floor], rounds)
    mine_s, least_s = usages[ours.name].cpu_s, usages[floor.name].cpu_s
    for name, seconds in ((ours.name, mine_s), (floor.name, least_s)):
        tell(
            f"{count} routines",
            name,
            {
                "processor": f"{seconds:.2f} s",
                "each": f"{1000 * seconds / count:.2f} ms",
                "of the parsing": f"{seconds / least_s:.1f}",
                "memory": f"{usages[name].peak_mib:.0f} MiB",
            },
        )


def compiling(folder: Path, counts: list[int], rounds: int) -> None:
    """Tell how long routines of more and more steps take, none of which is like another."""
    firsts: dict[str, float] = {}
    for count in counts:
        file = folder / f"steps-{count}.yaml"
        steps = (STEP.format(number=number, seconds=2 + number % 2) for number in range(count))
        file.write_text(f"title: Long\nsteps:\n{''.join(steps)}", "utf-8")
        routine = read_routine(file)
        works = {
            "reading": lambda file=file: read_routine(file),
            "compiling": lambda routine=routine: compiled(routine),
        }
        for name, work in works.items():
            step_us = median(taken_s(work) for _ in range(rounds)) / count * 1e6
            ratio = step_us / firsts.setdefault(name, step_us)
            tell(
                f"{count} steps",
                name,
                {
                    "processor": f"{step_us * count / 1000:.1f} ms",
                    "a step": f"{step_us:.1f} us",
                    f"of a step of {counts[0]}": f"{ratio:.2f}",
                },
            )


def compiled(routine: Routine) -> None:
    """Compile all parts of a routine."""
    compiler = Compiler(settle(routine), EstimatedLengths())
    for part in compiler.parts:
        compiler.compile(part)


def taken_s(work: Callable[[], object]) -> float:
    """Return how many seconds of the processor something takes, however busy the machine is."""
    started = time.process_time()
    work()
    return time.process_time() - started


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="less, once")
    quick = parser.parse_args().quick
    with tempfile.TemporaryDirectory() as name:
        checking(Path(name), 100 if quick else 1000, 1 if quick else 3)
        compiling(Path(name), [10, 100, 1000] if quick else [10, 100, 1000, 5000], 3)


if __name__ == "__main__":
    main()
