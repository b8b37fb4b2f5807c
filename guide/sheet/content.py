"""What stands on a sheet, as texts: whatever it is drawn with, it says the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from guide.durations import about, span
from guide.estimate import estimated_frames
from guide.templates import fill
from guide.words import THE_END

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guide.plan import Plan, PlanPhase, PlanStep
    from guide.routine import Routine


@dataclass(frozen=True, slots=True)
class Row:
    """One step.

    Attributes:
        amount: how long, how often and on which sides, a line for each.
        texts: what to do, and notes on it.
    """

    number: str
    title: str
    amount: tuple[str, ...]
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole sheet, from its top to its bottom.

    Attributes:
        language: BCP 47 tag of its texts.
        facts: a line each: what it is, how long it takes, what is needed.
        before: safety, and what to set up.
        small: where it comes from, and notes of its author.
    """

    title: str
    language: str
    facts: tuple[str, ...]
    before: tuple[str, ...]
    rows: tuple[Row, ...]
    after: tuple[str, ...]
    small: tuple[str, ...]


BEFORE = "Before you begin"
AFTER = "Afterwards"
NBSP = "\N{NO-BREAK SPACE}"


def sheet_of(routine: Routine, plan: Plan, chosen: str, notes: bool = True) -> Sheet:
    """Return the sheet of a routine.

    Args:
        routine: as its author wrote it.
        plan: the same with every choice made.
        chosen: how the choices were made, such as ``standard level``.
        notes: whether the author's notes stand on it.
    """
    length = about(estimated_frames(plan)).capitalize()
    facts = (
        routine.summary,
        f"{length}, {chosen}.",
        f"You need: {', '.join(routine.equipment)}." if routine.equipment else None,
    )
    small = (
        routine.source and f"Source: {routine.source}",
        notes and routine.note and f"Note: {routine.note}",
    )
    title = {"title": plan.title}
    return Sheet(
        plan.title,
        plan.language,
        tuple(filter(None, facts)),
        tuple(fill(text, title) for text in plan.before),
        tuple(_rows(plan, notes)),
        tuple(fill(text, title) for text in plan.after),
        tuple(text for text in small if text),
    )


def _rows(plan: Plan, notes: bool) -> Iterator[Row]:
    """Yield a row for each step; one that is there again, in a group, refers to its first time."""
    first: dict[str, int] = {}
    for number, step in enumerate(plan.steps, start=1):
        following = plan.steps[number].title if number < len(plan.steps) else THE_END
        texts = tuple(_texts(step, following, notes))
        key = repr((step.title, _amount(step), texts))
        known = first.setdefault(key, number)
        if known != number and texts:
            texts = (f"As step {known}.",)
        yield Row(str(number), step.title, _amount(step), texts)


def _texts(step: PlanStep, following: str, notes: bool) -> Iterator[str]:
    values = {
        "title": step.title,
        "side": " or ".join(step.sides),
        "reps": str(step.reps),
        "rep": "1",
        "next": following,
        "duration": span(step.seconds, step.seconds),
    }
    of_phases = " ".join(filter(None, map(_named, step.phases)))
    said = (step.safety, step.say, of_phases)
    yield from (fill(text, values) for text in said if text)
    if step.come_out:
        yield f"If it hurts: {fill(step.come_out, values)}"
    if step.easier:
        yield f"Easier: {_easier(step.easier, step)}"
    if notes and step.note:
        yield f"Note: {step.note}"


def _named(phase: PlanPhase) -> str | None:
    """Return the words of a phase, after its name; those of a move with one phase are its own."""
    if not phase.say:
        return None
    if not phase.name:
        return phase.say
    return f"{_braced(phase.name[0].upper() + phase.name[1:])}: {phase.say}"


def _braced(name: str) -> str:
    """Return a name as it is written in a template."""
    return name.replace("{", "{{").replace("}", "}}")


def _easier(easier: PlanStep, step: PlanStep) -> str:
    title = "" if easier.title == step.title else f"{easier.title}, "
    return f"{title}{', '.join(_amount(easier))}."


def _amount(step: PlanStep) -> tuple[str, ...]:
    times = (f"{step.reps} times",) if step.reps > 1 else ()
    sides = (" and ".join(step.sides),) if step.sides else ()
    return (*times, *map(_length, step.phases), *sides)


def _length(phase: PlanPhase) -> str:
    length = span(phase.seconds, phase.seconds, phase.until_ready)
    name = phase.name or ("hold" if phase.held else "move")
    return f"{name} {length.replace(' ', NBSP)}"
