"""How soon after a file is saved its change is heard: ``guide preview`` on the null device.

    python bench/preview.py [--count 20] [--quick]

From the write to the line that the new words are being heard, so with the voice that speaks them
for the first time. Target: within half a second.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import monotonic
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.measure import AS_INSTALLED, GUIDE
from bench.rows import beside_target, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

TARGET_MS = 500
ROUTINE = """\
title: Evening
steps:
  - {{title: Fold, say: Fold forward., hold: 60s}}
  - {{title: Lift {number}, say: Lift your hips., hold: 60s}}
settings: {{countdown: 0, change_over: 0s}}
"""


def main() -> None:
    """Save as often as is asked for, and tell how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--quick", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        took = sorted(saved_and_heard(Path(folder), 3 if given.quick else given.count))
    median_ms = 1000 * median(took)
    tell(
        "from save to new sound",
        "guide preview",
        {
            "median": beside_target(f"{median_ms:.0f} ms", "below 500", kept=median_ms < TARGET_MS),
            "longest": f"{1000 * took[-1]:.0f} ms",
            "saves": str(len(took)),
        },
    )


def saved_and_heard(folder: Path, count: int) -> list[float]:
    """Return the seconds from each save to the title that was changed."""
    path = folder / "evening.yaml"
    path.write_text(ROUTINE.format(number=0), "utf-8")
    process = subprocess.Popen(
        [GUIDE, "preview", path, "--device", "null", "--plain"],
        stdout=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        env={**AS_INSTALLED, "STRETCH_GUIDE_CACHE": os.fspath(folder / "cache")},
    )
    assert process.stdout
    took = []
    try:
        wait_for("start chime", process.stdout)
        for number in range(1, count + 1):
            path.write_text(ROUTINE.format(number=number), "utf-8")
            saved = monotonic()
            wait_for(f"Lift {number}.", process.stdout)
            took.append(monotonic() - saved)
    finally:
        process.kill()
        process.wait()
    return took


def wait_for(words: str, lines: Iterator[str]) -> None:
    """Read lines until one has these words.

    Raises:
        SystemExit: there is none, for the player has ended.
    """
    if not any(words in line for line in lines):
        sys.exit(f'the player ended before "{words}" was heard')


if __name__ == "__main__":
    main()
