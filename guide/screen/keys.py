"""The one table of keys: what each does, and how it is shown. Every screen reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from guide.language.messages import YES_KEY, Message
from guide.session.commands import Verb, YesOr

if TYPE_CHECKING:
    from guide.language.words import Words
    from guide.session.commands import Command


@dataclass(frozen=True, slots=True)
class Key:
    """One command and its keys.

    Attributes:
        names: the keys: a printable character, or ``space``, ``up``, ``right``, ``escape``...
        label: how they are shown.
        short: what they do, in one or two words, for the row of keys.
        verb: what they do; its value is the sentence of the help.
    """

    names: tuple[str, ...]
    label: str
    short: Message
    verb: Verb


KEYS = (
    Key(("space",), "space", Message("what a key does", "pause"), Verb.TOGGLE),
    Key(("n", "right"), "n →", Message("what a key does", "next"), Verb.NEXT),
    Key(("p", "left"), "p ←", Message("what a key does", "back"), Verb.BACK),
    Key(("r",), "r", Message("what a key does", "repeat"), Verb.REPEAT),
    Key(("+", "="), "+", Message("what a key does", "10 s more"), Verb.MORE),
    Key(("-",), "-", Message("what a key does", "10 s less"), Verb.LESS),
    Key(("x",), "x", Message("what a key does", "it hurts"), Verb.HURTS),
    Key(("e",), "e", Message("what a key does", "easier"), Verb.EASIER),
    Key(("t",), "t", Message("what a key does", "time left"), Verb.HOW_LONG),
    Key(("up",), "↑", Message("what a key does", "louder"), Verb.LOUDER),
    Key(("down",), "↓", Message("what a key does", "softer"), Verb.SOFTER),
    Key(("m",), "m", Message("what a key does", "chimes"), Verb.CHIMES),
    Key(("s",), "s", Message("what a key does", "no sound"), Verb.SILENT),
    Key(("q",), "q", Message("what a key does", "end"), Verb.QUIT),
)
"""In the order of the help."""

HELP = "?"
"""The key of the help, which concerns the screen alone."""

INTERRUPT = "ctrl+c"

OTHER = "other"
"""Any key that has no name here."""

_LABELS = {
    "space": Message("a key", "space"),
    "any key": Message("a key", "any key"),
    "Ctrl-C": Message("a key", "Ctrl-C"),
    "y": YES_KEY,
}
"""Those that are words, or another key in each language."""

VERBS = {name: key.verb for key in KEYS for name in key.names}
ANSWERS = {"y": Verb.YES, "escape": Verb.NO}
"""To the question whether to end, beside ``q`` and ``n``, which the session takes for answers."""


def command_for(key: str, words: Words) -> Command:
    """Return what ``key`` tells the session: the same at any moment.

    Keys may be pressed faster than the session answers, so what is heard just now does not tell
    what is meant. The session knows what it has asked, and whether an alarm rings.

    Args:
        key: a printable character, or a name as in ``Key.names``; letters in any case.
        words: of the session, whose language has a key for yes beside ``y``.
    """
    name = key.lower()
    if name == INTERRUPT:
        return Verb.END
    verb = VERBS.get(name) or ANSWERS.get(name) or Verb.ACKNOWLEDGE
    return YesOr(verb) if name == words.of(YES_KEY) and verb is not Verb.YES else verb


def label_in(words: Words, label: str) -> str:
    """Return how a key is called in a language; most are signs, and the same in all of them.

    Two that do the same have a stroke between them.
    """
    keys = label.split("/")
    return "/".join(words.of(_LABELS[key]) if key in _LABELS else key for key in keys)
