"""A length without a voice is near enough to say "about"."""

from __future__ import annotations

import pytest

from audio.speech.engines import open_voice
from audio.speech.voice import Parameters
from guide.compiling.compiler import Compiler
from guide.compiling.estimate import estimated_frames
from guide.compiling.sounds import Sounds
from guide.fitting.fit import settle
from guide.library.finding import load, names


@pytest.mark.parametrize("name", names())
def test_the_estimate_is_within_five_percent_of_the_voice(name: str) -> None:
    """For each bundled routine, spoken by the default voice at its default pace."""
    plan = settle(load(name))
    voice = open_voice(Parameters(engine="espeak"))
    try:
        frames = sum(section.frames for section in Compiler(plan, Sounds(voice)).sections())
    finally:
        voice.close()
    assert estimated_frames(plan) == pytest.approx(frames, rel=0.05)
