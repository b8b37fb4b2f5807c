"""Numbers are heard on their seconds and beats, in every language: the real voice, the real mix."""

from __future__ import annotations

import pytest

from audio.clip import to_frames
from audio.speech.engines import open_voice
from audio.speech.voice import Parameters
from guide.compiling.sounds import Sounds
from guide.language.languages import WITH_WORDS
from guide.language.pronunciation import Pronunciation
from tests.guide.rhythm import counted_sections, lands


@pytest.mark.parametrize("pace_wpm", [120, 150, 190])
@pytest.mark.parametrize("language", WITH_WORDS)
def test_each_number_sets_in_within_20_ms(language: str, pace_wpm: int) -> None:
    """Counted down, counted out and repeated, one to ten, in the samples that a device gets."""
    voice = open_voice(Parameters(engine="espeak", language=language, pace_wpm=pace_wpm))
    try:
        for mix, moments in counted_sections(Sounds(voice, Pronunciation(language)), language):
            samples = mix.block(0, mix.frames)
            off = [lands(samples, moment) for moment in moments]
            assert max(map(abs, off)) <= to_frames(0.02), off
    finally:
        voice.close()
