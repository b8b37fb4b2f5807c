"""The one table of keys: what each does, and how it is shown. Every screen reads it."""

from __future__ import annotations

from dataclasses import dataclass

from guide.session.commands import Verb


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
    short: str
    verb: Verb


KEYS = (
    Key(("space",), "space", "pause", Verb.TOGGLE),
    Key(("n", "right"), "n →", "next", Verb.NEXT),
    Key(("p", "left"), "p ←", "back", Verb.BACK),
    Key(("r",), "r", "repeat", Verb.REPEAT),
    Key(("+", "="), "+", "10 s more", Verb.MORE),
    Key(("-",), "-", "10 s less", Verb.LESS),
    Key(("x",), "x", "it hurts", Verb.HURTS),
    Key(("e",), "e", "easier", Verb.EASIER),
    Key(("t",), "t", "time left", Verb.HOW_LONG),
    Key(("up",), "↑", "louder", Verb.LOUDER),
    Key(("down",), "↓", "softer", Verb.SOFTER),
    Key(("m",), "m", "chimes", Verb.CHIMES),
    Key(("s",), "s", "no sound", Verb.SILENT),
    Key(("q",), "q", "end", Verb.QUIT),
)
"""In the order of the help."""

HELP = "?"
"""The key of the help, which concerns the screen alone."""

INTERRUPT = "ctrl+c"

OTHER = "other"
"""Any key that has no name here."""

VERBS = {name: key.verb for key in KEYS for name in key.names}
ANSWERS = {"y": Verb.YES, "escape": Verb.NO}
"""To the question whether to end, beside ``q`` and ``n``, which the session takes for answers."""


def verb_for(key: str) -> Verb:
    """Return what ``key`` tells the session: the same at any moment.

    Keys may be pressed faster than the session answers, so what is heard just now does not tell
    what is meant. The session knows what it has asked, and whether an alarm rings.

    Args:
        key: a printable character, or a name as in ``Key.names``; letters in any case.
    """
    name = key.lower()
    if name == INTERRUPT:
        return Verb.END
    return VERBS.get(name) or ANSWERS.get(name) or Verb.ACKNOWLEDGE
