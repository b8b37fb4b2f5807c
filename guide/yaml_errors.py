"""What the YAML parser says, in the words of somebody who writes routines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guide.problems import Place, Problem

if TYPE_CHECKING:
    import yaml

    from guide.nodes import Source

_QUOTE_IT = "A text that begins with a sign needs quotes around it."
_IN_BRACES = (
    "Between brackets or braces, a text with one of , [ ] { } in it needs quotes around it."
)

_CAUSES = (
    (
        "mapping values are not allowed",
        "this ':' is one too many",
        "A text with ': ' in it needs quotes. A key begins below its neighbours, and needs a "
        "space after its ':'.",
    ),
    ("sequence entries are not allowed", "a list cannot begin here", _QUOTE_IT),
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
    ("expected ',' or", "expected a comma or the closing bracket here", _IN_BRACES),
    ("end of stream", "what is opened here is never closed", "Write the closing quote."),
    ("escape", "this escape means nothing in double quotes", "Write \\\\ for a backslash."),
    ("alias", "a name is missing after the sign", _QUOTE_IT),
    ("anchor", "a name is missing after the sign", _QUOTE_IT),
)
"""Words of the parser, what they mean, and what to do; the first that fits is taken."""

_BEGAN_EARLIER = ("end of stream", "expected ':'")


def not_yaml(source: Source, error: yaml.MarkedYAMLError) -> Problem:
    """Return the problem that the parser stopped at."""
    told = error.problem or "it ends too early"
    began_earlier = any(words in told for words in _BEGAN_EARLIER)
    mark = (error.context_mark if began_earlier else None) or error.problem_mark
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    place = Place(source.file, line, column)
    text = source.line(line) or ""
    if text[: column - 1].strip() == "" and text[column - 1 : column] == "\t":
        return source.problem(place, "lines are indented with spaces, and this is a tab")
    for words, message, hint in _CAUSES:
        if words in told:
            return source.problem(place, message, hint)
    return source.problem(place, f"this is not YAML: {told}")
