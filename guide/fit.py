"""Chooses inside the ranges that an author allows, and hands on a plain plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from guide.plan import Plan, PlanPhase, PlanStep
from guide.routine import CountRange, Group, Move, Phase, SecondsRange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audio.chime import ToneShape
    from guide.routine import Routine

Level = Literal["gentle", "standard", "full"]
SHARE_OF_RANGE: dict[Level, float] = {"gentle": 0.0, "standard": 0.5, "full": 1.0}
"""How far up a range each level goes: its low end, its middle, its high end."""


def settle(routine: Routine, level: Level = "standard") -> Plan:
    """Return the routine with every range settled by ``level`` and every group unrolled."""
    share = SHARE_OF_RANGE[level]
    return Plan(
        title=routine.title,
        language=routine.language,
        before=routine.before,
        after=routine.after,
        settings=routine.settings,
        steps=tuple(_step(move, share) for move in _unrolled(routine.steps)),
        place=routine.place,
        say_as=routine.say_as,
    )


def _unrolled(steps: tuple[Move | Group, ...]) -> Iterator[Move]:
    """Yield every move in the order it is done, with the rests between the rounds of groups."""
    for step in steps:
        if isinstance(step, Move):
            yield step
            continue
        for number in range(step.repeat):
            if number and step.between is not None:
                yield step.between
            yield from _unrolled(step.steps)


def _step(move: Move, share: float) -> PlanStep:
    return PlanStep(
        title=move.title,
        phases=tuple(_phase(phase, share) for phase in move.phases),
        reps=_count(move.reps, share),
        sides=move.sides,
        say=move.say,
        brief=move.brief,
        safety=move.safety,
        rest=move.rest,
        place=move.place,
        come_out=move.come_out,
        easier=_step(move.easier, share) if move.easier else None,
        note=move.note,
        name=move.name,
    )


def _phase(phase: Phase, share: float) -> PlanPhase:
    seconds = _seconds(phase.length, share)
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


def _seconds(allowed: SecondsRange, share: float) -> float:
    return allowed.low * (1 - share) + allowed.high * share


def _count(allowed: CountRange, share: float) -> int:
    """Return the whole number at ``share`` of the range; a half is rounded up."""
    return allowed.low + int((allowed.high - allowed.low) * share + 0.5)
