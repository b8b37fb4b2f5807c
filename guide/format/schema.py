"""The format as a JSON Schema (draft-07), from the definition that files are read by.

Editors check, complete and explain with it. It tells what can be told without other files and
without arithmetic; ``guide check`` tells the rest. Where a mapping has one of several forms,
the schema finds out which by its keys (``if``) instead of trying them all (``anyOf``), so that
what an editor says of a mistake is about the form that was meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guide.format.definition import alternatives, defaults, definition
from guide.format.explained import explained
from guide.format.forms import NOT_IN_EASIER, STEP_FORMS
from guide.format.kinds import either
from guide.format.quantities import CountRange, in_words
from guide.format.routine import BASED_ON, LANGUAGE, MOVE_NAME, WORDS_BETWEEN, Between, Move
from guide.language.languages import tag_pattern
from guide.syntax.writing import in_one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from guide.format.definition import Key
    from guide.format.forms import Form
    from guide.format.kinds import Kind, Schema

_LANGUAGE = "Expected the short code of a language, such as en or de."
DRAFT = "http://json-schema.org/draft-07/schema#"


def schema(model: type[Any], moves: Iterable[str] = ()) -> Schema:
    """Return the schema of the files that are read into ``model``, Routine or Move.

    Args:
        model: the model.
        moves: names of moves that an editor is to offer; others are as good.
    """
    schemas = _Schemas(moves)
    top = schemas.whole(model)
    return {
        "$schema": DRAFT,
        "title": model.__name__,
        "description": f"A {model.__name__.lower()}, as `guide check` reads it.",
        **top,
        "definitions": schemas.definitions,
    }


def written(value: Any) -> Any:
    """Return the default of a key as it would be written in YAML; None if it is a mapping."""
    if isinstance(value, CountRange):
        return value.low
    if isinstance(value, float):
        return in_words(value)
    return value if isinstance(value, str | int) else None


_PRIORITY: Schema = {
    "if": {"required": ["optional"], "properties": {"optional": {"not": {"const": False}}}},
    "else": {
        "properties": {"priority": False},
        "errorMessage": "`priority` goes only with `optional: true`. Write that too.",
    },
}
_VARY: Schema = {
    "if": {"required": ["vary"], "properties": {"vary": {"const": "each-rep"}}},
    "then": {
        "if": {"required": ["sides"], "properties": {"sides": {"minItems": 2}}},
        "else": {
            "properties": {"vary": False},
            "errorMessage": "`vary` needs two sides or more. Write `sides: [left, right]` too.",
        },
    },
}
"""What is told of a move that is not based on another, whose keys count too."""


class _Schemas:
    """Writes each model once, and refers to it from wherever it is used."""

    def __init__(self, moves: Iterable[str]) -> None:
        self.definitions: dict[str, Schema] = {}
        self._names = [{"label": name, "body": name} for name in moves]

    def model(self, model: type[Any]) -> Schema:
        """Return the schema of a mapping that is read by the definition of a model."""
        return self._once(model.__name__.lower(), lambda: self.whole(model))

    def value(self, model: type[Any], key: str) -> Schema:
        """Return the schema of the value of one key of a model."""
        return definition(model)[key].kind.schema(self)

    def step(self, kind: Kind) -> Schema:
        """Return the schema of a step, in any of its forms."""
        return self._once("step", lambda: self._step(kind))

    def language(self) -> Schema:
        """Return the schema of the tag of a language."""
        return self._once("language", lambda: {"pattern": tag_pattern(), "errorMessage": _LANGUAGE})

    def easier(self, kind: Kind) -> Schema:
        """Return the schema of an easier form: a name, or changes."""
        message = "`{}` has no place in an easier form. {}"
        banned = [_banned(key, message.format(key, why)) for key, why in NOT_IN_EASIER.items()]
        changes = {"minProperties": 1, "allOf": [self._changes(), *banned]}
        return {**either(kind, "object", changes, MOVE_NAME.schema(self)), **self._offer()}

    def whole(self, model: type[Any]) -> Schema:
        """Return the schema of a model with all that it needs; a move may be based on another."""
        if model is Move:
            whole = {**_needed(Move), "allOf": [_PRIORITY, _VARY]}
            needed = {"if": {"required": [BASED_ON.name]}, "else": whole}
            return {"allOf": [self._changes()], **needed}
        bound = [_PRIORITY] if "priority" in definition(model) else []
        if model is Between:
            bound.append(self._words_between())
        return {**self._keys(model), **_needed(model), **({"allOf": bound} if bound else {})}

    def _words_between(self) -> Schema:
        """Return the schema of words between steps: without a rest they stand alone."""
        say = {"required": ["say"], "properties": {"say": WORDS_BETWEEN.schema(self)}}
        others = definition(Between).keys() - {"rest", "say", "note"}
        banned = [_banned(key, f"`{key}` goes only with `rest`. Leave it out.") for key in others]
        banned.sort(key=str)
        return {"if": {"required": ["rest"]}, "else": {**say, "allOf": banned}}

    def _step(self, kind: Kind) -> Schema:
        not_here = _banned(LANGUAGE.name, "`language` stands at the top of a file.")
        mapping: Schema = {"allOf": [self.model(Move), not_here]}
        for form in reversed(STEP_FORMS):
            mapping = {"if": _told_by(form), "then": self.model(form.model), "else": mapping}
        forms = [_snippet(form) for form in STEP_FORMS]
        name = {**MOVE_NAME.schema(self), **self._offer(*forms)}
        return either(kind, "object", mapping, name)

    def _changes(self) -> Schema:
        return self._once("changes", lambda: self._keys(Move))

    def _offer(self, *more: Schema) -> Schema:
        offered = [*self._names, *more]
        return {"defaultSnippets": offered} if offered else {}

    def _keys(self, model: type[Any]) -> Schema:
        """Return the schema of a mapping that has no other keys than those of a model."""
        left_out = defaults(model)
        properties = {
            name: self._property(model, key, written(left_out.get(name)))
            for name, key in definition(model).items()
        }
        if model is Move:
            properties[LANGUAGE.name] = self._property(Move, LANGUAGE, None)
            properties[BASED_ON.name] = {**self._property(Move, BASED_ON, None), **self._offer()}
        closed = {"type": "object", "properties": properties, "additionalProperties": False}
        dependencies = {
            name: {"allOf": banned}
            for name in alternatives(model)
            if (banned := [*_banned_with(name, model)])
        }
        return closed | ({"dependencies": dependencies} if dependencies else {})

    def _property(self, model: type[Any], key: Key, default: Any) -> Schema:
        described: Schema = {
            "description": key.doc,
            "markdownDescription": _told(model, key, default),
        }
        if default is not None:
            described["default"] = default
        told = explained(model, key.name).examples
        if examples := [one for one in told if not isinstance(one, dict)]:
            described["examples"] = examples  # editors offer these; a mapping they cannot show
        return {**key.kind.schema(self), **described}

    def _once(self, name: str, write: Callable[[], Schema]) -> Schema:
        if name not in self.definitions:
            self.definitions[name] = {}  # what is being written may refer to itself
            self.definitions[name].update(write())
        return {"$ref": f"#/definitions/{name}"}


def _needed(model: type[Any]) -> Schema:
    """Return what a mapping has to have."""
    required = [key.name for key in definition(model).values() if key.required]
    one_of = [{"required": [name]} for name in alternatives(model)]
    return ({"required": required} if required else {}) | ({"anyOf": one_of} if one_of else {})


def _told_by(form: Form) -> Schema:
    told: Schema = {"anyOf": [{"required": [key]} for key in form.keys]}
    return told | ({"not": {"required": [form.unless]}} if form.unless else {})


def _snippet(form: Form) -> Schema:
    """Return what an editor writes for a step of a form: what it has to have, and its first key."""
    known = definition(form.model)
    names = [name for name in known if known[name].required or name == form.keys[0]]
    body = {name: next(iter(explained(form.model, name).examples), "$1") for name in names}
    return {"label": f"{form.keys[0]}: ...", "description": known[names[0]].doc, "body": body}


def _banned_with(chosen: str, model: type[Any]) -> Iterator[Schema]:
    """Yield what bans each key of a model that cannot be there with the alternative chosen."""
    names = alternatives(model)
    for other in names[names.index(chosen) + 1 :]:
        yield _banned(other, f"`{chosen}` and `{other}` cannot both be here. Keep one of the two.")
    for key in definition(model).values():
        if key.only_with not in (None, chosen):
            why = f"`{key.name}` goes only with `{key.only_with}`. {key.otherwise}"
            yield _banned(key.name, why)


def _banned(key: str, message: str) -> Schema:
    return {"properties": {key: False}, "errorMessage": message}


def _told(model: type[Any], key: Key, default: Any) -> str:
    """Return what an editor tells of a key."""
    about = explained(model, key.name)
    kind = f"Write {key.kind.expects}."
    shown = [f"`{in_one_line(one)}`" for one in about.examples if isinstance(one, dict)]
    examples = f"For example: {', '.join(shown)}." if shown else ""
    left_out = "" if default is None else f"If left out: `{in_one_line(default)}`."
    return "\n\n".join(filter(None, (key.doc, about.more, kind, examples, left_out)))
