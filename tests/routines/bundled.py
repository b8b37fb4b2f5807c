"""The bundled files, and the words in them, for the tests of this folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from guide.format.routine import Group, Move
from guide.language.languages import demand
from guide.reading.parameters import Given
from guide.reading.source import read_as, read_routine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guide.format.routine import Routine

FOLDER = Path(__file__).parents[2] / "routines"
ROUTINES = tuple(sorted(FOLDER.glob("*.yaml")))
MOVES = tuple(sorted((FOLDER / "moves").glob("*.yaml")))
LANGUAGES = ("en", "de", "es")


def path(name: str) -> Path:
    """Return the file of a routine."""
    return FOLDER / f"{name}.yaml"


def move_path(name: str) -> Path:
    """Return the file of a move."""
    return FOLDER / "moves" / f"{name}.yaml"


def routine_in(language: str, file: Path) -> Routine:
    """Read a routine in a language."""
    return read_routine(file, given=Given(language=demand(language)))


def move_in(language: str, file: Path) -> Move:
    """Read a move in a language."""
    move = read_as(Move, file, given=Given(language=demand(language))).value
    assert isinstance(move, Move)
    return move


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


def words_in(language: str, file: Path) -> list[str]:
    """Return every text of a bundled file that may be spoken, in a language."""
    if file in MOVES:
        return list(words_of_move(move_in(language, file)))
    return list(words_of(routine_in(language, file)))
