"""Thousands of different utterances through a real engine, with workers killed at random.

Every utterance must come, whole and audible, however many workers die meanwhile. It is
spoken twice, in different orders, and both are compared: bytes with ``espeak``, lengths
with ``pyttsx3``, which is not exact to the frame.

    python bench/soak.py --engine pyttsx3 --count 3000 --seed 7
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import threading
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple, TypeAlias

sys.path.insert(0, str(Path(__file__).parents[1]))

from audio.errors import VoiceError
from audio.speech.plain import plain_words
from audio.speech.registry import BUILT_IN
from audio.speech.workers import Workers
from bench.rows import tell

SIGKILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # which ends at once on Windows too
JOBS = 2
KILL_EVERY = 25  # utterances
KILL_WITHIN_S = 0.01  # after one of them has begun; most take less
CUT = 0.98  # shorter than this share of its other length, an utterance was cut

CRASH_TEXTS = {
    "stacked suffixes (pull request 2495)": "s'" * 220,
    "dotted letters, skipping words (tests/crash_vectors)": "a . " * 186,
    "dotted accented letters (tests/crash_vectors)": "é . " * 101,
    "single letters beyond a clause (tests/crash_vectors)": "b " * 301,
    "CVE-2023-49990: commands, and a word of one vowel": "\x01V\ufffd\r" * 4 + "e" * 9 + "seee",
    "CVE-2023-49991: commands, and characters that are none": "\x01V\x01\x01V" + "\ufffd" * 40,
    "CVE-2023-49992: a word longer than any buffer": "\ufffd\x03!" + "b" * 660,
    "CVE-2023-49993: commands, and digits without end": "h\x01\x01V\n$\n\x10" * 2 + "0" * 300,
    "CVE-2023-49994: phoneme brackets and dashes": '"\x1f[[-#,-\t-1-2.\r--O)C--!E-1@5-!-V\x01--',
}
"""Published texts that crashed eSpeak NG, by their construction."""

_VERBS = ["Lift", "Lower", "Rest", "Turn", "Bend", "Reach", "Press", "Circle", "Ease", "Slide"]
_SIDES = ["left", "right", "upper", "lower", "other", "near", "far"]
_PARTS = ["knee", "hip", "shoulder", "elbow", "heel", "palm", "chest", "back", "neck", "ankle"]
_ENDS = (
    "for {n} seconds.",
    "{n} times, and breathe out slowly.",
    "a few inches. Then wait for {n} breaths.",
    "gently; stop at {n} percent!",
    "— not too far — and count to {n}…",
    "(about {n} degrees), if that is comfortable?",
)


class Outcome(NamedTuple):
    """What came of one text: its length in frames and its checksum, or else what was said."""

    frames: int = 0
    checksum: int = 0
    error: str = ""


Outcomes: TypeAlias = dict[str, Outcome]


class Report(NamedTuple):
    """What happened; ``faults`` must be empty."""

    spoken: int
    killed: int
    crashed: int
    seconds: float
    faults: list[str]


def utterances(count: int, seed: int) -> list[str]:
    """Return that many different cues, in an order of the seed's own."""
    chance = random.Random(seed)
    texts: dict[str, None] = {}
    while len(texts) < count:
        words = [chance.choice(_VERBS), "your", chance.choice(_SIDES), chance.choice(_PARTS)]
        end = chance.choice(_ENDS).format(n=chance.randrange(1, 1000))
        texts[" ".join([*words, end])] = None
    return list(texts)


def soak(engine: str, count: int, seed: int) -> Report:
    """Speak ``count`` utterances twice, the first time with kills, and compare them."""
    begin = time.perf_counter()
    chance = random.Random(seed)
    texts = utterances(count, seed)
    workers = Workers({"engine": engine, "voice": None, "language": "en", "pace_wpm": 150}, JOBS)
    killer = Killer(workers, chance, chance.sample(texts, count // KILL_EVERY))
    try:
        first = speak_all(workers, texts, killer)
        chance.shuffle(texts)
        second = speak_all(workers, texts)
        crashed = [speak(workers, plain_words(text)).error for text in CRASH_TEXTS.values()]
        after = speak_all(workers, texts[:JOBS])
    finally:
        workers.close()
    faults = [fault for text in texts if (fault := compare(engine, text, first, second))]
    faults += [fault for text in after if (fault := compare(engine, text, after, second))]
    seconds = time.perf_counter() - begin
    return Report(2 * count, killer.killed, sum(map(bool, crashed)), seconds, faults)


class Killer:
    """Kills a worker soon after some of the texts were begun."""

    def __init__(self, workers: Workers, chance: random.Random, texts: list[str]) -> None:
        self._workers = workers
        self._chance = chance
        self._texts = frozenset(texts)
        self.killed = 0

    def begun(self, text: str) -> None:
        if text in self._texts:
            threading.Timer(self._chance.uniform(0, KILL_WITHIN_S), self._kill).start()

    def _kill(self) -> None:
        try:
            os.kill(self._chance.choice(self._workers.pids), SIGKILL)
        except (ProcessLookupError, IndexError):  # it has just ended, or none is there
            return
        self.killed += 1


def speak_all(workers: Workers, texts: list[str], killer: Killer | None = None) -> Outcomes:
    """Speak ``texts``, ``JOBS`` at a time."""

    def one(text: str) -> Outcome:
        if killer:
            killer.begun(text)
        return speak(workers, text)

    with ThreadPoolExecutor(JOBS) as pool:
        return dict(zip(texts, pool.map(one, texts), strict=True))


def speak(workers: Workers, text: str) -> Outcome:
    try:
        utterance = workers.speak(text, 1.0)
    except VoiceError as error:
        return Outcome(error=str(error))
    return Outcome(len(utterance.pcm) // 2, zlib.crc32(utterance.pcm))


def compare(engine: str, text: str, first: Outcomes, second: Outcomes) -> str:
    """Return what is wrong with a text, or nothing."""
    one, other = first[text], second[text]
    if one.error or other.error:
        return one.error or other.error
    if engine == "espeak" and one != other:
        return f"{text!r} differs: {one} and {other}"
    if min(one.frames, other.frames) < CUT * max(one.frames, other.frames):
        return f"{text!r} was cut: {one} and {other}"
    return ""


def main() -> int:
    """Soak as the command line says; 1 if anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--engine", choices=BUILT_IN, nargs="+", default=["espeak"])
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    faulty = False
    for engine in options.engine:
        report = soak(engine, options.count, options.seed)
        tell(
            f"{report.spoken} utterances of {options.count} texts",
            engine,
            {
                "workers killed": str(report.killed),
                "crash texts refused": f"{report.crashed} of {len(CRASH_TEXTS)}",
                "faults": str(len(report.faults)),
                "time": f"{report.seconds:.1f} s",
            },
        )
        for fault in report.faults:
            print(f"  {fault}")
        faulty |= bool(report.faults)
    return faulty


if __name__ == "__main__":
    sys.exit(main())
