"""Problems: what they are to a program."""

from __future__ import annotations

from unicodedata import category

from guide.problems.codes import Code
from guide.problems.problem import (
    Edit,
    Place,
    Problem,
    Related,
    RoutineError,
    printable,
)


def test_problems_for_programs() -> None:
    """A program gets all of it in fields."""
    problem = Problem(
        Place("a.yaml", 4, 11, 4),
        "expected a length",
        Code.NO_LENGTH,
        "Write 5s.",
        (Edit(30, 34, "5s"),),
        (Related(Place("b.yaml", 2, 1), "here"),),
    )
    assert problem.as_dict() == {
        "code": "R036",
        "name": "no-length",
        "severity": "error",
        "file": "a.yaml",
        "line": 4,
        "column": 11,
        "length": 4,
        "message": "expected a length",
        "hint": "Write 5s.",
        "related": [{"file": "b.yaml", "line": 2, "column": 1, "length": 1, "label": "here"}],
        "edits": [{"start": 30, "end": 34, "replacement": "5s"}],
    }


def test_severity_is_that_of_the_code() -> None:
    """A warning keeps no file from being played."""
    place = Place("a", 1, 1)
    assert Problem(place, "what", Code.UNKNOWN_KEY, "Do this.").is_error
    assert not Problem(place, "what", Code.NO_SAFETY, "Do this.").is_error


def test_error_carries_its_problems() -> None:
    """The error's own message has every problem, one on each line."""
    places = (Place("a", 1, 1), Place("a", 2, 1))
    problems = [Problem(place, "what", Code.UNKNOWN_KEY, "Do this.") for place in places]
    error = RoutineError(problems)
    assert str(error) == "a:1:1: what\na:2:1: what"
    assert error.problems == tuple(problems)


def test_what_is_printed_keeps_the_spaces_of_typesetters() -> None:
    """They steer nothing, and a French title has them; what breaks lines or hides is shown."""
    assert printable("\u00c9tirement\u202f: dos\u00a0!") == "\u00c9tirement\u202f: dos\u00a0!"
    assert printable("a\u2028b\u200bc\x1bd\x85e\nf") == "a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf"
    spaces = [char for char in map(chr, range(0x110000)) if category(char) == "Zs"]
    assert printable("".join(spaces)) == "".join(spaces)
