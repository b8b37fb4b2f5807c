"""New files of authors: a first routine or move that plays as it is, with comments that explain."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from guide.authoring.shell import command
from guide.authoring.single_text import in_yaml
from guide.language.languages import USUAL

LONGEST_NAME = 60
RESERVED = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9¹²³]", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever their ending."""

_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}"


@dataclass(frozen=True, slots=True)
class OwnMove:
    """A move of the author's own.

    Attributes:
        say: the instruction, or None.
        hold: how long, as authors write it: ``30s-60s``.
    """

    title: str
    say: str | None
    hold: str
    sides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What an author has said about a routine.

    Attributes:
        uses: names of moves of the library.
        own: moves of their own, written in the routine.
        rounds: how often all of it is done.
        safety: what is said before the first step.
    """

    title: str
    language: str
    uses: tuple[str, ...]
    own: OwnMove | None
    rounds: int
    safety: tuple[str, ...]


class Examples(NamedTuple):
    """What a routine in a language may begin with.

    Attributes:
        own: a move that is good to hear.
        safety: as in the bundled routines.
        uses: bundled moves.
    """

    own: OwnMove
    safety: tuple[str, ...]
    uses: tuple[str, ...] = ("childs-pose", "cat-cow")


_EXAMPLES = {
    "en": Examples(
        OwnMove(
            "Side stretch",
            "Stand tall. Reach your {side} arm over your head, and lean.",
            "20s-40s",
            ("left", "right"),
        ),
        (
            "Mild discomfort is normal. Sharp or striking pain is not.",
            "Stop at any time, and keep to the moves that are comfortable.",
        ),
    ),
    "de": Examples(
        OwnMove(
            "Seite dehnen",
            "Stell dich aufrecht hin. Streck {side} den Arm über den Kopf, und neig dich.",
            "20s-40s",
            ("links", "rechts"),
        ),
        (
            "Ein leicht unangenehmes Gefühl ist normal. Stechender oder heftiger Schmerz ist es "
            "nicht.",
            "Du kannst jederzeit aufhören. Bleib bei den Bewegungen, die angenehm sind.",
        ),
    ),
    "es": Examples(
        OwnMove(
            "Estiramiento lateral",
            "Ponte de pie. Sube el brazo de la {side} por encima de la cabeza, e inclínate.",
            "20s-40s",
            ("izquierda", "derecha"),
        ),
        (
            "Una molestia leve es normal. Un dolor agudo o fuerte no lo es.",
            "Puedes parar en cualquier momento. Haz solo los movimientos que te resulten cómodos.",
        ),
    ),
}


def examples(language: str) -> Examples | None:
    """Return what a routine in ``language``, a BCP 47 tag, may begin with; None if we have none."""
    return _EXAMPLES.get(language.partition("-")[0].lower())


def file_name(title: str) -> str:
    """Return the name that a file with this title has, without its ending; empty if none is left.

    It is made of the letters and digits of any language, and valid on every system.
    """
    kept = "".join(
        character if unicodedata.category(character)[0] in "LMN" else " "
        for character in unicodedata.normalize("NFC", title).lower()
        if character not in _APOSTROPHES
    )
    name = "-".join(kept.split())[:LONGEST_NAME].strip("-")
    while len(name.encode()) > 3 * LONGEST_NAME:
        name = name[:-1]
    return f"{name}-routine" if RESERVED.fullmatch(name) else name


def routine_text(draft: Draft, name: str) -> str:
    """Return the file of a routine that will be called ``name``."""
    file = f"{name}.yaml"
    safety = draft.safety or _shown(draft).safety
    mark = "" if draft.safety else "# "
    before = "".join(f"{mark}  - {in_yaml(text)}\n" for text in safety)
    steps = "\n".join(_steps(draft))
    if draft.rounds > 1:
        steps = (
            f"  # All of it is done {draft.rounds} times, with a rest between.\n"
            f"  - repeat: {draft.rounds}\n    between: {{rest: 20s}}\n    steps:\n"
            + "\n".join(f"    {line}" for line in steps.splitlines())
        )
    return f"""\
# Hear it:                        {command("guide", "play", file)}
# Hear it while you change it:    {command("guide", "preview", file)}
# See whether all is right:       {command("guide", "check", file)}
# What follows a # is a comment, for you alone.

title: {in_yaml(draft.title)}
language: {draft.language}          # of your texts; the voice is chosen by it
# summary: One line for the list of routines.
# equipment: [mat, chair]

# Spoken before the first step.
{mark}before:
{before}
settings:
  countdown: 3        # numbers before a clock starts; 0 for none
  change_over: 6s     # time to get into position
  halfway: true       # a chime halfway through long holds

steps:
{steps}

# Spoken after the last step.
# after:
#   - Get up slowly.
"""


def move_text(move: OwnMove, name: str) -> str:
    """Return the file of a move that will be called ``name``."""
    return f"""\
# A move for routines: the folder "moves" with this file lies beside them,
# and a step of theirs is written as   - {name}
# What follows a # is a comment, for you alone.

title: {in_yaml(move.title)}
{_said(move)}
# brief: A shorter form, said when the side changes.
# safety: What must never be missed.
# come_out: How to come out of it when it hurts.
{_sides(move)}
hold: {move.hold}{_about_hold(move)}
# cues: {{50%: Let your breath slow down., -10s: Ten seconds left.}}
# equipment: [mat]
# source: Where you have it from.
"""


def _shown(draft: Draft) -> Examples:
    """Return what stands in comments: where there is nothing in its language, it is English."""
    return examples(draft.language) or _EXAMPLES[USUAL]


def _steps(draft: Draft) -> list[str]:
    lines = []
    if draft.uses:
        lines += ["  # Moves of the library: 'guide moves' lists them all."]
        lines += [f"  - {name}" for name in draft.uses]
        lines += ["  # Changed:   - {move: NAME, hold: 45s}   or   - {move: NAME, reps: 6}"]
    own, mark = (draft.own, "") if draft.own else (_shown(draft).own, "# ")
    lines += ["  # A move of your own: what to say, on which sides, and how long."]
    if mark:
        lines[-1] += " Take the # away."
    written = [
        f"- title: {in_yaml(own.title)}",
        *(f"  {line}" for line in (_said(own), _sides(own))),
        f"  hold: {own.hold}{_about_hold(own)}",
    ]
    return [*lines, *(f"  {mark}{line}" for line in written)]


def _said(move: OwnMove) -> str:
    if move.say:
        return f"say: {in_yaml(move.say)}"
    return "# say: What to do, in the order in which the body moves."


def _sides(move: OwnMove) -> str:
    if not move.sides:
        return "# sides: [left, right]"
    return f"sides: [{', '.join(in_yaml(side, in_list=True) for side in move.sides)}]"


def _about_hold(move: OwnMove) -> str:
    ranged = "-" in move.hold
    return "     # " + ("a range: the person picks" if ranged else "or a range, such as 30s-60s")
