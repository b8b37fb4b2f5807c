"""Steps that are probably not what their author means, or not good for who does them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from guide.fitting.sides import sides_of, without_side
from guide.format.quantities import in_words
from guide.format.routine import Move, Routine, Selection
from guide.problems.codes import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guide.format.routine import Phase, Step
    from guide.problems.problem import Place, Problem
    from guide.syntax.nodes import Mapping

LONGEST_HOLD_S = 5 * 60
LONGEST_COLD_S = 20 * 60
"""As in the article that the bundled routines follow, and in their spoken safety text."""

_COLD = re.compile(r"\b(?:cold|ice|icy|frozen(?! shoulders?\b))\b", re.IGNORECASE)
_NOT_COLD = re.compile(r"\b(?:heat|hot|warm|warmth|rest|break|pause|off|without)\b", re.IGNORECASE)
"""What a phase of a cold move may be, if it is not cold itself."""
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
    own = (move.lead, move.say, move.safety)
    if not any(own) and not any(phase.say for phase in move.phases):
        message = f'nothing says what to do in "{move.title}"'
        hint = "Write it in `say`: what to do, in the order in which the body moves."
        yield top.source.problem(Code.NO_INSTRUCTION, _here(move.place, top), message, hint)
    cold = _longest_cold(move)
    if cold.too_long(LONGEST_COLD_S):
        message = f"this cold lasts {cold.in_words()}, and 20 minutes are the most"
        hint = "Write 20m or less; longer cold can harm the skin."
        if len(cold.phases) > 1:
            hint = "Write less of it, or a break as long as the cold was; it can harm the skin."
        place = _of_phase(cold.phases[0], move, top)
        yield top.source.problem(Code.LONG_COLD, place, message, hint)
    for phase in move.phases:
        one = _Spell((phase,))
        told = cold.too_long(LONGEST_COLD_S) and phase in cold.phases
        if phase.held and not phase.alarm and not told and one.too_long(LONGEST_HOLD_S):
            message = f"this hold lasts {one.in_words()}, longer than 5 minutes"
            hint = "Write a shorter one, or `alarm: true` beside `hold` if somebody may doze in it."
            yield top.source.problem(Code.LONG_HOLD, _of_phase(phase, move, top), message, hint)


class _Spell(NamedTuple):
    """Phases in a row, repetitions among them, at their longest."""

    phases: tuple[Phase, ...] = ()

    @property
    def length_s(self) -> float:
        return sum(phase.length.high for phase in self.phases)

    @property
    def open_end(self) -> bool:
        return any(phase.length.until_ready for phase in self.phases)

    def too_long(self, most_s: float) -> bool:
        return self.length_s > most_s or (self.open_end and self.length_s == most_s)

    def in_words(self) -> str:
        more = " or more" if self.open_end else ""
        return in_words(self.length_s) + more + (" in all" if len(self.phases) > 1 else "")


def _longest_cold(move: Move) -> _Spell:
    """Return the longest time for which a side is cold without a break."""
    cold = _cold_phases(move)
    if not cold:
        return _Spell()
    alternates = move.sides and move.vary == "each-rep"
    spells: list[list[Phase]] = [[]]
    for phase in move.phases * (1 if alternates else move.reps.high):
        if phase in cold:
            spells[-1].append(phase)
        elif spells[-1]:
            spells.append([])
    return max((_Spell(tuple(spell)) for spell in spells), key=lambda spell: spell.length_s)


def _here(place: Place | None, top: Mapping) -> Place:
    """Return a place, or that of the whole if it is in the file of another move."""
    return place if place and place.file == top.source.file else top.place


def _of_phase(phase: Phase, move: Move, top: Mapping) -> Place:
    own = phase.place is not None and phase.place.file == top.source.file
    return _here(phase.place if own else move.place, top)


def _cold_phases(move: Move) -> list[Phase]:
    """Return the phases that are cold: that say so, or all of a cold move that do not say no."""
    named = [phase for phase in move.phases if _says(_COLD, phase.name, phase.say)]
    whole = _says(_COLD, move.title, move.say if len(move.phases) == 1 else None)
    if named or not whole:
        return named
    return [phase for phase in move.phases if not _says(_NOT_COLD, phase.name, phase.say)]


def _says(pattern: re.Pattern[str], *texts: str | None) -> bool:
    return any(pattern.search(text) for text in texts if text)


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
