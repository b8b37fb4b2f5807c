"""How much is said: which words a step, a phase or a prompt has at each level of talk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from guide.fitting.plan import PlanPhase, PlanStep
    from guide.format.routine import Prompt

Talk = Literal["full", "brief", "minimal"]


class Wording(NamedTuple):
    """Words, and a shorter form of them for a slot that is too small."""

    say: str
    brief: str | None = None


def of_instruction(step: PlanStep, talk: Talk) -> str | None:
    """Return the instruction; ``minimal`` leaves it out, for those who know the routine."""
    if talk == "minimal":
        return None
    return step.brief or step.say if talk == "brief" else step.say


def of_lead(step: PlanStep, talk: Talk) -> str | None:
    """Return the words before the title; ``minimal`` leaves them out."""
    return None if talk == "minimal" else step.lead


def of_change(step: PlanStep, talk: Talk) -> str | None:
    """Return what reminds of the move when the side changes, if anything."""
    if talk == "minimal":
        return None
    if step.brief:
        return step.brief
    return step.say if step.say and "{side}" in step.say else None


def of_phase(phase: PlanPhase, rep: int, talk: Talk) -> Wording | None:
    """Return the words of a phase: in full at the first repetition, briefly later on."""
    short = phase.brief if phase.brief is not None else phase.say
    if rep > 1 or talk != "full":
        return Wording(short) if short else None
    return Wording(phase.say, phase.brief or None) if phase.say else None


def of_prompt(prompt: Prompt, talk: Talk) -> Wording | None:
    """Return the words of a prompt; ``minimal`` keeps only those with a brief form."""
    if talk == "full":
        return Wording(prompt.say, prompt.brief or None)
    if talk == "brief":
        return Wording(prompt.brief or prompt.say)
    return Wording(prompt.brief) if prompt.brief else None
