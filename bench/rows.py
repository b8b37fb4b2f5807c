"""The one way in which all benchmarks tell what they have measured: rows.

A benchmark calls ``tell`` for each of them. Whoever runs it by itself reads them as lines;
``python -m bench`` gathers them from all.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_KEPT = 3
"""The status of a benchmark that has told all its rows, but did not keep a limit of its own."""
MISSED = "missed"
ROWS = "STRETCH_GUIDE_BENCH_ROWS"
"""The variable that names the file in which rows are gathered, one a line."""


class Row(NamedTuple):
    """What was measured of one way to do something.

    Attributes:
        case: what was done: "60 min, cold".
        way: who did it: "guide export".
        figures: what came out, by what it is: {"wall": "1.92 s", "of SSML": "0.57"}. Rows of one
            benchmark whose figures have the same names form one table.
    """

    case: str
    way: str
    figures: dict[str, str]

    @property
    def missed(self) -> list[str]:
        """The names of the figures that missed their target."""
        return [name for name, told in self.figures.items() if told.endswith(f", {MISSED})")]

    def __str__(self) -> str:
        told = ", ".join(f"{name} {figure}" for name, figure in self.figures.items())
        return f"{self.case}: {self.way}: {told}"


def beside_target(figure: str, target: str, *, kept: bool) -> str:
    """Return a figure beside its target: "39 ms (target: 40)", or "41 ms (target: 40, missed)"."""
    return f"{figure} (target: {target}{'' if kept else f', {MISSED}'})"


def tell(case: str, way: str, figures: Mapping[str, str]) -> None:
    """Print a row, and add it to the others where they are gathered."""
    row = Row(case, way, dict(figures))
    print(row, flush=True)
    if ROWS in os.environ:
        with Path(os.environ[ROWS]).open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")


def gathered(path: Path) -> list[Row]:
    """Return the rows that were added to a file, in their order."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [Row(*json.loads(line)) for line in lines]
