"""Numbers in rhythm: each lands on its second or its beat, and none shifts the next.

A number lands when its sound sets in. That is when its clip begins, to 13 ms: a clip keeps 10 ms
of the silence before it (``audio/polish.py``). Where a listener would clap, at the
P-center of Morton, Marcus and Frankish (1976), lies later, near the vowel: mostly 17 to 160 ms,
at most 312 ms, as measured. It is another moment in each model of it: no clock could be set by
that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio.clip import to_frames
from guide.compiling.slots import fit_words
from guide.compiling.talk import Wording, of_phase
from guide.compiling.timeline import Warning
from guide.language.words import as_sentence

if TYPE_CHECKING:
    from guide.compiling.row import Lengths, Row
    from guide.compiling.talk import Talk
    from guide.fitting.plan import PlanStep
    from guide.language.words import Words
    from guide.problems.problem import Place

COUNT = to_frames(1)
"""From one number to the next; a number that takes longer is spoken faster, or left out."""
_FASTER = "A number has one second: choose a faster pace with --pace."
COMMA = to_frames(0.25)
"""Silence between the number of a repetition and its words."""


def numeral(number: int, words: Words) -> str:
    """Return a number as it is counted aloud, at least 1; voices read digits in their language."""
    return words.count(number) if number <= 10 else str(number)


def number_of(step: PlanStep, rep: int, talk: Talk, words: Words) -> str | None:
    """Return what a repetition begins with; the words of the first one come in its place."""
    if not step.count_reps or step.reps == 1:
        return None
    return None if rep == 1 and of_phase(step.phases[0], rep, talk) else numeral(rep, words)


def set_apart(number: str) -> str:
    """Return a number as it is said before a hold: a sentence of its own."""
    return as_sentence(number.capitalize())


def with_number(number: str | None, words: Wording | None) -> Wording | None:
    """Return the words before a hold, which begin with its number if it has one."""
    if number is None:
        return words
    said = set_apart(number)
    return Wording(f"{said} {words.say}" if words else said)


def count_down(
    row: Row, lengths: Lengths, words: Words, numbers: int, place: Place | None = None
) -> None:
    """Count from ``numbers`` down to one, one a second; ``place`` is told where one is too long."""
    for number in range(numbers, 0, -1):
        second = row.cursor + COUNT
        fitted = fit_words(Wording(numeral(number, words)), COUNT, lengths)
        if fitted.warning:
            row.warn(Warning(fitted.warning, place, _FASTER))
        if fitted.text is not None:
            row.speak(fitted.text, fitted.speed)
        row.silence_until(second)
