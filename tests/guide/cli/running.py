"""Runs the real command ``guide`` as a person would, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

GUIDE = Path(sys.executable).with_name("guide")


def guide(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``guide`` with ``arguments`` to its end."""
    return subprocess.run(
        [str(GUIDE), *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
    )


def start_guide(*arguments: object, **options: Any) -> subprocess.Popen[str]:
    """Start ``guide`` and let it run."""
    return subprocess.Popen(
        [str(GUIDE), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        **options,
    )
