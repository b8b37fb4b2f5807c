"""Where the time of ``guide export`` goes: an hour into WAV, with nothing spoken before.

    python bench/stages.py            five rounds
    python bench/stages.py --quick    two minutes, once, so that it keeps working

All stages, done one after the other in a process of their own; the command itself speaks beside
the others and does more than they, such as looking at settings. The floor is eSpeak's library,
called directly for each different cue, and as many bytes written. Medians of runs in turns.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.export import Session
from bench.measure import AS_INSTALLED, run
from bench.peers.pieces import read_pieces
from bench.rows import tell

STAGED = Path(__file__).with_name("staged_export.py")


def staged(session: Session, texts: Path) -> list[tuple[str, float, float]]:
    """Export once stage by stage; return them with their seconds, on the clock and of the CPU.

    How long the CPU was busy with ending it is not known: NaN.
    """
    cold = session.export("cold")
    assert cold.prepare and cold.environment and cold.output
    cold.prepare()
    started = time.time()
    told = subprocess.run(
        [sys.executable, STAGED, f"{started}", session.routine, texts, cold.output],
        env={**AS_INSTALLED, **cold.environment},
        stdout=subprocess.PIPE,
        check=True,
    )
    stages: list[tuple[str, float, float]] = json.loads(told.stdout)
    ending_s = time.time() - started - sum(wall_s for _, wall_s, _ in stages)
    return [*stages, ("ending, and measuring", ending_s, math.nan)]


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--quick", action="store_true", help="two minutes, once")
    options = parser.parse_args()
    minutes, rounds = (2, 1) if options.quick else (60, 5)
    os.environ["PYTHONPATH"] = AS_INSTALLED["PYTHONPATH"] = str(Path(__file__).parents[1])
    figures: dict[str, list[tuple[float, float]]] = {}
    with tempfile.TemporaryDirectory() as name:
        session = Session(Path(name), minutes)
        different = {piece.text for piece in read_pieces(session.compiled) if piece.text}
        texts = Path(name, "texts.json")
        texts.write_text(json.dumps(sorted(different)), "utf-8")
        for _ in range(rounds):
            for stage, wall_s, cpu_s in staged(session, texts):
                figures.setdefault(stage, []).append((wall_s, cpu_s))
            for contender in (session.export("cold"), session.floor()):
                usage = run(contender)
                figures.setdefault(contender.name, []).append((usage.wall_s, usage.cpu_s))
    whole_s = median(wall_s for wall_s, _ in figures["guide export, cold"])
    for stage, taken in figures.items():
        wall_s, cpu_s = (median(column) for column in zip(*taken, strict=True))
        tell(
            f"{minutes} min",
            stage,
            {
                "time": f"{1000 * wall_s:.0f} ms",
                "of the export": f"{wall_s / whole_s:.0%}",
                "processor": "-" if math.isnan(cpu_s) else f"{1000 * cpu_s:.0f} ms",
            },
        )


if __name__ == "__main__":
    main()
