"""New files of authors: a first routine or move that plays as it is, with comments that explain.

What an author wrote stays as it was when a routine is begun from another one.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from guide.authoring.shell import command
from guide.format.kinds.translated import text_in
from guide.language.languages import USUAL
from guide.problems.problem import GuideError
from guide.reading.file_languages import language_of
from guide.reading.parameters import literally
from guide.syntax.nodes import Mapping, Scalar
from guide.yaml.events import compose

if TYPE_CHECKING:
    from guide.syntax.nodes import Source

LONGEST_NAME = 60
RESERVED = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9¹²³]", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever their ending."""

_PLAIN = re.compile("[^\\W\\d_][\\w .,'\N{RIGHT SINGLE QUOTATION MARK}!?()/-]*")
_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}"
_COUNTED = re.compile(r"(.*\S) ([0-9]{1,4})")
_NOT_TEXT = ("null", "true", "false", "yes", "no", "on", "off")


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
    before = "".join(f"{mark}  - {_text(text)}\n" for text in safety)
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

title: {_text(draft.title)}
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

title: {_text(move.title)}
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


def title_in(source: Source) -> Scalar:
    """Return where the title of a routine or move is written: that in its own language.

    Raises:
        GuideError: it is not written out at its top.
    """
    return _title(source)[0]


def _title(source: Source) -> tuple[Scalar, bool]:
    """Return where the title is written, and whether in a mapping of languages."""
    top = compose(source, [])
    whole = top.get("title") if isinstance(top, Mapping) else None
    if isinstance(top, Mapping) and whole:
        title = text_in(whole, language_of(top) or USUAL)
        if isinstance(title, Scalar):
            return title, title is not whole
    raise GuideError(f"{source.file} has no title of its own to be changed.")


def title_of_next(title: str) -> str:
    """Return a title for one that is begun from ``title``: with a number, in any language."""
    counted = _COUNTED.fullmatch(title)
    return f"{counted[1]} {int(counted[2]) + 1}" if counted else f"{title} 2"


def with_title(source: Source, title: str) -> str:
    """Return the text of a routine or move with another title, and all else as it was.

    Raises:
        GuideError: its title is not written out at its top.
    """
    written, in_mapping = _title(source)
    new = _text(title, in_list=in_mapping)
    old = source.text[written.start : written.end]
    if old.endswith("\n"):  # a text over several lines ends with its line
        new += "\n"
    return source.text[: written.start] + new + source.text[written.end :]


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
        f"- title: {_text(own.title)}",
        *(f"  {line}" for line in (_said(own), _sides(own))),
        f"  hold: {own.hold}{_about_hold(own)}",
    ]
    return [*lines, *(f"  {mark}{line}" for line in written)]


def _said(move: OwnMove) -> str:
    if move.say:
        return f"say: {_text(move.say)}"
    return "# say: What to do, in the order in which the body moves."


def _sides(move: OwnMove) -> str:
    if not move.sides:
        return "# sides: [left, right]"
    return f"sides: [{', '.join(_text(side, in_list=True) for side in move.sides)}]"


def _about_hold(move: OwnMove) -> str:
    ranged = "-" in move.hold
    return "     # " + ("a range: the person picks" if ranged else "or a range, such as 30s-60s")


def _text(text: str, *, in_list: bool = False) -> str:
    """Return ``text`` as it is written in YAML, in double quotes where it needs them."""
    text = literally(text)
    safe = not text.startswith("{") and _PLAIN.fullmatch(text.replace("{side}", "side"))
    plain = safe and text.lower() not in _NOT_TEXT and not (in_list and "," in text)
    return text if plain and text == text.strip() else json.dumps(text, ensure_ascii=False)
