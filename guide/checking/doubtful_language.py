"""Texts that look like another language than the one whose voice will read them.

A move's file without ``language`` counts as in that of the routine, whatever it is in.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from guide.format.routine import Move
from guide.language.languages import called
from guide.problems.codes import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guide.problems.problem import Problem
    from guide.reading.source import Reading

LEAST = 3
"""So many words of another language, and none of its own, make a text doubtful."""

_TEXTS = ("title", "say", "brief", "safety", "lead", "come_out", "before", "after", "summary")
_WORD = re.compile(r"[^\W\d_]+")
_WORDS = {
    "en": "the and your with you of then from into slowly this it is to on up down hold keep as",
    "de": "und der den dem das dich dein deine deinen nicht mit auf ein einen eine zum zur die",
    "es": "y los las el del con una hacia tu tus sobre que despacio manos espalda rodillas",
    "fr": "et les des vos votre vous le dans avec une sur du puis doucement vers aux",
    "it": "e il gli della delle nel con una le tuo tua sul piano lentamente verso che",
    "nl": "en het je een met naar van op voor niet de rustig langzaam jouw aan",
    "pl": "i się na nie do w z oraz powoli ręce nogi jest przez plecy kolana",
    "pt": "e os as o do da com uma para seu sua dos das devagar não ao",
}


def _only_theirs() -> dict[str, frozenset[str]]:
    """Return the words that tell a language: those that no other one of them has."""
    split = {tag: set(words.split()) for tag, words in _WORDS.items()}
    return {
        tag: frozenset(words.difference(*(split[other] for other in split if other != tag)))
        for tag, words in split.items()
    }


TELLING = _only_theirs()


def looks_like(text: str, language: str) -> str | None:
    """Return the other language that ``text`` is clearly in, or None."""
    own = language.partition("-")[0].lower()
    words = [word.lower() for word in _WORD.findall(text)]
    if own not in TELLING or len(words) < LEAST or not TELLING[own].isdisjoint(words):
        return None
    hits = {tag: sum(word in telling for word in words) for tag, telling in TELLING.items()}
    most, second = sorted(hits, key=lambda tag: hits[tag], reverse=True)[:2]
    return most if hits[most] >= LEAST and hits[most] >= 2 * hits[second] + 1 else None


def doubtful_language(reading: Reading) -> Iterator[Problem]:
    """Yield a warning for each step, and for what is around them, in another language."""
    for part in _parts(reading.value):
        found = looks_like(" ".join(_texts(part)), reading.language)
        place = getattr(part, "place", None)
        if not found or place is None or place.file not in reading.tops:
            continue
        message = f"this looks like {called(found)}, and is read as {called(reading.language)}"
        move = part.name if isinstance(part, Move) else None
        where = f"at the top of the move {move}" if move else "at the top of the file"
        hint = f"Write `language: {found}` {where}."
        source = reading.tops[place.file].source
        yield source.problem(Code.OTHER_LANGUAGE, place, message, hint)


def _parts(value: object) -> Iterator[object]:
    """Yield what has texts, and a place of its own, with the parts of it."""
    yield value
    for below in getattr(value, "steps", ()):
        yield from _parts(below)


def _texts(value: object) -> Iterator[str]:
    """Yield the texts of one part, without those of the steps in it."""
    if not is_dataclass(value):
        return
    for field in fields(value):
        content = getattr(value, field.name)
        several = content if isinstance(content, tuple) and field.name != "steps" else (content,)
        for one in several if field.name != "steps" else ():
            if isinstance(one, str) and field.name in _TEXTS:
                yield one
            elif not isinstance(one, str):
                yield from _texts(one)
