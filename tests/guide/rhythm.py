"""A session that counts, and when each of its numbers is heard; for tests and for ``bench``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from audio.clip import to_frames
from guide.compiling.compiler import Compiler
from guide.compiling.counting import COUNT
from guide.format.routine import Settings
from tests.guide.plans import phase, plan, step

if TYPE_CHECKING:
    from audio.mix import Mix
    from guide.compiling.sounds import Sounds

_HEARD = 1000
"""A sample of what is heard; clips of speech reach ten times that."""
_SETS_IN = 10 ** (-30 / 20)
"""Of a number's loudest sample. Between -25 and -50 dB it hardly matters which: before it speaks a
voice is silent. eSpeak's softest beginnings, as of "three" and "four", are 20 to 25 dB below."""


def counted_sections(sounds: Sounds, language: str) -> list[tuple[Mix, list[int]]]:
    """Count down to a hold, its last seconds, and repetitions; ten numbers each.

    Returns:
        The sound of a section, and the frames in it on which numbers have to land.
    """
    settings = Settings(countdown=10, change_over_s=0.0, halfway=False, count_out=10)
    beats = step(phase(1.5, held=False), reps=10, count_reps=True)
    compiler = Compiler(
        plan(step(phase(12.0)), beats, settings=settings, language=language), sounds
    )
    hold, repeated = (compiler.compile(part) for part in compiler.parts if part.kind == "work")
    down = [second * COUNT for second in range(10)]
    out = [hold.beats[0].end - number * COUNT for number in range(10, 0, -1)]
    on_beats = [beat.start for beat in repeated.beats]
    return [(sounds.mix(hold), down + out), (sounds.mix(repeated), down + on_beats)]


def lands(samples: np.ndarray[Any, np.dtype[np.int16]], frame: int) -> int:
    """Return how many frames after ``frame`` the number sets in that is heard within a second."""
    begin = max(0, frame - to_frames(0.02))
    level = np.abs(samples[begin : frame + to_frames(0.95)].astype(float))
    assert level.max() > _HEARD, "no number is heard"
    return begin + int((level > _SETS_IN * level.max()).argmax()) - frame
