"""How soon each engine speaks and how much faster than real time, against its library alone.

    python bench/engines.py            five rounds of each, in turns
    python bench/engines.py --quick    one of each, so that it keeps working

*Cold* is from the start of a process to its first finished clip of two words, with an empty cache.
*Warm* is that of a later clip. The real-time factor is of whole sentences, one after the other.
``direct`` calls the library in that process: no worker, fork, cache or loudness; that is the floor.
``piper`` speaks with the tiny voice of the tests: a real one takes far longer to load and to speak.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from audio.speech.registry import BUILT_IN
from bench.measure import AS_INSTALLED
from bench.rows import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    Speak = Callable[[str], float]
    """Speaks a text; returns how many seconds of sound it is."""

WAYS = "direct", "guide"
SHORT = "Hold {}."


class Figures(NamedTuple):
    """Of one process, or the medians of several.

    Attributes:
        cold_s: seconds from its start to its first clip.
        warm_s: seconds that a short clip takes later.
        factor: seconds that a second of speech takes.
    """

    cold_s: float
    warm_s: float
    factor: float


def direct(engine: str) -> Speak:
    """Return what speaks with the engine's library, in this process."""
    if engine == "espeak":
        return _espeak()
    if engine == "piper":
        return _piper()
    kind = BUILT_IN[engine].load()(None, "en", 150)

    def speak(text: str) -> float:
        rate, pcm = kind.speak(text, 1.0)
        return len(pcm) / 2 / rate

    return speak


def _espeak() -> Speak:
    from audio.speech.espeak_library import Library  # noqa: PLC0415 - each process needs its own
    from audio.speech.espeak_voices import find_voice  # noqa: PLC0415

    library = Library(find_voice(None, "en"))

    def speak(text: str) -> float:
        blocks: list[bytes] = []
        library.synthesise(text, 150, blocks.append)
        return sum(map(len, blocks)) / 2 / library.sample_rate

    return speak


def _piper() -> Speak:
    from piper import PiperVoice  # noqa: PLC0415 - as above

    from audio.speech.piper_voices import installed_voices  # noqa: PLC0415

    voice = PiperVoice.load(installed_voices()[0].model)

    def speak(text: str) -> float:
        chunks = list(voice.synthesize(text))
        return sum(len(chunk.audio_int16_bytes) for chunk in chunks) / 2 / chunks[0].sample_rate

    return speak


def with_guide(engine: str) -> Speak:
    """Return what speaks as a session does."""
    from audio.clip import to_seconds  # noqa: PLC0415 - as above
    from audio.speech.engines import open_voice  # noqa: PLC0415
    from audio.speech.voice import Parameters  # noqa: PLC0415

    voice = open_voice(Parameters(engine))
    return lambda text: to_seconds(voice.speak(text).frames)


def speak_in_this_process(engine: str, way: str, count: int) -> None:
    """Print when the first clip is there, then the other figures."""
    speak = {"direct": direct, "guide": with_guide}[way](engine)
    speak(SHORT.format(0))
    print("first", flush=True)
    from bench.soak import utterances  # noqa: PLC0415 - the first clip does not wait for it

    warm = [timed(speak, SHORT.format(number))[0] for number in range(1, 1 + count)]
    sentences = [timed(speak, text) for text in utterances(count, seed=1)]
    spent_s, sound_s = map(sum, zip(*sentences, strict=True))
    print(json.dumps([median(warm), spent_s / sound_s]), flush=True)
    os._exit(0)  # pyttsx3 and onnxruntime take their time to end, and nobody waits for that


def timed(speak: Speak, text: str) -> tuple[float, float]:
    """Return the seconds that it took, and those of its sound."""
    begin = time.perf_counter()
    sound_s = speak(text)
    return time.perf_counter() - begin, sound_s


def measured(engine: str, way: str, count: int, voices: Path) -> Figures:
    """Measure one process, with a cache of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as cache:
        begin = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, __file__, "--in-process", engine, way, "--count", str(count)],
            env={
                **AS_INSTALLED,
                "STRETCH_GUIDE_CACHE": cache,
                "STRETCH_GUIDE_VOICES": str(voices),
            },
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout
        while process.stdout.readline() not in ("first\n", ""):
            pass  # a library has printed something
        cold_s = time.perf_counter() - begin
        last = process.stdout.read().splitlines()[-1:]
        if process.wait() or not last:
            sys.exit(f"{engine}, {way}: ended with {process.returncode}")
        return Figures(cold_s, *json.loads(last[0]))


def main() -> None:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--rounds", type=int, default=5, help="processes of each kind")
    parser.add_argument("--count", type=int, default=20, help="clips of each kind")
    parser.add_argument("--in-process", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.in_process:
        speak_in_this_process(*options.in_process, options.count)
    from tests.audio.speech.tiny_voice import install_tiny  # noqa: PLC0415 - not where it speaks

    count, rounds = (3, 1) if options.quick else (options.count, options.rounds)
    pairs = [(engine, way) for engine in BUILT_IN for way in WAYS]
    runs: dict[tuple[str, str], list[Figures]] = {pair: [] for pair in pairs}
    with tempfile.TemporaryDirectory() as voices:
        install_tiny(Path(voices))
        for _ in range(rounds):
            for pair in pairs:
                runs[pair].append(measured(*pair, count, Path(voices)))
    for (engine, way), figures in runs.items():
        cold_s, warm_s, factor = (median(column) for column in zip(*figures, strict=True))
        tell(
            engine,
            way,
            {
                "cold": f"{1000 * cold_s:.0f} ms",
                "warm": f"{1000 * warm_s:.1f} ms",
                "real-time factor": f"{factor:.4f}",
            },
        )


if __name__ == "__main__":
    main()
