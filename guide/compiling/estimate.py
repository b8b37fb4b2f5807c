"""Lengths without a voice: for lists and overviews, where "about 10 min" is what is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio.clip import SAMPLE_RATE, to_frames
from guide.compiling.compiler import Compiler
from guide.compiling.measure import PlanMeasure
from guide.compiling.timeline import Timeline
from guide.language.pronunciation import Pronunciation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from audio.chime import ChimeName
    from guide.compiling.timeline import Section
    from guide.fitting.plan import Plan
    from guide.format.routine import Routine

CHARACTER = to_frames(0.077)
"""Of the default voice at its default pace, averaged over the bundled routines."""
CHIME = to_frames(1.2)


class EstimatedLengths:
    """Stands in for real sounds where only an approximate length is wanted."""

    def __init__(self, spoken: Callable[[str], str] = str, share: float = 1.0) -> None:
        """Let words take ``share`` of what they take on average, as they are ``spoken``."""
        self._spoken = spoken
        self._character = share * CHARACTER

    def of_speech(self, text: str, speed: float = 1.0) -> int:
        """Frames of ``text``, by its number of characters."""
        return max(CHARACTER, round(len(self._spoken(text)) * self._character / speed))

    def of_chime(self, name: ChimeName) -> int:
        """Frames of any chime."""
        del name
        return CHIME


def estimated_frames(plan: Plan) -> int:
    """Return about how many frames ``plan`` takes with all its words."""
    return sum(section.frames for section in _sections(plan))


def estimated_measure(routine: Routine) -> PlanMeasure:
    """Return what tells about how long plans of ``routine`` take."""
    return PlanMeasure(EstimatedLengths(Pronunciation(routine.language, routine.say_as)))


def estimated_timeline(plan: Plan) -> Timeline:
    """Return about what is heard of ``plan``, and when."""
    return Timeline.of(plan.title, SAMPLE_RATE, _sections(plan))


def _sections(plan: Plan) -> Iterator[Section]:
    compiler = Compiler(plan, EstimatedLengths(Pronunciation(plan.language, plan.say_as)))
    return map(compiler.compile, compiler.parts)
