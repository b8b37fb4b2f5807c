"""What the YAML parser says, in the words of somebody who writes routines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guide.problems.codes import Code
from guide.problems.problem import Place, Problem

if TYPE_CHECKING:
    import yaml

    from guide.syntax.nodes import Source

    Mark = yaml.error.Mark | yaml._yaml.Mark

_QUOTE_IT = "A text that begins with a sign needs quotes around it."
_IN_BRACES = (
    "Between brackets or braces, a text with one of , [ ] { } in it needs quotes around it."
)

_BELOW = "Check the quotes, and that keys which belong together begin in the same column."
_DASHES = "Check that all '-' of a list begin in the same column."

_KEY = "Write `key: value`, with a space after ':'. A text goes on further to the right."

_CAUSES = (
    (
        Code.NOT_YAML,
        "mapping values are not allowed",
        "this ':' is one too many",
        "A text with ': ' in it needs quotes. A key begins below its neighbours, and needs a "
        "space after its ':'.",
    ),
    (Code.SIGN_FIRST, "sequence entries are not allowed", "a list cannot begin here", _QUOTE_IT),
    (
        Code.SIGN_FIRST,
        "cannot start any token",
        "a text cannot begin with this character",
        _QUOTE_IT,
    ),
    (Code.NO_COLON, "expected ':'", "a key is not followed by ':'", _KEY),
    (Code.COLUMNS, "expected key", "this line does not belong to what is above it", _BELOW),
    (
        Code.COLUMNS,
        "expected <block end>",
        "this line does not belong to what is above it",
        _BELOW,
    ),
    (Code.COLUMNS, "'-' indicator", "this line does not belong to the list above it", _DASHES),
    (Code.BRACKETS, "expected ',' or", "expected a comma or the closing bracket here", _IN_BRACES),
    (
        Code.WRONG_ESCAPE,
        "escape",
        "this escape means nothing in double quotes",
        "Write \\\\ for a backslash.",
    ),
    (Code.SIGN_FIRST, "alphabetic or numeric", "a name is missing after the sign", _QUOTE_IT),
)
"""The code, words of the parser, what they mean, what to do; the first that fits is taken."""

MAX_DEPTH = 32
"""Collections inside collections; groups of groups of steps need two for each."""

TOO_DEEP = Code.TOO_DEEP, "this is nested too deep", f"{MAX_DEPTH} levels are the most."

CHECK_SIGNS = "Put a text with signs in it in quotes, and compare this with the lines around it."

_UNCLOSED = ("end of stream", "document indicator", "expected ',' or", "node content")


def not_yaml(source: Source, error: yaml.MarkedYAMLError) -> Problem:
    """Return the problem that the parser stopped at, or where began what it found no end of."""
    told = error.problem or "it ends too early"
    stopped, began = _place(source, error.problem_mark), _place(source, error.context_mark)
    rest = source.text[error.problem_mark.index :] if error.problem_mark else ""
    at_end = not rest.strip(" \t\r\n.-")  # nothing but the end of the document
    if at_end and any(words in told for words in _UNCLOSED):
        message = "what is opened here is never closed"
        return source.problem(Code.UNCLOSED, began, message, "Close it.")
    if "expected ',' or" in told and _is_left_open(source, stopped.line, began.line):
        closing = "]" if source.text[source.index_of(began.line, began.column)] == "[" else "}"
        message = f"what is opened here is not closed before line {stopped.line} begins"
        return source.problem(Code.UNCLOSED, began, message, f"Close it with {closing}.")
    if "nesting depth" in told:  # libyaml looks ahead of its events, and has a limit of its own
        code, message, hint = TOO_DEEP
        return source.problem(code, stopped, message, hint)
    from guide.yaml.braces import text_with_braces  # noqa: PLC0415 - only where there may be one
    from guide.yaml.slips import slip  # noqa: PLC0415 - as above

    place = began if "expected ':'" in told else stopped
    in_braces = text_with_braces(source, place) if "expected ',' or" in told else None
    if found := in_braces or slip(source, place):
        return found
    for code, words, message, hint in _CAUSES:
        if words in told:
            return source.problem(code, place, message, hint)
    return source.problem(Code.NOT_YAML, place, f"this is not YAML: {told}", CHECK_SIGNS)


def _is_left_open(source: Source, stopped: int, began: int) -> bool:
    """Whether a bracket is open at the end of a line that nothing of it follows."""
    from guide.yaml.columns import begins  # noqa: PLC0415 - only where there may be one

    before = next((line for line in reversed(source.lines[: stopped - 1]) if line.strip()), "")
    goes_on = before.rstrip().endswith((",", "[", "{"))
    return stopped > began and begins(source.lines[stopped - 1]) and not goes_on


def _place(source: Source, mark: Mark | None) -> Place:
    """Return where a mark is; the last character if it is behind all lines."""
    last = len(source.text.rstrip()) - 1
    if mark is None or mark.index > last:
        return source.place_at(max(0, last))
    return Place(source.file, mark.line + 1, mark.column + 1)
