"""A recogniser understands what the usual voice says of the bundled routines."""

from __future__ import annotations

import random

import pytest

from audio.speech.engines import open_voice
from audio.speech.voice import Parameters
from tests.routines.recogniser import Recogniser, errors_of, spoken_cues, words_of

MOST = 0.7
"""Of words that are not understood. ``bench/intelligibility.py`` measures 0.58 of all cues; voices
that are hard to understand have 0.8 and more."""


def test_the_usual_voice_is_understood() -> None:
    """Some cues, as they are played, are read back word by word by a model without a grammar."""
    pytest.importorskip("pocketsphinx", reason="needs pocketsphinx, of the extra dev")
    recogniser = Recogniser()
    voice = open_voice(Parameters(engine="espeak"))
    try:
        cues = random.Random(6).sample(spoken_cues(), 12)
        heard = [recogniser.words(voice.speak(cue)) for cue in cues]
    finally:
        voice.close()
    said = [words_of(cue) for cue in cues]
    wrong = sum(map(errors_of, said, heard))
    assert wrong / sum(map(len, said)) < MOST


def test_errors_are_words_that_change_come_or_go() -> None:
    """Numbers and signs make no difference."""
    assert words_of("Hold it: 45 seconds; 110!") == (
        ["hold", "it", "forty", "five", "seconds", "one", "hundred", "ten"]
    )
    assert errors_of(["lift", "your", "hips"], ["lift", "your", "hips"]) == 0
    assert errors_of(["lift", "your", "hips"], ["left", "your", "big", "hips"]) == 2
    assert errors_of(["lift", "your", "hips"], []) == 3
