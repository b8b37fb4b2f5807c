"""What is going on at one moment of a session: all that a screen may know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from guide.compiling.timeline import Cue, SectionKind

State = Literal["leading", "paused", "ready", "alarm", "hurt", "preparing", "lost", "over"]
"""What the session does:

- leading: it goes through the routine;
- paused: the person has paused it;
- ready: the least time of a step is over, and it waits for "next";
- alarm: an alarm rings until any command is given;
- hurt: after "it hurts", the person rests; goes on by itself;
- preparing: the next words are still being spoken by the voice: silence;
- lost: the sound device is gone; it stands still until it is back, or SILENT is commanded;
- over: the end was heard, or the session was ended.
"""


@dataclass(frozen=True, slots=True)
class Now:
    """A moment, as it is heard. All lengths of time are frames.

    Attributes:
        state: what the session does.
        kind: which part of a step, or of what is before and after the steps.
        title: of the step, or of the routine before and after the steps.
        routine: the routine's title.
        step: the step's number from 1; 0 before the first, ``steps`` plus 1 after the last.
        steps: how many there are.
        instruction: what to do, templates filled in, or None.
        side: the side that is worked on, or led to.
        phase: the phase's name.
        rep: the repetition, from 1, while one is being done.
        reps: how many there are; 1 for a plain hold.
        breath: ``rising`` or ``falling`` while a tone is breathed with.
        counting: True while the clock of a phase runs, so that ``phase_left`` is its countdown.
        phase_left: what is left of the phase, 0 where no clock runs; in state ``ready``, how long
            it has been waiting.
        phase_frames: the phase's whole length, with what was added; 0 where no clock runs.
        step_left, step_frames: the same of the step, instruction and all sides.
        session_left, session_frames: the same of the session, or None until all is compiled.
        position: where the session is in the routine as planned, for a progress bar; frames.
        caption: the words being spoken.
        cue: the cue being heard.
        cue_at: when that cue began: frames of session time, pauses included; tells cues apart.
        next_title: the title of the step that follows, or None.
        language: of the session's words, without a region.
        easier: True while ``EASIER`` is on offer.
        asking: True after ``QUIT``, until answered by YES or NO.
        volume: 0.0 to 1.0.
        chimes: False when they are off.
        fault: a sentence about what is wrong with the sound, or None.
        notice: lines about the routine itself, for who writes it, to be shown as they are.
    """

    state: State
    kind: SectionKind
    title: str
    routine: str
    step: int
    steps: int
    instruction: str | None
    side: str | None
    phase: str | None
    rep: int | None
    reps: int
    breath: Literal["rising", "falling"] | None
    counting: bool
    phase_left: int
    phase_frames: int
    step_left: int
    step_frames: int
    session_left: int | None
    session_frames: int | None
    position: int
    caption: str | None
    cue: Cue
    cue_at: int
    next_title: str | None
    language: str = "en"
    easier: bool = False
    asking: bool = False
    volume: float = 1.0
    chimes: bool = True
    fault: str | None = None
    notice: tuple[str, ...] = ()
