"""From the values of a mapping's keys to a model, where that is more than filling in fields."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from guide.format.definition import field_names
from guide.format.quantities import in_words
from guide.format.routine import Between, Move, Offset, Phase, Prompt, Rest, Selection
from guide.format.templates import names
from guide.problems.codes import Code

if TYPE_CHECKING:
    from collections.abc import Callable

    from guide.format.kinds import Reader
    from guide.format.quantities import SecondsRange
    from guide.syntax.nodes import Mapping

    Values = dict[str, Any]
    Shape = Callable[[type[Any], Values, Mapping, Reader], Any]

REST = "Rest"
"""The title of a rest, until the routine's language is known."""
_MAY_BE_EMPTY = ("lead", "say", "brief", "safety", "come_out")
"""Texts of a move that say nothing when they are empty: so changes take them away."""


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
        alarm = values.pop("alarm", False)
        values["each"] = (Phase(hold, held=True, alarm=alarm, cues=cues, place=node.place),)
    _check_priority(values, mapping, reader)
    _check_sides(values, mapping, reader)
    said = {key: values[key] or None for key in _MAY_BE_EMPTY if key in values}
    move: Move = as_defined(Move, values | said, mapping, reader)
    return move


def _rest(_: type[Any], values: Values, mapping: Mapping, reader: Reader) -> Move:
    _check_priority(values, mapping, reader)
    rest: Rest = as_defined(Rest, values, mapping, reader)
    return Move(
        REST,
        (Phase(rest.length, held=True, place=rest.place),),
        lead=rest.lead,
        say=rest.say,
        brief=rest.brief,
        rest=True,
        optional=rest.optional,
        priority=rest.priority,
        note=rest.note,
        place=rest.place,
    )


def _between(_: type[Any], values: Values, mapping: Mapping, reader: Reader) -> Move:
    if "rest" in values:
        return _rest(Rest, values, mapping, reader)
    if "say" not in values:
        hint = "Write {rest: 10s}, or words: {say: Shake your legs.}."
        raise reader.wrong(mapping, Code.MISSING_KEY, "`rest` or `say` is missing", hint)
    for key, node in mapping.entries:
        if key.text not in ("say", "note"):
            message = f"`{key.text}` goes only with `rest`"
            raise reader.wrong(key, Code.MISPLACED_KEY, message, "Leave it out.")
        if key.text == "say" and (strange := sorted(names(values["say"]) - {"next"})):
            message = f'"{{{strange[0]}}}" has no meaning here: these words have no rest'
            raise reader.wrong(node, Code.FILL_OUT_OF_PLACE, message, "Here you can use {next}.")
    return Move(REST, (), say=values["say"], rest=True, place=mapping.place)


def _selection(_: type[Any], values: Values, mapping: Mapping, reader: Reader) -> Selection:
    selection: Selection = as_defined(Selection, values, mapping, reader)
    if selection.choose > (there := len(selection.of)):
        node = mapping.get("choose")
        assert node is not None
        message = f"{selection.choose} cannot be chosen: there {'is' if there == 1 else 'are'} "
        hint = f"Write {there}, or add steps to `of`."
        raise reader.wrong(node, Code.TOO_FEW_TO_CHOOSE, f"{message}only {there}", hint)
    return selection


def _check_priority(values: Values, mapping: Mapping, reader: Reader) -> None:
    """Raise Misread for a step that has a priority and is not optional."""
    if "priority" in values and not values.get("optional"):
        key = next(key for key, _ in mapping.entries if key.text == "priority")
        hint = "Write `optional: true` too, or leave it out: a step that has to be done has none."
        message = "`priority` goes only with `optional: true`"
        raise reader.wrong(key, Code.MISPLACED_KEY, message, hint)


def _check_sides(values: Values, mapping: Mapping, reader: Reader) -> None:
    """Raise Misread for a side that changes, where there are no two."""
    if values.get("vary") == "each-rep" and len(values.get("sides", ())) < 2:
        key = next(key for key, _ in mapping.entries if key.text == "vary")
        hint = "Write `sides: [left, right]` too, or leave it out."
        raise reader.wrong(key, Code.TOO_FEW_SIDES, "`vary` needs two sides or more", hint)


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
    Between: _between,
    Selection: _selection,
}
"""The models that are not shaped ``as_defined``."""
