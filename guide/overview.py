"""A routine told to a person in lines of text: ``guide show``."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from guide.durations import about, span
from guide.routine import Group, Move, Phase, Selection
from guide.templates import fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guide.routine import CountRange, Routine, Step


def overview(routine: Routine, frames: int, width: int) -> Iterator[str]:
    """Yield the lines that describe ``routine``.

    Args:
        routine: as its author wrote it, ranges open.
        frames: about how long it takes.
        width: columns of the screen; longer texts are wrapped.
    """
    yield f"{routine.title} ({about(frames)})"
    if routine.summary:
        yield from _wrapped(routine.summary, width)
    if routine.equipment:
        yield from _wrapped(f"You need: {', '.join(routine.equipment)}", width)
    if routine.parameters:
        values = ", ".join(f"{name} ({value})" for name, value in routine.parameters)
        yield from _wrapped(f"To be set with --set: {values}", width)
    yield from _around("Before the first step", routine.before, routine.title, width)
    yield ""
    yield f"Steps{_between(routine.between, 'between them')}"
    yield from _steps(routine.steps, width, indent=2)
    yield from _around("After the last step", routine.after, routine.title, width)
    if routine.source:
        yield ""
        yield from _wrapped(f"Source: {routine.source}", width)


def move_overview(move: Move, frames: int, width: int) -> Iterator[str]:
    """Yield the lines that describe one move; otherwise like ``overview``."""
    yield f"{move.title} ({about(frames)})"
    yield from _wrapped(amount(move), width)
    if move.equipment:
        yield from _wrapped(f"You need: {', '.join(move.equipment)}", width)
    yield ""
    yield from _details(move, _following(()), width, indent=0)
    if move.source:
        yield ""
        yield from _wrapped(f"Source: {move.source}", width)


def _around(heading: str, texts: tuple[str, ...], title: str, width: int) -> Iterator[str]:
    if texts:
        yield ""
        yield heading
        for text in texts:
            filled = fill(text, {"title": title})
            yield from _wrapped(f"- {filled}", width, indent=2, hanging=2)


def _steps(steps: tuple[Step, ...], width: int, indent: int) -> Iterator[str]:
    for number, step in enumerate(steps, start=1):
        label = f"{number}. "
        inner = indent + len(label)
        if isinstance(step, Move):
            optional = " (may be left out)" if step.optional else ""
            line = f"{label}{step.title}{optional}: {amount(step)}"
            yield from _wrapped(line, width, indent, len(label))
            yield from _details(step, _following(steps[number:]), width, inner)
        elif isinstance(step, Selection):
            yield f"{' ' * indent}{label}{step.choose} of these, chosen by --seed:"
            yield from _steps(step.of, width, inner)
        else:
            line = f"{label}{step.repeat} times{_between(step.between, 'between')}:"
            yield from _wrapped(line, width, indent, len(label))
            yield from _steps(step.steps, width, inner)


def _between(move: Move | None, where: str) -> str:
    """Return what comes between steps or rounds, to be put after what they are."""
    if move is None:
        return ""
    if not move.phases:
        return f', with the words "{_filled(move.say or "", move, "what comes next")}" {where}'
    rest = move.phases[0].length
    return f", with {span(rest.low, rest.high, rest.until_ready)} of rest {where}"


def _following(steps: tuple[Step, ...]) -> str:
    """Return the title of the first of ``steps``, as far as it is known without playing them."""
    first = steps[0] if steps else None
    if isinstance(first, Group):
        return _following(first.steps)
    return first.title if isinstance(first, Move) else "what comes next"


def _details(move: Move, following: str, width: int, indent: int) -> Iterator[str]:
    """Yield what is said of a move, how to come out of it, and what its easier form changes."""
    texts = (move.lead, move.safety, move.say)
    said = [_filled(text, move, following) for text in texts if text]
    for text in said:
        yield from _wrapped(text, width, indent)
    if move.come_out:
        come_out = _filled(move.come_out, move, following)
        yield from _wrapped(f"If it hurts: {come_out}", width, indent)
    if easier := move.easier:
        title = "" if easier.title == move.title else f"{easier.title}, "
        yield from _wrapped(f"Easier: {title}{amount(easier)}", width, indent)
        for written in (easier.safety, easier.say):
            if written and (text := _filled(written, easier, following)) not in said:
                yield from _wrapped(text, width, indent + 2)


def _filled(text: str, move: Move, following: str) -> str:
    """Return a text with its names filled in, for all sides and the whole of a range at once."""
    low, high = (sum(ends) for ends in zip((0, 0), *_ends(move), strict=True))
    values = {
        "title": move.title,
        "side": " or ".join(move.sides),
        "reps": _counts(move.reps),
        "next": following,
        "duration": span(low, high),
    }
    return fill(text, values)


def _ends(move: Move) -> list[tuple[float, float]]:
    """Return the shortest and the longest time of each phase, its repetitions counted."""
    reps = move.reps
    return [(p.length.low * reps.low, p.length.high * reps.high) for p in move.phases]


def amount(move: Move) -> str:
    """Return what is done how long and how often: ``hold 30-60 s; left and right``."""
    parts = [", ".join(_phase(phase) for phase in move.phases)]
    if move.reps.high > 1:
        parts.append(f"{_counts(move.reps)} times")
    if move.sides:
        alternating = ", alternating" if move.vary == "each-rep" else ""
        parts.append(" and ".join(move.sides) + alternating)
    return "; ".join(parts)


def _phase(phase: Phase) -> str:
    length = span(phase.length.low, phase.length.high, phase.length.until_ready)
    return f"{phase.name or ('hold' if phase.held else 'move')} {length}"


def _counts(reps: CountRange) -> str:
    return f"{reps.low}" if reps.low == reps.high else f"{reps.low}-{reps.high}"


def _wrapped(text: str, width: int, indent: int = 0, hanging: int = 0) -> list[str]:
    return textwrap.wrap(
        text,
        max(20, width),
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hanging),
    )
