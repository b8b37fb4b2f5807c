"""Pages for tests: written from plans, with a voice that computes its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio.clip import SAMPLE_RATE, to_seconds
from audio.files.writer import About
from audio.speech.fake import FakeVoice
from guide.compiling.compiler import Compiler
from guide.compiling.sounds import Sounds
from guide.compiling.timeline import Timeline
from guide.exporting.export import export
from guide.format.routine import Offset, Settings
from tests.guide.plans import cue, phase, plan, step

if TYPE_CHECKING:
    from pathlib import Path

    from guide.fitting.plan import Plan
    from tests.browser import Browser

AUDIO = "document.querySelector('audio')"
STEPS = "[...document.querySelectorAll('nav button')]"

HOSTILE = "</script><script>alert(1)</script><!-- ]]>\u2028\"'&amp;$title"
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
    sections = tuple(Compiler(session, sounds).sections())
    timeline = Timeline(session.title, SAMPLE_RATE, sections)
    export([path], About(session.title, language), timeline.sections, sounds)
    return timeline


class Opened:
    """A page in a browser: what is seen, and where its sound is."""

    def __init__(self, browser: Browser, path: Path, timeline: Timeline) -> None:
        """Begin with a page that is not open yet."""
        self.browser = browser
        self.path = path
        self.timeline = timeline

    def open(self, first: str = "") -> None:
        """Open it, and wait until its sound can be played."""
        self.browser.complaints()
        self.browser.look(360, 740)
        self.browser.open(self.path, first)
        self.browser.until(f"{AUDIO}.readyState >= 2")

    def text(self, name: str) -> str:
        """Return what is seen in the element of that id."""
        return str(self.browser.run("return document.getElementById(arguments[0]).innerText", name))

    def click(self, name: str) -> None:
        """Press the button of that id, and let the sound arrive where it leads to."""
        self.browser.run("document.getElementById(arguments[0]).click()", name)
        self.arrive()

    def tap(self, step: int) -> None:
        """Tap on a step of the list, from 1."""
        self.browser.run(f"{STEPS}[arguments[0] - 1].click()", step)
        self.arrive()

    def go(self, seconds: float) -> None:
        """Put the sound at a place."""
        self.browser.run(f"{AUDIO}.currentTime = arguments[0]", seconds)
        self.arrive()

    def arrive(self) -> None:
        """Wait until the sound is where it was sent."""
        self.browser.until(f"!{AUDIO}.seeking")

    def pause(self) -> None:
        """Let the sound stand still."""
        self.browser.run(f"{AUDIO}.pause()")

    def place_s(self) -> float:
        """Return where the sound is."""
        return float(self.browser.run(f"return {AUDIO}.currentTime"))

    def plays(self) -> bool:
        """Return whether the sound goes on."""
        return bool(self.browser.run(f"return !{AUDIO}.paused"))

    def current(self) -> int:
        """Return the number of the step that is marked as the current one; 0 where none is."""
        marked = f"{STEPS}.findIndex((button) => button.parentNode.ariaCurrent === 'step')"
        return int(self.browser.run(f"return {marked} + 1"))

    def start_s(self, step: int) -> float:
        """Return where a step begins."""
        return next(to_seconds(s.start) for s in self.timeline.sections if s.step == step)
