"""Pages for tests: written from plans, with a voice that computes its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio.clip import SAMPLE_RATE
from audio.files.writer import About
from audio.speech.fake import FakeVoice
from guide.compiler import Compiler
from guide.export import export
from guide.routine import Offset, Settings
from guide.sounds import Sounds
from guide.timeline import Timeline
from tests.guide.plans import cue, phase, plan, step

if TYPE_CHECKING:
    from pathlib import Path

    from guide.plan import Plan
    from guide.timeline import Section

HOSTILE = "</script><script>alert(1)</script><!-- ]]>\u2028\"'&amp;{{title}}$title"
"""A text that would be a program, a comment, the end of a string or a name, were it not escaped."""

SHORT = plan(
    step(
        phase(
            6.0, name="press", say="Press.", cues=(cue(Offset(seconds=3.0), "Let go a little."),)
        ),
        phase(5.0, name="circles", say="Now small circles."),
        title="Massage hold",
        safety="Stop if it hurts.",
        say="Find the tight muscle on your {side} side.",
        sides=("left", "right"),
    ),
    step(
        phase(3.0, held=False, name="inhale", say="Breathe in.", brief="In.", tone="rising"),
        phase(4.0, held=False, name="exhale", say="Breathe out.", brief="Out.", tone="falling"),
        title="Slow breathing",
        reps=3,
    ),
    step(phase(8.0), title="Rest", rest=True, say="Lie down."),
    title="Short & öde",
    before=("Mild discomfort is fine.", "See a doctor about pain that lasts."),
    after=("Drink some water.",),
    settings=Settings(countdown=3, change_over_s=1.0, halfway=True),
)
"""A session of a minute, with everything that a page shows."""


def write(path: Path, session: Plan = SHORT, language: str = "en") -> Timeline:
    """Write the page of ``session``, or what else the ending of ``path`` names."""
    sounds = Sounds(FakeVoice())
    sections: list[Section] = []
    export(
        [path],
        About(session.title, language),
        Compiler(session, sounds).sections(),
        sounds,
        progress=sections.append,
    )
    return Timeline(session.title, SAMPLE_RATE, tuple(sections))
