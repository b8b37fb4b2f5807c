"""A session whose time passes when the test says so, with every section compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from audio.clip import to_frames
from audio.speech.fake import FakeVoice
from audio.transport import FADE_FRAMES, Transport
from guide.compiling.compiler import Compiler
from guide.compiling.sounds import Sounds
from guide.language.words import words_of
from guide.session.asides import Asides
from guide.session.commands import Revise
from guide.session.course import Course
from guide.session.route import Route
from guide.session.session import Session
from tests.audio.cranked import LATENCY, CrankedDevice

if TYPE_CHECKING:
    from audio.clip import Samples
    from audio.transport import Edit, Read
    from guide.fitting.plan import Plan
    from guide.session.commands import Command
    from guide.session.now import Now
    from guide.session.tape import Window

BLOCK = to_frames(0.02)


class NotedTransport(Transport):
    """Notes where it was spliced."""

    def __init__(self, device: CrankedDevice, read: Read) -> None:
        """Begin with no splice."""
        super().__init__(device, read)
        self.spliced: list[int] = []

    def splice(self, edit: Edit) -> int:
        """See ``Transport.splice``."""
        self.spliced.append(super().splice(edit))
        return self.spliced[-1]


class Led:
    """A session on a hand-cranked device; it is looked after at every block."""

    def __init__(
        self, plan: Plan, *, first: int = 0, attended: bool = True, stays: bool = False
    ) -> None:
        """Begin to play ``plan`` at step ``first``; ``stays`` is for previews."""
        self.sounds = Sounds(FakeVoice())
        self.compiler = Compiler(plan, self.sounds)
        self.route = Route(self.compiler.parts)
        asides = Asides(self.sounds, words_of(plan.language), plan.settings.wake_s)
        self.course = Course(self.route, self.sounds, asides, attended, stays=stays)
        self.session = Session(self.course, asides, self.sounds)
        self.device = CrankedDevice()
        self.course.transport = self.transport = NotedTransport(self.device, self.course.tape.read)
        self.compile()
        self.session.begin(self.route.first_of(first))
        self.course.fetch()
        self.course.transport.start()

    def compile(self) -> None:
        """Compile whatever is not compiled yet."""
        for stop in self.route.stops:
            stop.section = stop.section or self.compiler.compile(stop.part)

    def run(self, seconds: float) -> Now:
        """Let time pass; return what is heard then."""
        for block in range(round(seconds / 0.02)):
            if block % 50 == 0:
                self.course.fetch()
            self.device.turn(BLOCK)
            self.course.extend()
            self.course.hear()
        return self.now

    def run_until(self, **wanted: object) -> Now:
        """Let time pass until what is heard has the attributes that are wanted."""
        for _ in range(100_000):
            now = self.run(0.02)
            if all(getattr(now, name) == value for name, value in wanted.items()):
                return now
        raise AssertionError(f"it never came to {wanted}; now {self.now}")

    def run_to_the_end(self) -> None:
        """Let time pass until the end was heard."""
        while not self.course.transport.finished.is_set():
            self.run(0.02)
            assert self.course.tape.end < to_frames(36_000), "it never ends"

    def do(self, *commands: Command) -> Now:
        """Give commands, one at once after the other; return what is heard a moment later."""
        for command in commands:
            self.session.do(command)
            self.compile()
            self.course.extend()
        return self.run(LATENCY / 48_000 + 0.04)

    def revise(self, plan: Plan) -> Now:
        """Go on with ``plan``, as its author has just made it; return what is heard then."""
        old, self.compiler = self.compiler, Compiler(plan, self.sounds)
        return self.do(Revise.of(old, self.compiler))

    @property
    def now(self) -> Now:
        """What is heard."""
        return self.course.now()

    @property
    def windows(self) -> list[Window]:
        """Everything that was laid on the tape and not cut."""
        return self.course.tape.at(0)[1]

    @property
    def held(self) -> int:
        """Frames of the clocks of the routine that were begun so far, each as long as it was."""
        frames, start = 0, 0
        for window in self.windows:
            if start > self.course.transport.position:
                break
            start += window.frames
            shown = window.shown
            frames += sum(
                max(0, min(beat.end, shown.last) - max(beat.start, shown.first))
                for beat in shown.section.beats
            )
        return frames

    def check_sound(self) -> None:
        """What the device was given is what the tape says, but for the fades."""
        given = self.device.samples
        expected = self.mixed()[: len(given)]
        far = np.ones(len(expected), bool)
        for at in self.transport.spliced:
            far[max(0, at - FADE_FRAMES) : at + FADE_FRAMES] = False
        assert np.array_equal(given[: len(expected)][far], expected[far])

    def mixed(self) -> Samples:
        """What the tape says, as it is laid now."""
        blocks = []
        for window in self.windows:
            mix = self.sounds.mix(window.section)
            blocks.append(mix.block(window.first, window.frames))
        return np.concatenate(blocks)


def said(led: Led) -> list[str]:
    """The words that were begun to be heard so far, in order."""
    return [text for _, text in said_at(led)]


def said_at(led: Led) -> list[tuple[int, str]]:
    """The same, each with the frame at which it was begun."""
    texts, start = [], 0
    for window in led.windows:
        for cue in window.section.cues:
            at = start + cue.start - window.first
            if cue.text and window.first <= cue.start < window.last and at < led.transport.position:
                texts.append((at, cue.text))
        start += window.frames
    return texts
