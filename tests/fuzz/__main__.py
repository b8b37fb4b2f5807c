"""Fuzzes one target: ``python -m tests.fuzz yaml --minutes 30``; needs ``pip install atheris``.

What was come upon is kept in ``.fuzz/TARGET/corpus``, from which the next run goes on, and each
fault once in ``.fuzz/TARGET/found``: the bytes, and why. A run goes on behind a fault.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import os
import random
import shutil
import signal
import sys
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tests.fuzz import ROOT, SEEDS, TARGETS, empty_folder

if TYPE_CHECKING:
    from types import FrameType, ModuleType

LONGEST_S = 10.0
"""Processor time that an input may take; with every branch counted all is some times slower."""
SLOW_S = 0.5
INSTRUMENTED = ["guide", "audio", "tomllib", "mutagen"]
"""What is ours, and what reads for us in Python."""
_BY_BYTES = 0.5  # of all changes: libFuzzer's own, which know nothing of formats


class TooSlowError(BaseException):
    """An input takes too long. No handler for exceptions that are foreseen takes it."""


class Run:
    """One run: the faults that it has found, and the slowest input."""

    def __init__(self, target: ModuleType, folder: Path) -> None:
        """Keep what is found in ``folder``."""
        self.target = target
        self.folder = folder
        self.found: set[str] = set()
        self.slowest_s = SLOW_S

    def take(self, data: bytes) -> None:
        """Check an input; keep it if it breaks a promise, or is slower than all before it."""
        start = time.process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST_S)
        try:
            self.target.check(data)
        except (Exception, TooSlowError) as error:
            self._keep(data, error)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        took_s = time.process_time() - start
        if took_s > self.slowest_s:
            self.slowest_s = took_s
            (self.folder / "slowest").write_bytes(data)
            print(f"slowest: {took_s:.2f} s for {len(data)} bytes", flush=True)

    def _keep(self, data: bytes, error: BaseException) -> None:
        """Keep an input with a fault that is not known by its kind and its lines."""
        lines = [
            f"{frame.filename}:{frame.lineno}"
            for frame in traceback.extract_tb(error.__traceback__)
            if Path(frame.filename).is_relative_to(ROOT) and ".venv" not in frame.filename
        ]
        where = "" if isinstance(error, TooSlowError) else " ".join(lines[-4:])
        name = hashlib.sha256(f"{type(error).__name__} {where}".encode()).hexdigest()[:8]
        if name not in self.found:
            self.found.add(name)
            (self.folder / name).write_bytes(data)
            told = "".join(traceback.format_exception(error))
            (self.folder / f"{name}.txt").write_text(f"{data!r}\n\n{told}", "utf-8", "replace")
            print(f"found {name}: {type(error).__name__} {str(error)[:200]!r}", flush=True)

    def changed(self, data: bytes, most: int, seed: int) -> bytes:
        """Return another input: changed by bytes, or as its format is changed."""
        import atheris

        chance = random.Random(seed)
        if chance.random() >= _BY_BYTES:
            with suppress(ValueError):  # it has lost its form
                return bytes(self.target.mutate(data, chance)[:most])
        return bytes(atheris.Mutate(data, most))


def main() -> None:
    """Fuzz a target for some minutes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--minutes", type=float, default=30)
    wanted = parser.parse_args()
    try:
        import atheris
    except ImportError:
        sys.exit("Fuzzing needs atheris: pip install atheris.")
    for variable in ("STRETCH_GUIDE_ROUTINES", "STRETCH_GUIDE_VOICES"):
        os.environ[variable] = str(empty_folder())
    signal.signal(signal.SIGVTALRM, _too_slow)
    with atheris.instrument_imports(include=INSTRUMENTED):
        target = importlib.import_module(f"tests.fuzz.targets.{wanted.target}")
        seeds = sorted((SEEDS / wanted.target).iterdir())
        for sample in (*target.SAMPLES, *seeds):  # by which what is imported late is as well
            with suppress(Exception):
                target.check(sample.read_bytes())
    folder = ROOT / ".fuzz" / wanted.target
    for part in ("corpus", "found", "samples"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for number, sample in enumerate(target.SAMPLES):
        shutil.copyfile(sample, folder / "samples" / f"{number:04}")
    (folder / "words").write_text("".join(map(_entry, target.WORDS)))
    run = Run(target, folder / "found")
    arguments = [
        f"-max_total_time={round(wanted.minutes * 60)}",
        f"-max_len={target.LARGEST}",
        f"-dict={folder / 'words'}",
        f"-artifact_prefix={folder / 'found'}/",
        "-timeout=300",
        "-rss_limit_mb=3000",
        "-print_final_stats=1",
        "-reload=0",
    ]
    corpora = [str(folder / "corpus"), str(folder / "samples"), str(SEEDS / wanted.target)]
    atheris.Setup([sys.argv[0], *arguments, *corpora], run.take, custom_mutator=run.changed)
    atheris.Fuzz()


def _too_slow(_number: int, _frame: FrameType | None) -> None:
    raise TooSlowError


def _entry(word: str) -> str:
    """Return a word as a line of a dictionary of libFuzzer."""
    written = "".join(
        chr(byte) if 32 < byte < 127 and byte not in b'"\\' else f"\\x{byte:02x}"
        for byte in word.encode()
    )
    return f'"{written}"\n'


if __name__ == "__main__":
    main()
