"""The compiled session, to the frame: sections in a row, cues inside each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audio.chime import ChimeName, ToneName, ToneShape
    from guide.problems.problem import Place

CueKind = Literal["speech", "chime", "tone", "silence"]
SectionKind = Literal["before", "instruction", "work", "change", "after", "aside"]
"""``aside`` is what a live session says beside the routine; no compiled routine has one."""


class Cue(NamedTuple):
    """What is heard for a stretch of time; half-open, ``[start, start + frames)``.

    Attributes:
        kind: speech, chime, tone or silence.
        start: frames from the start of its section.
        frames: its length in frames, at least 1.
        text: the words of a speech cue, as spoken.
        sound: the name of a chime or tone.
        speed: how much faster than its own pace the voice speaks, 1.0 to 1.25.
        phase: the name of the phase it belongs to.
        rep: which repetition, from 1.
        side: which side.
    """

    kind: CueKind
    start: int
    frames: int
    text: str | None = None
    sound: ChimeName | ToneName | None = None
    speed: float = 1.0
    phase: str | None = None
    rep: int | None = None
    side: str | None = None

    @property
    def end(self) -> int:
        """The first frame after it, from the start of its section."""
        return self.start + self.frames


class Beat(NamedTuple):
    """The clock of one phase in a section of work; half-open, ``[start, start + frames)``.

    Attributes:
        start: frames from the start of its section.
        frames: what the author wrote for the phase, in frames.
        phase: the phase's name.
        rep: which repetition, from 1.
        held: a hold (True), or paced, with its words inside its time.
        tone: the tone to breathe with, or None.
        until_ready: a live session goes on from its end only when the person says so.
        alarm: the cue after it is an alarm, which a live session repeats until acknowledged.
        side: the side that it works on.
        counted: frames at its end, inside of it, in which numbers are counted down.
    """

    start: int
    frames: int
    phase: str | None
    rep: int
    held: bool
    tone: ToneShape | None = None
    until_ready: bool = False
    alarm: bool = False
    side: str | None = None
    counted: int = 0

    @property
    def end(self) -> int:
        """The first frame after it, from the start of its section."""
        return self.start + self.frames


class Warning(NamedTuple):
    """Something the compiler did, or could not do, that the author should know.

    Attributes:
        message: one sentence, with both lengths where speech did not fit its slot.
        place: where the words were written, or None.
        advice: what the author can do, one sentence; None to say less, or give it more time.
    """

    message: str
    place: Place | None = None
    advice: str | None = None


class Section(NamedTuple):
    """One part of one step: its instruction, the work of one side, the change-over.

    Its cues partition it: half-open, in order, no gap and no overlap.

    Attributes:
        step: number of the step from 1; 0 before the first, the last plus 1 after it.
        title: the step's title, or the routine's.
        kind: which part this is.
        side: the side that it works on, or leads to; None where sides alternate in it.
        start: absolute, in frames.
        frames: length in frames.
        beats: the clocks of its phases, in order; empty but for work.
    """

    step: int
    title: str
    kind: SectionKind
    side: str | None
    start: int
    frames: int
    cues: tuple[Cue, ...]
    warnings: tuple[Warning, ...] = ()
    beats: tuple[Beat, ...] = ()

    @property
    def end(self) -> int:
        """The first frame after it."""
        return self.start + self.frames

    def at(self, start: int) -> Section:
        """Return the same section, moved to begin at ``start``."""
        return self._replace(start=start)


class Timeline(NamedTuple):
    """A whole session. Its sections partition it, from frame 0.

    Attributes:
        title: the routine's title.
        sample_rate: frames in a second.
    """

    title: str
    sample_rate: int
    sections: tuple[Section, ...]

    @classmethod
    def of(cls, title: str, sample_rate: int, sections: Iterable[Section]) -> Timeline:
        """Lay sections end to end, whatever their own starts say."""
        laid: list[Section] = []
        start = 0
        for section in sections:
            laid.append(section.at(start))
            start = laid[-1].end
        return cls(title, sample_rate, tuple(laid))

    @property
    def frames(self) -> int:
        """The length in frames: what is announced, shown and written."""
        return self.sections[-1].end if self.sections else 0

    @property
    def warnings(self) -> tuple[Warning, ...]:
        """All sections' warnings, in order, each one once."""
        every = (warning for section in self.sections for warning in section.warnings)
        return tuple(dict.fromkeys(every))
