"""What the YAML parser says, in the words of somebody who writes routines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guide.problems import Place, Problem

if TYPE_CHECKING:
    import yaml

    from guide.nodes import Source

_QUOTE_IT = "A text that contains ': ' or ' #', or begins with a sign, needs quotes around it."

_CAUSES = (
    ("mapping values are not allowed", "this ':' is one too many", _QUOTE_IT),
    ("cannot start any token", "a text cannot begin with this character", _QUOTE_IT),
    ("expected ':'", "a key is not followed by ':'", "Write `key: value`, with a space after ':'."),
    (
        "expected key",
        "this line does not belong to the mapping above it",
        "Check the quotes, and that keys which belong together begin in the same column.",
    ),
    (
        "block collection",
        "this line does not belong to the list above it",
        "Check that all '-' of a list begin in the same column.",
    ),
    ("expected ',' or", "a bracket is opened but not closed", "Write [a, b] or {key: value}."),
    ("end of stream", "a quote or bracket is opened but not closed", None),
    ("escape", "this escape means nothing in double quotes", "Write \\\\ for a backslash."),
    ("alias", "a name is missing after the sign", _QUOTE_IT),
    ("anchor", "a name is missing after the sign", _QUOTE_IT),
)


def not_yaml(source: Source, error: yaml.MarkedYAMLError) -> Problem:
    """Return the problem that the parser stopped at."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    place = Place(source.file, line, column)
    text = source.line(line) or ""
    if text[: column - 1].strip() == "" and text[column - 1 : column] == "\t":
        return source.problem(place, "lines are indented with spaces, and this is a tab")
    told = f"{error.problem} {error.context or ''}"
    for words, message, hint in _CAUSES:
        if words in told:
            return source.problem(place, message, hint)
    return source.problem(place, f"this is not YAML: {error.problem}")
