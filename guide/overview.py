"""A routine told to a person in lines of text: ``guide show``."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from guide.durations import about, span
from guide.routine import Group, Move, Selection
from guide.templates import fill
from guide.told import amount, filled, lines
from guide.unroll import as_written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guide.routine import Routine, Step

    Numbers = dict[int, list[int]]
    """By the identity of a move, as it is written."""

MOST_NUMBERS = 3
"""So many numbers of one move are listed."""


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
    yield from _steps(routine.steps, _numbers(routine), width, indent=2)
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


def _numbers(routine: Routine) -> Numbers:
    """Return which numbers each move has when it is played: as ``--from`` and the screen count.

    Rests count too. What is drawn by a seed has none.
    """
    numbers: Numbers = {}
    for number, move in enumerate(as_written(routine), start=1):
        numbers.setdefault(id(move), []).append(number)
    return numbers


def _label(numbers: list[int]) -> str:
    """Return ``4. ``, or ``1, 4, ... 13. `` for what is done in several rounds."""
    if len(numbers) > MOST_NUMBERS:
        first, second, *_, last = numbers
        return f"{first}, {second}, ... {last}. "
    return f"{', '.join(map(str, numbers))}. " if numbers else "- "


def _steps(steps: tuple[Step, ...], numbers: Numbers, width: int, indent: int) -> Iterator[str]:
    for index, step in enumerate(steps, start=1):
        if isinstance(step, Move):
            label = _label(numbers.get(id(step), []))
            optional = " (may be left out)" if step.optional else ""
            line = f"{label}{step.title}{optional}: {amount(step)}"
            yield from _wrapped(line, width, indent, len(label))
            yield from _details(step, _following(steps[index:]), width, indent + len(label))
        elif isinstance(step, Selection):
            yield f"{' ' * indent}{step.choose} of these, chosen by --seed:"
            yield from _steps(step.of, {}, width, indent + 2)
        else:
            line = f"{step.repeat} times{_between(step.between, 'between')}:"
            yield from _wrapped(line, width, indent)
            yield from _steps(step.steps, numbers, width, indent + 2)


def _between(move: Move | None, where: str) -> str:
    """Return what comes between steps or rounds, to be put after what they are."""
    if move is None:
        return ""
    if not move.phases:
        words = filled(move.say or "", move, "what comes next")
        return f', with the words "{words}" {where}'
    rest = move.phases[0].length
    return f", with {span(rest.low, rest.high, rest.until_ready)} of rest {where}"


def _following(steps: tuple[Step, ...]) -> str:
    """Return the title of the first of ``steps``, as far as it is known without playing them."""
    first = steps[0] if steps else None
    if isinstance(first, Group):
        return _following(first.steps)
    return first.title if isinstance(first, Move) else "what comes next"


def _details(move: Move, following: str, width: int, indent: int) -> Iterator[str]:
    for line in lines(move, following):
        yield from _wrapped(line.text, width, indent + 2 * line.inner)


def _wrapped(text: str, width: int, indent: int = 0, hanging: int = 0) -> list[str]:
    return textwrap.wrap(
        text,
        max(20, width),
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hanging),
    )
