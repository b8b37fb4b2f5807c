"""Tell how much of each house the tests reach, and fail below the limits.

    python tests/reached.py build/coverage/report.json

Coverage's own ``fail_under`` is one figure for lines and branches together.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

LINES, BRANCHES = 95.0, 90.0
"""Percent that must be reached, of each house."""


def main(report: str) -> None:
    """Print a line a house; exit with 1 below a limit."""
    files = json.loads(Path(report).read_text("utf-8"))["files"]
    below = [house for house in ("guide", "audio") if not _enough(house, files)]
    if below:
        sys.exit(
            f"Too little of {' and '.join(below)} is reached: {LINES} % of lines and "
            f"{BRANCHES} % of branches are wanted."
        )


def _enough(house: str, files: dict[str, Any]) -> bool:
    found = [file["summary"] for name, file in files.items() if Path(name).parts[0] == house]

    def percent(reached: str, of: str) -> float:
        return 100 * sum(one[reached] for one in found) / sum(one[of] for one in found)

    lines = percent("covered_lines", "num_statements")
    branches = percent("covered_branches", "num_branches")
    sys.stdout.write(f"{house}: {lines:.2f} % of lines, {branches:.2f} % of branches\n")
    return lines >= LINES and branches >= BRANCHES


if __name__ == "__main__":
    main(*sys.argv[1:])
