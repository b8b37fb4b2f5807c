"""Coverage-guided fuzzing: what reads the files of others is given what nobody would write.

    python -m tests.fuzz yaml --minutes 30

A target is a module of ``tests/fuzz/targets``. Its ``check`` takes any bytes, and fails where a
promise is broken; ``mutate`` makes other bytes of some; ``WORDS`` are those of its format;
``SAMPLES`` are files to begin with, beside the seeds: what was found once, and what together
reaches as much of the code as all that a run had come upon.
"""

from __future__ import annotations

import atexit
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
SEEDS = Path(__file__).parent / "seeds"
TARGETS = sorted(path.stem for path in (Path(__file__).parent / "targets").glob("[a-z]*.py"))


def empty_folder() -> Path:
    """Return a new folder, which is there for as long as the process."""
    folder = TemporaryDirectory(prefix="fuzz-")
    atexit.register(folder.cleanup)
    return Path(folder.name)
