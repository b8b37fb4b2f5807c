"""Rendering: how a problem looks to a person."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.problems.codes import Code
from guide.problems.problem import Place, Problem, Related, quoted
from guide.problems.rendering import COLOURED, Look, render

LINES = ["title: T", "steps:", "  - title: A", "    hold: fast", "    say: Reach.", "", "after: B"]


HERE = Place("a.yaml", 4, 11, 4)
HINT = "Do so."


def problem(
    place: Place = HERE,
    *,
    code: Code = Code.NO_LENGTH,
    hint: str = HINT,
    related: tuple[Related, ...] = (),
    lines: list[str] = LINES,
) -> Problem:
    """A problem at a place."""
    return Problem(place, "this is wrong", code, hint, related=related, lines=lines)


def rendered(one: Problem, look: Look | None = None) -> str:
    """What is shown of it, without the usual hint."""
    return render(one, look or Look()).removesuffix(f"\n  hint: {HINT}")


def test_the_line_is_shown_between_its_neighbours_and_underlined() -> None:
    """A person sees the place, the line, what of it is meant, and what to write instead."""
    assert rendered(problem(hint="Write 5s.")).splitlines() == [
        "a.yaml:4:11: this is wrong [R036]",
        "    3 |   - title: A",
        "    4 |     hold: fast",
        "      |           ^^^^",
        "    5 |     say: Reach.",
        "  hint: Write 5s.",
    ]


def test_empty_neighbours_are_left_out() -> None:
    """They tell nothing."""
    shown = rendered(problem(Place("a.yaml", 7, 1, 5))).splitlines()
    assert shown[1:] == ["    7 | after: B", "      | ^^^^^"]


def test_without_a_line_message_and_hint_are_all() -> None:
    """A file that cannot be read has no lines, an empty line nothing to see."""
    place = Place("a.yaml", 0, 0)
    assert rendered(problem(place, lines=[])) == "a.yaml: this is wrong [R036]"
    assert rendered(problem(Place("a.yaml", 6, 1))) == "a.yaml:6:1: this is wrong [R036]"


def test_other_places_are_shown_with_their_own_lines() -> None:
    """In the same file in one piece, with what is between left out."""
    related = (Related(Place("a.yaml", 1, 1, 5), "first written here", LINES),)
    shown = rendered(problem(Place("a.yaml", 7, 1, 5), related=related)).splitlines()
    assert shown[1:] == [
        "    1 | title: T",
        "      | ----- first written here",
        "    2 | steps:",
        "  ...",
        "    7 | after: B",
        "      | ^^^^^",
    ]


def test_places_in_other_files_are_shown_below() -> None:
    """With the file's name."""
    related = (Related(Place("b.yaml", 2, 1, 4), "this depends on them", ["a: 1", "hold: 3s"]),)
    assert rendered(problem(related=related)).splitlines()[-4:] == [
        "   --> b.yaml:2:1",
        "    1 | a: 1",
        "    2 | hold: 3s",
        "      | ---- this depends on them",
    ]


def test_two_places_in_one_line_are_both_underlined() -> None:
    """Each in a line of its own."""
    lines = ["{for: 3s, hold: 4s}"]
    related = (Related(Place("a.yaml", 1, 2, 3), "the other one", lines),)
    shown = rendered(problem(Place("a.yaml", 1, 11, 4), related=related, lines=lines))
    assert shown.splitlines()[1:] == [
        "    1 | {for: 3s, hold: 4s}",
        "      |           ^^^^",
        "      |  --- the other one",
    ]


def test_warnings_are_told_apart() -> None:
    """By a word, also where there is no colour."""
    shown = rendered(problem(code=Code.NO_SAFETY))
    assert shown.startswith("a.yaml:4:11: warning: this is wrong [R105]\n")


def test_wide_characters_are_underlined_in_their_columns() -> None:
    """East Asian characters and emoji are two columns wide, combining marks none."""
    shown = rendered(problem(Place("a.yaml", 1, 6, 2), lines=["猫e\u0301🧘:xy"]))
    _, line, marks = shown.splitlines()
    assert marks.index("^") == len("    1 | ") + 6
    assert marks.count("^") == 2
    assert line.endswith(":xy")


def test_tabs_are_shown_as_spaces() -> None:
    """So that what is below a line with tabs is underlined all the same."""
    _, line, marks = rendered(problem(Place("a", 1, 3, 2), lines=["\t-xy\t"])).splitlines()
    assert line == "    1 |     -xy"
    assert line[marks.index("^") :] == "xy"


@pytest.mark.parametrize("width", [40, 80, 200])
def test_long_lines_are_cut_around_the_place(width: int) -> None:
    """Of a very long line, as much is shown as there is room for, and signs where it is cut."""
    lines = ["x" * 5000 + "HERE" + "x" * 5000, "猫" * 300]
    shown = rendered(problem(Place("a", 1, 5001, 4), lines=lines), Look(width)).splitlines()
    _, line, marks, below = shown
    assert len(line) <= width
    assert line[marks.index("^") :].startswith("HERE")
    assert line[8] == line[-1] == "…"
    assert len(below) * 2 - 9 <= width + 1
    assert marks.count("^") == 4


def test_long_sentences_are_broken_on_terminals_only() -> None:
    """Whoever reads a pipe reads lines."""
    wordy = problem(hint="word " * 40)
    assert len(render(wordy).splitlines()) == 6
    broken = render(wordy, Look(40, wrap=True)).splitlines()
    assert max(map(len, broken)) <= 42
    assert len(broken) > 8


def test_colour_changes_nothing_else() -> None:
    """Without its escapes it is the same text."""
    related = (Related(Place("b.yaml", 1, 1), "here", ["x"]),)
    for code in (Code.NO_LENGTH, Code.NO_SAFETY):
        one = problem(code=code, hint="Write 5s.", related=related)
        coloured = render(one, COLOURED)
        assert coloured != render(one)
        assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render(one)


@given(
    st.lists(st.text(max_size=200), min_size=1, max_size=3),
    st.text(max_size=50),
    st.integers(1, 300),
    st.integers(1, 300),
    st.integers(1, 120),
)
def test_nothing_steers_the_terminal(
    lines: list[str], file: str, column: int, length: int, width: int
) -> None:
    """Whatever a file or its name consists of, no control character reaches the terminal."""
    related = (Related(Place(file, len(lines), length), file, lines),)
    one = Problem(
        Place(file, 1, column, length),
        quoted(lines[0]),
        Code.NO_LENGTH,
        f"Write {file}",
        related=related,
        lines=lines,
    )
    shown = render(one, Look(width, wrap=True))
    assert not any(unicodedata.category(c) == "Cc" for c in shown if c != "\n")
