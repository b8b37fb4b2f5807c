"""Problems: how they look to a person and to a program."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from guide.problems import Place, Problem, RoutineError, did_you_mean, quoted, render


def test_rendering_underlines_what_is_meant() -> None:
    """A person sees the place, the line, what of it is meant, and what to write instead."""
    problem = Problem(Place("a.yaml", 4, 11, 4), "expected a length", "Write 5s.", "    hold: fast")
    assert render(problem).splitlines() == [
        "a.yaml:4:11: expected a length",
        "    4 |     hold: fast",
        "      |           ^^^^",
        "  hint: Write 5s.",
    ]


def test_rendering_without_a_line_or_hint() -> None:
    """Where there is no line to show and nothing to advise, the message is all."""
    assert render(Problem(Place("a.yaml", 1, 1), "no such file")) == "a.yaml:1:1: no such file"


def test_wide_characters_are_underlined_in_their_columns() -> None:
    """East Asian characters and emoji are two columns wide, combining marks none."""
    problem = Problem(Place("a.yaml", 1, 6, 2), "what", excerpt="猫e\u0301🧘:xy")
    _, line, marks = render(problem).splitlines()
    assert marks.index("^") == len("    1 | ") + 6
    assert marks.count("^") == 2
    assert line.endswith(":xy")


def test_long_lines_are_cut_around_the_place() -> None:
    """Of a very long line, the part around the place is shown."""
    excerpt = "x" * 5000 + "HERE" + "x" * 5000
    _, line, marks = render(Problem(Place("a", 1, 5001, 4), "what", excerpt=excerpt)).splitlines()
    assert len(line) < 120
    assert line[marks.index("^") :].startswith("HERE")


@given(st.text(max_size=200), st.text(max_size=50), st.integers(1, 300), st.integers(1, 300))
def test_nothing_steers_the_terminal(line: str, file: str, column: int, length: int) -> None:
    """Whatever a file or its name consists of, no control character reaches the terminal."""
    problem = Problem(Place(file, 1, column, length), quoted(line), f"Write {file}", line)
    assert not any(unicodedata.category(c) == "Cc" for c in render(problem) if c != "\n")


def test_problems_for_programs() -> None:
    """A program gets the same in fields."""
    problem = Problem(Place("a.yaml", 4, 11, 4), "expected a length", "Write 5s.", "    hold: fast")
    assert problem.as_dict() == {
        "file": "a.yaml",
        "line": 4,
        "column": 11,
        "length": 4,
        "message": "expected a length",
        "hint": "Write 5s.",
    }


def test_error_carries_its_problems() -> None:
    """The error's own message has every problem, one on each line."""
    problems = [Problem(Place("a", 1, 1), "one"), Problem(Place("a", 2, 1), "two")]
    error = RoutineError(problems)
    assert str(error) == "a:1:1: one\na:2:1: two"
    assert error.problems == tuple(problems)


def test_did_you_mean() -> None:
    """A near miss is recognised whatever its case or spaces; nothing is made of the rest."""
    known = ["hip-lifts", "childs-pose"]
    assert did_you_mean("Hip Lifts", known) == "hip-lifts"
    assert did_you_mean("child-pose", known) == "childs-pose"
    assert did_you_mean("swimming", known) is None
    assert did_you_mean("hip-lifts" * 1000, known) is None
