"""What is wrong with a step as a whole: it has keys of two forms, or says its choice on one line.

Each is one mistake, and told as one. What is wrong with its single keys is told beside it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from guide.format.definition import definition
from guide.format.forms import MOVE, STEP_FORMS, STEP_KEYS, Form
from guide.format.kinds import Misread, Reader
from guide.format.quantities import parse_seconds_range
from guide.format.routine import Group
from guide.problems.codes import Code
from guide.syntax.nodes import Scalar

if TYPE_CHECKING:
    from guide.syntax.nodes import Mapping, Node

# Patterns are compiled when they are needed, which is seldom.
_CHOSEN_OF = r"(?s)([0-9]+) of\b *(.*)"
"""How people write a choice on one line: ``2 of [cat-cow, hip-lifts]``."""
_COUNT_AND_LIST = r"[0-9]+ - "
"""What YAML makes of a list below ``repeat: 3``."""
_NAME_AND_VALUE = r"([^\W\d][\w-]*)[ ,]+([0-9].*)"


class PartReader(Reader, Protocol):
    """What is asked of the reader here."""

    def look_over_part(self, form: Form, part: Mapping, whole: Mapping) -> None:
        """Note what is wrong with single keys of a step that cannot be read as a whole."""


def check_form(form: Form, mapping: Mapping, reader: PartReader) -> None:
    """Raise Misread for a step that is not wholly of its form."""
    choice = mapping.get("choose")
    chosen = re.fullmatch(_CHOSEN_OF, choice.text) if isinstance(choice, Scalar) else None
    if choice and chosen and "of" not in mapping:
        raise _choice_on_a_line(choice, chosen, mapping, reader)
    repeat = mapping.get("repeat")
    if isinstance(repeat, Scalar) and re.match(_COUNT_AND_LIST, repeat.text):
        hint = f"Write `repeat: {repeat.text.split()[0]}`, and `steps:` on a line of its own below."
        message = "`steps` is missing above this list"
        raise reader.wrong(repeat, Code.MISSING_KEY, message, hint)
    if any(key.text in STEP_KEYS and key.text not in form.names for key, _ in mapping.entries):
        raise _of_two_forms(form, mapping, reader)


def with_value(text: str) -> str | None:
    """Return how a step is written that stands on its line with its length: ``rest 20s``."""
    match = re.fullmatch(_NAME_AND_VALUE, text)
    if match is None:
        return None
    name, value = match.groups()
    reps = re.fullmatch(r"([0-9]+(?:-[0-9]+)?) ?(?:x|times|reps)?", value)
    if not reps and parse_seconds_range(value) is None:
        return None
    if name == "rest" and not reps:
        return f"Write `rest: {value}`."
    changed = f"reps: {reps[1]}" if reps else f"hold: {value}"
    return f"Write `move: {name}`, and on a line of its own below it `{changed}`."


def _choice_on_a_line(
    choice: Node, chosen: re.Match[str], mapping: Mapping, reader: PartReader
) -> Misread:
    steps = mapping.get("steps")
    listed = chosen[2] if chosen[2].startswith("[") else "[...]"
    of = f"`of: {listed}`" if steps is None else "`of` instead of `steps`"
    hint = f"Write `choose: {chosen[1]}`, and on a line of its own {of}."
    misread = reader.wrong(choice, Code.NO_COUNT, "`of` is a key of its own", hint)
    if steps is not None:
        with suppress(Misread):
            definition(Group)["steps"].kind.read(steps, reader)
    return misread


def _of_two_forms(form: Form, mapping: Mapping, reader: PartReader) -> Misread:
    from guide.format.other_words import instead_of  # noqa: PLC0415 - only where something is wrong

    parts: dict[Form, list[tuple[Scalar, Node]]] = {}
    for key, value in mapping.entries:
        parts.setdefault(_form_with(key.text, form), []).append((key, value))
    own = next(key for key, _ in parts[form])
    stranger, value = next(
        entry for entry in mapping.entries if _form_with(entry[0].text, form) is not form
    )
    among = ", ".join(f"`{name}`" for name in sorted(form.names - {own.text}))
    misread = reader.wrong(
        stranger,
        Code.KEYS_EXCLUDE_EACH_OTHER,
        f"`{own.text}` and `{stranger.text}` cannot both be here",
        instead_of(stranger.text, form.model, value) or f"What goes with `{own.text}` is {among}.",
        related=(own.source.related(own.place, "the other one"),),
    )
    for one, entries in parts.items():
        reader.look_over_part(one, replace(mapping, entries=tuple(entries)), mapping)
    return misread


def _form_with(key: str, form: Form) -> Form:
    """Return the form that a key is from: ``form`` unless only another one has it."""
    if key in form.names or key not in STEP_KEYS:
        return form
    return next(one for one in (*STEP_FORMS, MOVE) if key in one.names)
