"""The engines that the contract is held against, those of other packages included."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "tests" / "example_engine"


def install_example(folder: Path) -> None:
    """Install the example package into ``folder``, as pip does for anybody, without a network."""
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation"]
    command = [*pip, "--no-index", "--target", str(folder), str(EXAMPLE)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


def path_with(folder: Path) -> str:
    """Return a PYTHONPATH by which workers find what is installed in ``folder``."""
    return os.pathsep.join([str(folder), str(ROOT)])
