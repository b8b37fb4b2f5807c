"""What may go wrong when a file that has no problems is played, as far as can be told unheard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guide.compiler import Compiler
from guide.estimate import EstimatedLengths
from guide.fit import settle
from guide.problems import quoted
from guide.pronunciation import Pronunciation
from guide.routine import Routine
from guide.timeline import Warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guide.routine import Move

QUICKEST = 0.75
"""How much of their estimated length words take at least. Of 129 texts, the bundled ones, the
default voice took 0.81 to 2.1 times the estimate: so what does not fit then does not fit at all."""


def doubts(checked: Routine | Move) -> Iterator[Warning]:
    """Yield a warning for a language that nobody speaks, and for words that cannot fit."""
    if isinstance(checked, Routine):
        yield from _of_language(checked)
        routine = checked
    else:
        routine = Routine(checked.title, (checked,))
    spoken = Pronunciation(routine.language, routine.say_as)
    compiler = Compiler(settle(routine), EstimatedLengths(spoken, QUICKEST))
    warnings = (warning for part in compiler.parts for warning in compiler.compile(part).warnings)
    for warning in dict.fromkeys(warnings):
        message = f"{warning.message} (at a guess: 'guide compile' measures)"
        yield Warning(message, warning.file, warning.line)


def _of_language(routine: Routine) -> Iterator[Warning]:
    from audio.speech.engine import RefusalError  # noqa: PLC0415
    from audio.speech.espeak_voices import speaks  # noqa: PLC0415 - its wheel is looked for

    try:
        spoken = speaks(routine.language)
    except RefusalError:  # its data is not there: that is for `guide doctor` to say
        return
    if not spoken:
        message = (
            f"the voices that come with the program do not speak the language "
            f"{quoted(routine.language)}: 'guide voices' lists what they speak"
        )
        yield Warning(message, routine.place.file if routine.place else None)
