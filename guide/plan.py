"""A routine with every choice made: what is left when the author's ranges are settled.

The compiler knows only these. That options exist is known to ``routine`` and ``fit`` alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audio.chime import ToneShape
    from guide.problems import Place
    from guide.routine import Prompt, Settings


@dataclass(frozen=True, slots=True)
class PlanPhase:
    """One phase of a step.

    Attributes:
        seconds: how long, exactly; the minimum when it is ``until_ready``.
        held: words first and then the clock (True), or words inside its time (False).
        up_to_s: how far a paced phase may be lengthened so that its words fit.
        until_ready: goes on until the person says so, when there is a person to say it.
    """

    seconds: float
    held: bool
    name: str | None
    up_to_s: float
    say: str | None
    brief: str | None
    tone: ToneShape | None
    alarm: bool
    until_ready: bool
    cues: tuple[Prompt, ...]
    place: Place | None = field(compare=False)


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One step: phases in order, repeated ``reps`` times, on each of ``sides`` (or once).

    Attributes:
        name: that of the move in the library that it is, or None if it was written in place.
        come_out: how to come out of it when it hurts, or None.
        easier: an easier form of it, or None; it may have an easier form in turn.
    """

    title: str
    phases: tuple[PlanPhase, ...]
    reps: int
    sides: tuple[str, ...]
    say: str | None
    brief: str | None
    safety: str | None
    rest: bool
    place: Place | None = field(compare=False)
    come_out: str | None = None
    easier: PlanStep | None = None
    note: str | None = None
    name: str | None = None

    @property
    def move(self) -> str | None:
        """What its move is known by, whatever is changed in it; None for a rest, which is none.

        That is its name in the library, or else its title, as they are written in a routine.
        """
        if self.rest:
            return None
        return f"move: {self.name}" if self.name else f"title: {self.title}"

    @property
    def seconds(self) -> float:
        """What the author wrote for one side: all phases of all reps, without words between."""
        return self.reps * sum(phase.seconds for phase in self.phases)


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole session, groups unrolled, in the order it is done."""

    title: str
    language: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    settings: Settings
    steps: tuple[PlanStep, ...]
    place: Place | None = field(compare=False)
    say_as: tuple[tuple[str, str], ...] = ()
