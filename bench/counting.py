"""How exactly numbers are heard on their seconds and beats, on a virtual sound card.

    python bench/counting.py                          ten numbers each: before a hold, at its end,
                                                      and of repetitions, in eight languages
    python bench/counting.py --quick                  English alone, so that it keeps working
    python bench/counting.py --paces 120 190 --language pl

Tells by how many milliseconds the onsets of all numbers are away from their moments: mixed, and
as the sound card played them. Absolute times of a recording are not known, so its first number is
taken to be where it is in the mix.

Target: within 20 ms. A machine too busy to feed a sound card plays late: see the underruns. Needs
PulseAudio (Debian: pulseaudio, pulseaudio-utils, libasound2-plugins) for what is played; says so
and ends well where it is missing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from audio.clip import SAMPLE_RATE, to_seconds
from audio.devices.process import ProcessDevice
from audio.speech.engines import open_voice
from audio.speech.voice import Parameters
from audio.transport import Transport
from bench.rows import tell
from guide.compiling.sounds import Sounds
from guide.language.languages import WITH_WORDS
from guide.language.pronunciation import Pronunciation
from tests.audio.sink import PROGRAMS, NullSink
from tests.guide.rhythm import counted_sections, lands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audio.mix import Mix

HEARD = 300


def main() -> None:
    """Measure, and tell a row for each language and pace."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--language", nargs="+", default=WITH_WORDS)
    parser.add_argument("--paces", nargs="+", type=int, default=[150], help="words per minute")
    parser.add_argument("--quick", action="store_true", help="English at one pace")
    options = parser.parse_args()
    languages = ["en"] if options.quick else options.language
    missing = [program for program in PROGRAMS if not shutil.which(program)]
    if missing:
        print(f"not played: needs {', '.join(missing)}")
    sink = None if missing else NullSink()
    os.environ.update(sink.environment if sink else {})
    try:
        for language in languages:
            for pace_wpm in options.paces:
                measure(language, pace_wpm, sink)
    finally:
        if sink:
            sink.close()


def measure(language: str, pace_wpm: int, sink: NullSink | None) -> None:
    """Tell one row."""
    parameters = Parameters(engine="espeak", language=language, pace_wpm=pace_wpm)
    voice = open_voice(parameters)
    mixed: list[int] = []
    played: list[int] = []
    underruns = 0
    for mix, moments in counted_sections(Sounds(voice, Pronunciation(language)), language):
        samples = mix.block(0, mix.frames)
        off = [lands(samples, moment) for moment in moments]
        mixed += off
        if sink:
            recorded, late = as_played(mix, sink)
            underruns += late
            begin = int((abs(recorded) > HEARD).argmax()) - int((abs(samples) > HEARD).argmax())
            played += [lands(recorded, begin + moment) for moment in moments]
    voice.close()
    tell(
        f"{language} at {pace_wpm} words a minute",
        "guide",
        {
            "numbers": str(len(mixed)),
            "mixed": told(mixed),
            "played": told(played),
            "underruns": str(underruns) if sink else "-",
        },
    )


def as_played(mix: Mix, sink: NullSink) -> tuple[np.ndarray[Any, np.dtype[np.int16]], int]:
    """Return what the sound card plays of ``mix``, after silence; and how often it ran dry."""
    lead = np.zeros(SAMPLE_RATE, np.int16)
    whole = np.concatenate([lead, mix.block(0, mix.frames), lead])
    with sink.record() as recording:
        device = ProcessDevice("miniaudio")
        transport = Transport(device, lambda at, n: whole[at : at + n] if at < len(whole) else None)
        transport.start()
        transport.finished.wait(2 * to_seconds(len(whole)) + 10)
        if transport.failure:
            raise SystemExit(str(transport.failure))
        transport.stop()
    return recording.samples, device.underruns


def told(off: Sequence[int]) -> str:
    """Return the least and the most of some frames, in milliseconds."""
    if not off:
        return "not measured"
    return f"{1000 * to_seconds(min(off)):+.1f} to {1000 * to_seconds(max(off)):+.1f} ms"


if __name__ == "__main__":
    main()
