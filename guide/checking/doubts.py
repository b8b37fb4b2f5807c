"""What may go wrong when a file that has no problems is played, as far as can be told unheard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guide.checking.doubtful_language import doubtful_language
from guide.checking.doubtful_steps import doubtful_steps
from guide.checking.doubtful_words import doubtful_words
from guide.compiling.compiler import Compiler
from guide.compiling.estimate import EstimatedLengths
from guide.fitting.fit import settle
from guide.format.kinds.translated import in_languages, text_in
from guide.format.routine import Routine
from guide.language.pronunciation import Pronunciation
from guide.language.words import has_words
from guide.problems.codes import Code
from guide.problems.problem import quoted
from guide.syntax.nodes import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guide.problems.problem import Place, Problem
    from guide.reading.source import Reading
    from guide.syntax.nodes import Node

QUICKEST = 0.75
"""How much of their estimated length words take at least. Of 129 texts, the bundled ones, the
default voice took 0.81 to 2.1 times the estimate: so what does not fit then does not fit at all."""


def doubts(reading: Reading, *others: Reading) -> list[Problem]:
    """Return a warning for everything that is doubtful, in order of place.

    Args:
        reading: a file in its own language.
        others: the same file in its other languages.
    """
    top = reading.tops[reading.file]
    found = [*doubtful_words(top), *doubtful_steps(reading.value, top)]
    for one in (reading, *others):
        found += _misfits(one)
        found += doubtful_language(one)
        if isinstance(one.value, Routine):
            found += _of_language(one.value, top)
    unique = dict.fromkeys(found)
    return sorted(unique, key=lambda one: (one.place.file != reading.file, one.place))


def _of_language(routine: Routine, top: Mapping) -> Iterator[Problem]:
    from audio.speech.engine import RefusalError  # noqa: PLC0415
    from audio.speech.espeak_voices import speaks  # noqa: PLC0415 - its wheel is looked for

    try:
        spoken = speaks(routine.language)
    except RefusalError:  # its data is not there: that is for `guide doctor` to say
        return
    place, language = (top.get("language") or top).place, quoted(routine.language)
    if (title := top.get("title")) and in_languages(title):
        place = text_in(title, routine.language).place
    if not spoken:
        message = f"the voices that come with the program do not speak the language {language}"
        hint = "'guide voices' lists what they speak."
        yield top.source.problem(Code.UNSPOKEN_LANGUAGE, place, message, hint)
    elif not has_words(routine.language):
        message = f"what the program itself says is English: it has no words in {language}"
        hint = (
            "Write lengths of time out: {duration} and {remaining} are filled in in English. "
            "'guide explain R118' lists the languages that it has."
        )
        yield top.source.problem(Code.NO_CATALOGUE, place, message, hint)


def _misfits(reading: Reading) -> Iterator[Problem]:
    """Yield a warning for words that no voice could speak in their time."""
    value = reading.value
    if isinstance(value, Routine):
        routine = value
    else:
        routine = Routine(value.title, (value,), language=reading.language)
    spoken = Pronunciation(routine.language, routine.say_as)
    compiler = Compiler(settle(routine), EstimatedLengths(spoken, QUICKEST))
    warnings = (warning for part in compiler.parts for warning in compiler.compile(part).warnings)
    for warning in dict.fromkeys(warnings):
        assert warning.place is not None
        top = reading.tops[warning.place.file]
        place = _words_at(top, warning.place, reading.language) or warning.place
        hint = "Say less, or give it more time. This is a guess: 'guide compile' measures."
        if warning.advice:
            place, hint = warning.place, warning.advice
        yield top.source.problem(Code.WORDS_TOO_LONG, place, warning.message, hint)


def _words_at(node: Node, place: Place, language: str) -> Place | None:
    """Return where the words are of the phase, or the cue, that is written at ``place``."""
    if isinstance(node, Mapping):
        cues = node.get("cues")
        entries = cues.entries if isinstance(cues, Mapping) else ()
        said = [value for moment, value in entries if moment.place == place]
        if said or (node.place == place and "say" in node):
            words = said[0] if said else node
            say = words.get("say") if isinstance(words, Mapping) and "say" in words else words
            return text_in(say, language).place if say else None
    below = [value for _, value in node.entries] if isinstance(node, Mapping) else ()
    items = below or getattr(node, "items", ())
    return next((found for item in items if (found := _words_at(item, place, language))), None)
