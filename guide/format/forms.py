"""How the forms of a step are told apart, and what changes of a move may not have."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from guide.format.definition import definition
from guide.format.routine import BASED_ON, LANGUAGE, Group, Move, Rest, Selection
from guide.language.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

EASIER = "easier"
NOT_IN_EASIER = {
    BASED_ON.name: "Write the move's name behind `easier:`, or change keys of this move.",
    LANGUAGE.name: "Write it at the top of the file.",
}
"""Keys of a move that changes in an easier form cannot have, and what to do instead."""


class Form(NamedTuple):
    """How a step is written.

    Attributes:
        model: what it is read into.
        keys: one of them tells that it is this; a move is what none tells of another form.
        unless: this key tells that it is not.
        words: what people write for ``keys``.
    """

    model: type[Move | Group | Rest | Selection]
    keys: tuple[str, ...] = ()
    unless: str | None = None
    words: tuple[str, ...] = ()

    @property
    def names(self) -> set[str]:
        """All keys that it may have."""
        based_on = {BASED_ON.name} if self.model is Move else set()
        return based_on | definition(self.model).keys()

    def is_told_by(self, written: set[str]) -> bool:
        """Whether one of these keys tells that a step is of this form."""
        return not written.isdisjoint(self.keys) and self.unless not in written


STEP_FORMS = (
    Form(Selection, ("choose", "of"), words=("pick", "select")),
    Form(
        Group,
        ("repeat", "steps"),
        words=("between", "rounds", "sets", "circuit", "superset"),
    ),
    Form(Rest, ("rest",), unless=BASED_ON.name, words=("pause", "break", "wait")),
)
MOVE = Form(Move)
"""What is in none of ``STEP_FORMS``."""
STEP_KEYS = MOVE.names.union(*(form.names for form in STEP_FORMS))


def form_of(keys: Sequence[str]) -> Form:
    """Return the form that most keys of a step are from; of two the first in ``STEP_FORMS``.

    Only a key that tells of a form makes a step one of it. A key that no form has counts for
    those in which something is probably meant by it.
    """
    told = [form for form in STEP_FORMS if form.is_told_by({*keys})] or [MOVE]
    if told[0].names.issuperset(keys):
        return told[0]
    from guide.format.other_words import OTHER_WORDS  # noqa: PLC0415 - only where something is wrong

    known = sorted(STEP_KEYS)
    meant = {key: key if key in STEP_KEYS else did_you_mean(key, known) or key for key in keys}
    likely = [
        form
        for form in STEP_FORMS
        if form.is_told_by({*meant.values()}) or not meant.keys().isdisjoint(form.words)
    ]

    def votes(form: Form) -> tuple[int, int]:
        others = OTHER_WORDS[form.model].keys() - STEP_KEYS
        count = sum(word in form.names or key in others for key, word in meant.items())
        return count, sum(key in form.names for key in meant)

    return max((*likely, MOVE), key=votes)
