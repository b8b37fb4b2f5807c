"""A routine with every choice made: what is left when the author's ranges are settled.

The compiler knows only these. That options exist is known to the format and to this room alone.
A routine without options is the same thing as authors write it, and one becomes the other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias, cast

from guide.format.templates import names

if TYPE_CHECKING:
    from audio.chime import ToneShape
    from guide.format.routine import Move, OwnSounds, Phase, Prompt, Routine, Settings
    from guide.problems.problem import Place


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
        count_reps: each repetition begins with its number.
        alternating: the side changes with each repetition, not after the last one.
        lead: words before its title, or None.
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
    lead: str | None = None
    count_reps: bool = False
    alternating: bool = False
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
    sounds: OwnSounds | None = None


Measure: TypeAlias = Callable[[Plan], int]
"""Tells how many frames a plan takes, its words included."""


def plan_of(routine: Routine, steps: tuple[Move, ...]) -> Plan:
    """Return the plan of a routine.

    Args:
        routine: everything but its steps.
        steps: what is done, in order; every range has one value, its ``low``.
    """
    return Plan(
        title=routine.title,
        language=routine.language,
        before=routine.before,
        after=routine.after,
        settings=routine.settings,
        steps=tuple(_step(move, routine.settings.count_reps) for move in steps),
        place=routine.place,
        say_as=routine.say_as,
        sounds=routine.sounds,
    )


def _step(move: Move, count_reps: bool) -> PlanStep:
    alternating = move.vary == "each-rep"
    counted = count_reps if move.count_reps is None else move.count_reps
    phases = tuple(_phase(phase) for phase in move.phases)
    if alternating:
        phases = (_naming_its_side(phases[0]), *phases[1:])
    return PlanStep(
        title=move.title,
        phases=phases,
        reps=move.reps.low,
        sides=move.sides,
        say=move.say,
        brief=move.brief,
        safety=move.safety,
        rest=move.rest,
        place=move.place,
        come_out=move.come_out,
        easier=_step(move.easier, counted) if move.easier else None,
        lead=move.lead,
        count_reps=counted,
        alternating=alternating,
        note=move.note,
        name=move.name,
    )


def _phase(phase: Phase) -> PlanPhase:
    seconds = phase.length.low
    return PlanPhase(
        seconds=seconds,
        held=phase.held,
        name=phase.name,
        up_to_s=max(seconds, phase.up_to or 0.0),
        say=phase.say,
        brief=phase.brief,
        tone=cast("ToneShape | None", phase.tone),
        alarm=phase.alarm,
        until_ready=phase.length.until_ready,
        cues=phase.cues,
        place=phase.place,
    )


def _naming_its_side(phase: PlanPhase) -> PlanPhase:
    """Return the paced phase that a side's turn begins with: its words tell which side it is.

    Before a hold there is time to say so by itself.
    """
    if phase.held:
        return phase
    if not phase.say and phase.brief is None:
        return replace(phase, say="{side}.")
    return replace(phase, say=_with_side(phase.say), brief=_with_side(phase.brief))


def _with_side(words: str | None) -> str | None:
    return words if not words or "side" in names(words) else f"{{side}}. {words}"
