"""The bundled files, and the words in them, for the tests of this folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from guide.routine import Group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guide.routine import Move, Routine

FOLDER = Path(__file__).parents[2] / "routines"
ROUTINES = tuple(sorted(FOLDER.glob("*.yaml")))
MOVES = tuple(sorted((FOLDER / "moves").glob("*.yaml")))


def path(name: str) -> Path:
    """Return the file of a routine."""
    return FOLDER / f"{name}.yaml"


def move_path(name: str) -> Path:
    """Return the file of a move."""
    return FOLDER / "moves" / f"{name}.yaml"


def moves_of(routine: Routine) -> Iterator[Move]:
    """Yield every move, those in groups too."""
    steps = list(routine.steps)
    while steps:
        step = steps.pop(0)
        if isinstance(step, Group):
            steps[:0] = step.steps
        else:
            yield step


def words_of_move(move: Move) -> Iterator[str]:
    """Yield every text of a move that may be spoken."""
    texts = [move.title, move.say, move.brief, move.safety, move.come_out]
    for phase in move.phases:
        texts += [phase.say, phase.brief]
        for cue in phase.cues:
            texts += [cue.say, cue.brief]
    yield from filter(None, texts)
    if move.easier:
        yield from words_of_move(move.easier)


def words_of(routine: Routine) -> Iterator[str]:
    """Yield every text of a routine that may be spoken."""
    yield from (routine.title, *routine.before, *routine.after)
    for move in moves_of(routine):
        yield from words_of_move(move)
