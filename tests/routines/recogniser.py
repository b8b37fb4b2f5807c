"""A recogniser of English that works offline, and what it needs to tell how much it understood."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from audio.clip import SAMPLE_RATE
from guide.compiling.compiler import Compiler
from guide.compiling.estimate import EstimatedLengths
from guide.compiling.measure import PlanMeasure
from guide.fitting.fit import Wanted, fit
from guide.folders import BUNDLED
from guide.language.pronunciation import Pronunciation
from guide.library.finding import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audio.clip import Clip

HEARS_HZ = 16_000
_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SILENCES = 0.5
"""Seconds of silence before and after a clip: a decoder learns from it what silence is."""


class Recogniser:
    """PocketSphinx with the model of American English that comes with it, and no grammar."""

    def __init__(self) -> None:
        """Load the model."""
        from pocketsphinx import Decoder

        self._decoder = Decoder(samprate=HEARS_HZ, loglevel="FATAL")

    def words(self, clip: Clip) -> list[str]:
        """Return what it understood of ``clip``."""
        import soxr

        around = np.zeros(int(_SILENCES * SAMPLE_RATE), np.int16)
        sound = np.concatenate([around, clip.samples, around]).astype(np.float32) / 32768
        heard = soxr.resample(sound, SAMPLE_RATE, HEARS_HZ)
        pcm = np.clip(heard * 32768, -32768, 32767).astype(np.int16)
        self._decoder.start_utt()
        self._decoder.process_raw(pcm.tobytes(), full_utt=True)
        self._decoder.end_utt()
        hypothesis = self._decoder.hyp()
        return words_of(hypothesis.hypstr) if hypothesis else []


def spoken_cues() -> list[str]:
    """Return every different cue of the bundled routines and moves, as it is given to a voice."""
    spoken: dict[str, None] = {}
    for path in sorted((*BUNDLED.glob("*.yaml"), *BUNDLED.glob("moves/*.yaml"))):
        plan = fit(load(str(path)), Wanted(), PlanMeasure(EstimatedLengths())).plan
        pronounced = Pronunciation(plan.language, plan.say_as)
        for talk in ("full", "brief"):
            compiler = Compiler(plan, EstimatedLengths(pronounced), talk)
            cues = (cue for part in compiler.parts for cue in compiler.compile(part).cues)
            spoken |= {pronounced(cue.text): None for cue in cues if cue.text}
    return list(spoken)


def words_of(text: str) -> list[str]:
    """Return the words of ``text`` in small letters; numbers are written out, signs left out."""
    text = re.sub(r"\d+", lambda match: f" {_number(int(match[0]))} ", text.lower())
    return re.findall(r"[a-z]+(?:'[a-z]+)*", text.replace("\u2019", "'"))


def _number(number: int) -> str:
    if number < 20:
        return _ONES[number]
    if number < 100:
        ones = _ONES[number % 10] if number % 10 else ""
        return f"{_TENS[number // 10 - 2]} {ones}"
    rest = _number(number % 100) if number % 100 else ""
    return f"{_number(number // 100)} hundred {rest}"


def errors_of(said: Sequence[str], heard: Sequence[str]) -> int:
    """Return how many words are changed, added or left out (Levenshtein's distance)."""
    row = list(range(len(heard) + 1))
    for count, word in enumerate(said, 1):
        diagonal, row[0] = row[0], count
        for place, other in enumerate(heard, 1):
            changed = diagonal + (word != other)
            diagonal = row[place]
            row[place] = min(changed, diagonal + 1, row[place - 1] + 1)
    return row[-1]
