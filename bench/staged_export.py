"""An export, stage by stage, for ``bench/stages.py``, which tells where its time goes.

Usage: staged_export.py STARTED ROUTINE TEXTS.json OUTPUT.wav

Prints, as JSON, the seconds that each stage took, and those of the processor; STARTED is when the
process was started. Imports stand where an export would do them: they are a stage of it.
"""

# ruff: noqa: PLC0415

from __future__ import annotations

import sys
import time


def export(started: float, routine: str, texts: str, output: str) -> list[tuple[str, float, float]]:
    """Do it; return stages with their seconds, on the clock and of the processor."""
    stages = [("starting Python", time.time() - started, time.process_time())]
    import json
    import os
    from concurrent.futures import ThreadPoolExecutor
    from pathlib import Path

    from bench.measure import cpu_of_family_s

    def measure() -> tuple[float, float]:
        return time.time(), cpu_of_family_s(os.getpid())

    begun = measure()

    def done(stage: str) -> None:
        nonlocal begun
        wall_s, cpu_s = (now - then for now, then in zip(measure(), begun, strict=True))
        stages.append((stage, wall_s, cpu_s))
        begun = measure()

    import guide.cli.commands.export  # noqa: F401
    from audio.files.formats import sound_writer
    from audio.files.whole import whole_file
    from audio.files.writer import About
    from audio.mix import Mix  # noqa: F401
    from audio.mixdown import AS_MIXED
    from audio.polish import polish  # noqa: F401
    from audio.speech.engines import open_voice
    from audio.speech.voice import Parameters
    from guide.compiling.compiler import JOBS, Compiler
    from guide.compiling.sounds import Sounds
    from guide.fitting.fit import Wanted, fit
    from guide.library.finding import load

    done("imports")
    plan = fit(load(routine), Wanted()).plan
    done("reading")
    voice = open_voice(Parameters("espeak"))
    with ThreadPoolExecutor(JOBS) as pool:
        list(pool.map(voice.speak, json.loads(Path(texts).read_text("utf-8"))))
    done("speaking")
    sounds = Sounds(voice)
    sections = list(Compiler(plan, sounds).sections())
    done("compiling")
    runs = [run for section in sections for run in sounds.mix(section).runs()]
    done("mixing")
    with whole_file(Path(output), overwrite=True) as file:
        writer = sound_writer(".wav", file, About(), AS_MIXED)
        for run in runs:
            writer.write(run)
        writer.finish()
    done("writing")
    voice.close()
    done("ending the voice")
    return stages


if __name__ == "__main__":
    found = export(float(sys.argv[1]), *sys.argv[2:])
    import json

    print(json.dumps(found))
