"""How the forms of a step are told apart, and what changes of a move may not have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from guide.routine import BASED_ON, Group, Rest, Selection

if TYPE_CHECKING:
    from collections.abc import Iterable

EASIER = "easier"
NOT_IN_EASIER = {
    BASED_ON.name: "Write the move's name behind `easier:`, or change keys of this move.",
}
"""Keys of a move that changes in an easier form cannot have, and what to do instead."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a step is written that is no move.

    Attributes:
        model: what it is read into.
        keys: one of them tells that it is this.
        unless: this key tells that it is not.
    """

    model: type[Group | Rest | Selection]
    keys: tuple[str, ...]
    unless: str | None = None

    def is_told_by(self, keys: Iterable[str]) -> bool:
        """Whether a mapping with these keys is written in this form."""
        written = {*keys}
        return not written.isdisjoint(self.keys) and self.unless not in written


STEP_FORMS = (
    Form(Group, ("repeat", "steps")),
    Form(Selection, ("choose", "of")),
    Form(Rest, ("rest",), unless=BASED_ON.name),
)
"""The first of these that its keys tell is what a step is; it is a move if none does."""
