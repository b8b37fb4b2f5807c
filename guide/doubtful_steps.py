"""Steps that are probably not what their author means, or not good for who does them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guide.codes import Code
from guide.quantities import in_words
from guide.routine import Move, Routine, Selection
from guide.sides import sides_of, without_side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guide.nodes import Mapping
    from guide.problems import Place, Problem
    from guide.routine import Phase, Step

LONGEST_HOLD_S = 5 * 60
LONGEST_COLD_S = 20 * 60
"""As in the article that the bundled routines follow, and in their spoken safety text."""

_COLD = re.compile(r"\b(?:cold|ice|icy|frozen)\b", re.IGNORECASE)
_SAFETY = re.compile(r"pain|hurt|stop|comfort|careful|safe|dizz|doctor|medical|sore", re.IGNORECASE)


def doubtful_steps(value: Routine | Move, top: Mapping) -> Iterator[Problem]:
    """Yield a warning for everything that is doubtful about the steps written in a file."""
    every = [value] if isinstance(value, Move) else list(_moves(value.steps))
    moves = [move for move in every if not move.rest]
    for move in moves:
        yield from _of_move(move, top)
    yield from _one_sided(moves, top)
    if isinstance(value, Routine) and not _says_safety(value, moves):
        message = "nothing in this routine says when to stop"
        hint = "Say before the first step that pain is a reason to stop, in `before`."
        yield top.source.problem(Code.NO_SAFETY, top.place, message, hint)


def _moves(steps: tuple[Step, ...]) -> Iterator[Move]:
    for step in steps:
        if isinstance(step, Move):
            yield step
        else:
            yield from _moves(step.of if isinstance(step, Selection) else step.steps)


def _of_move(move: Move, top: Mapping) -> Iterator[Problem]:
    if not move.say and not move.safety and not any(phase.say for phase in move.phases):
        message = f'nothing says what to do in "{move.title}"'
        hint = "Write it in `say`: what to do, in the order in which the body moves."
        yield top.source.problem(Code.NO_INSTRUCTION, _here(move.place, top), message, hint)
    for phase in move.phases:
        length_s = phase.length.high
        if length_s > LONGEST_COLD_S and _is_cold(phase, move):
            message = f"this cold lasts {in_words(length_s)}, and 20 minutes are the most"
            hint = "Write 20m or less; longer cold can harm the skin."
            yield top.source.problem(Code.LONG_COLD, _of_phase(phase, move, top), message, hint)
        elif phase.held and length_s > LONGEST_HOLD_S and not phase.alarm:
            message = f"this hold lasts {in_words(length_s)}, longer than 5 minutes"
            hint = "Write a shorter one, or `alarm: true` if somebody may doze in it."
            yield top.source.problem(Code.LONG_HOLD, _of_phase(phase, move, top), message, hint)


def _here(place: Place | None, top: Mapping) -> Place:
    """Return a place, or that of the whole if it is in the file of another move."""
    return place if place and place.file == top.source.file else top.place


def _of_phase(phase: Phase, move: Move, top: Mapping) -> Place:
    own = phase.place is not None and phase.place.file == top.source.file
    return _here(phase.place if own else move.place, top)


def _is_cold(phase: Phase, move: Move) -> bool:
    words = [phase.name, phase.say]
    if len(move.phases) == 1:
        words += [move.title, move.say]
    return any(_COLD.search(text) for text in words if text)


def _says_safety(routine: Routine, moves: list[Move]) -> bool:
    """Whether it speaks of safety; in other languages any text before the steps may do so."""
    if any(move.safety for move in moves):
        return True
    english = routine.language.lower().startswith("en")
    return any(_SAFETY.search(text) or not english for text in routine.before)


def _one_sided(moves: list[Move], top: Mapping) -> Iterator[Problem]:
    """Yield a warning for each move of one side that no other does on the other side."""
    sides = [(without_side(move.title), sides_of(move)) for move in moves]
    there = {(key, side) for key, found in sides for side in found}
    for move, (key, found) in zip(moves, sides, strict=True):
        if len(found) != 1:
            continue
        (side,) = found
        other = "left" if side == "right" else "right"
        if (key, other) not in there:
            message = f'"{move.title}" is done on the {side} side only'
            hint = f"Write `sides: [left, right]`, or add a step for the {other} side."
            yield top.source.problem(Code.ONE_SIDE, _here(move.place, top), message, hint)
