"""Which voice of eSpeak is understood best: a recogniser reads back the bundled cues.

    python bench/intelligibility.py                     the default voice, all cues
    python bench/intelligibility.py --voices en-us en-us+f2 --paces 130 150 165 --cues 60
    python bench/intelligibility.py --quick             two cues, so that it keeps working

Word error rate: words that would have to be changed, added or left out, as a share of those
that were said. PocketSphinx decodes with the model of English that it brings along, without a
grammar. What a voice is worth to people is not what it is worth to a recogniser: the figures
order voices, they do not promise how much a person understands. The range is a bootstrap over
cues (Efron): 95 % of resampled sets of cues; ``better`` is how often the voice beats the first.

Needs ``pocketsphinx`` (in the extra ``dev``).
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import os
import random
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from audio.polish import polish
from audio.speech.engine import UtteranceError
from audio.speech.espeak import Espeak
from bench.rows import tell
from tests.routines.recogniser import Recogniser, errors_of, spoken_cues, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

RESAMPLED = 2000


class Job(NamedTuple):
    """One cue by one voice at one pace."""

    voice: str | None
    pace_wpm: int
    cue: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the recogniser made of one job."""

    errors: int
    words: int
    seconds: float


@cache
def _recogniser() -> Recogniser:
    os.nice(10)
    return Recogniser()


def read_back(job: Job) -> Reading:
    """Speak, listen, compare; some variants of eSpeak crash, and that is all wrong then."""
    try:
        rate, pcm = Espeak(job.voice, "en", job.pace_wpm).speak(job.cue, 1.0)
    except UtteranceError:
        words = len(words_of(job.cue))
        return Reading(words, words, words / 2.5)
    clip = polish(bytes(pcm), rate)
    heard = _recogniser().words(clip)
    said = words_of(job.cue)
    return Reading(errors_of(said, heard), len(said), clip.frames / 48_000)


def rate_of(readings: Sequence[Reading]) -> float:
    """Return the word error rate."""
    return sum(one.errors for one in readings) / sum(one.words for one in readings)


def bootstrap(readings: Sequence[Reading], against: Sequence[Reading]) -> tuple[str, float]:
    """Return the range of 95 %, and the share of resampled sets in which ``against`` is worse."""
    draw = random.Random(1)
    rates, better = [], 0
    for _ in range(RESAMPLED):
        chosen = draw.choices(range(len(readings)), k=len(readings))
        rate = rate_of([readings[index] for index in chosen])
        rates.append(rate)
        better += rate < rate_of([against[index] for index in chosen])
    rates.sort()
    low, high = rates[RESAMPLED // 40], rates[-RESAMPLED // 40]
    return f"{100 * low:.1f} to {100 * high:.1f}", better / RESAMPLED


def main() -> None:
    """Tell a row for each, the best first."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--voices", nargs="+", default=[None], help="eSpeak's, such as en-us+f2")
    parser.add_argument("--paces", nargs="+", type=int, default=[150], help="words per minute")
    parser.add_argument("--cues", type=int, help="as many cues, drawn with a fixed seed")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--quick", action="store_true", help="two cues only")
    options = parser.parse_args()
    cues = spoken_cues()
    count = 2 if options.quick else options.cues or len(cues)
    cues = random.Random(6).sample(cues, min(count, len(cues)))
    pairs = list(itertools.product(options.voices, options.paces))
    jobs = [Job(voice, pace, cue) for voice, pace in pairs for cue in cues]
    rows: list[list[Reading]] = [[]]
    with multiprocessing.get_context("spawn").Pool(options.jobs) as pool:
        for reading in pool.imap(read_back, jobs, chunksize=2):
            if len(rows[-1]) == len(cues):
                rows.append([])
            rows[-1].append(reading)
            if len(rows[-1]) == len(cues):
                voice, pace = pairs[len(rows) - 1]
                told = f"{voice or 'default'} at {pace}: {100 * rate_of(rows[-1]):.1f} %"
                print(told, file=sys.stderr, flush=True)
    first = rows[0]
    for (voice, pace), row in sorted(
        zip(pairs, rows, strict=True), key=lambda entry: rate_of(entry[1])
    ):
        interval, better = bootstrap(row, first)
        wpm = 60 * sum(one.words for one in row) / sum(one.seconds for one in row)
        tell(
            f"{len(cues)} cues, {sum(one.words for one in first)} words",
            f"{voice or 'the default voice'} at {pace}",
            {
                "words wrong": f"{100 * rate_of(row):.1f} %",
                "95 %": f"{interval} %",
                "better than the first": f"{100 * better:.0f} %",
                "words a minute": f"{wpm:.0f}",
            },
        )


if __name__ == "__main__":
    main()
