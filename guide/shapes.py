"""From the values of a mapping's keys to a model, where that is more than filling in fields."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from guide.codes import Code
from guide.definition import field_names
from guide.quantities import in_words
from guide.routine import Move, Offset, Phase, Prompt, Rest
from guide.words import REST

if TYPE_CHECKING:
    from collections.abc import Callable

    from guide.kinds import Reader
    from guide.nodes import Mapping
    from guide.quantities import SecondsRange

    Values = dict[str, Any]
    Shape = Callable[[type[Any], Values, Mapping, Reader], Any]


def as_defined(model: type[Any], values: Values, mapping: Mapping, _: Reader) -> Any:
    """Return the model with each value in the field of its key, and with its place."""
    names = field_names(model)
    filled = {names.get(key, key): value for key, value in values.items()}
    if any(one.name == "place" for one in fields(model)):
        filled.setdefault("place", mapping.place)
    return model(**filled)


def _prompt(_: type[Any], values: Values, mapping: Mapping, reader: Reader) -> Prompt:
    """Return the prompt with a moment to be replaced: it is the key above the mapping."""
    prompt: Prompt = as_defined(Prompt, {**values, "at": Offset()}, mapping, reader)
    return prompt


def _phase(_: type[Any], values: Values, mapping: Mapping, reader: Reader) -> Phase:
    held = "hold" in values
    length: SecondsRange = values.pop("hold" if held else "for")
    up_to = values.get("up_to")
    if up_to is not None and up_to < length.high:
        node = mapping.get("up_to")
        assert node is not None
        message = f"`up_to` is shorter than `for`, which is {in_words(length.high)}"
        hint = "Write how long the phase may become at most."
        raise reader.wrong(node, Code.UP_TO_TOO_SHORT, message, hint)
    _check_cues(values.get("cues", ()), max(length.high, up_to or 0), mapping, reader)
    shaped: Phase = as_defined(Phase, {**values, "for": length}, mapping, reader)
    return replace(shaped, held=held)


def _move(_: type[Any], values: Values, mapping: Mapping, reader: Reader) -> Move:
    hold: SecondsRange | None = values.pop("hold", None)
    if hold is not None:
        node = mapping.get("hold")
        assert node is not None
        cues = values.pop("cues", ())
        _check_cues(cues, hold.high, mapping, reader)
        values["each"] = (Phase(hold, held=True, cues=cues, place=node.place),)
    move: Move = as_defined(Move, values, mapping, reader)
    return move


def _rest(_: type[Any], values: Values, mapping: Mapping, reader: Reader) -> Move:
    rest: Rest = as_defined(Rest, values, mapping, reader)
    return Move(
        REST,
        (Phase(rest.length, held=True, place=rest.place),),
        say=rest.say,
        brief=rest.brief,
        rest=True,
        optional=rest.optional,
        note=rest.note,
        place=rest.place,
    )


def _check_cues(
    cues: tuple[Prompt, ...], longest_s: float, mapping: Mapping, reader: Reader
) -> None:
    """Raise Misread if a cue lies beyond its phase, even where the phase is at its longest."""
    misread = None
    written = mapping.get("cues")
    for cue in cues:
        assert written is not None
        if not 0 <= cue.at.within(longest_s) < longest_s:
            message = f"no time is left for this cue: the phase lasts {in_words(longest_s)} at most"
            hint = "Write a moment inside it, such as 50%."
            misread = reader.wrong(written, Code.MOMENT_OUTSIDE, message, hint, place=cue.place)
    if misread:
        raise misread


SHAPES: dict[type[Any], Shape] = {
    Prompt: _prompt,
    Phase: _phase,
    Move: _move,
    Rest: _rest,
}
"""The models that are not shaped ``as_defined``."""
