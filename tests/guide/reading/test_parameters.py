"""Values at the top of a routine that are used by name, and given from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guide.checking.check import check_file
from guide.format.routine import CountRange, Move, Routine, SecondsRange
from guide.problems.problem import RoutineError
from guide.reading.parameters import Given, literally
from guide.reading.source import read_routine

if TYPE_CHECKING:
    from pathlib import Path

WITH = """\
title: $name
with: {hold: 40s-60s, reps: 8, side: left, pose: childs-pose, name: Named, rest: 10s}
between: {rest: $rest}
steps:
  - title: Reach
    sides: [$side, right]
    reps: "$reps"
    hold: $hold
    easier: {hold: $rest}
  - move: $pose
    hold: $hold
  - $pose
  - {title: $$name, say: Costs $5, hold: 9s}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A routine with parameters."""
    path = tmp_path / "with.yaml"
    path.write_text(WITH, "utf-8")
    return path


def moves(routine: Routine) -> list[Move]:
    return [step for step in routine.steps if isinstance(step, Move)]


def test_a_parameter_is_what_it_is_used_for(file: Path) -> None:
    """A length, a number, a side, a move, a text: wherever one value stands, in quotes or not."""
    routine = read_routine(file)
    reach, pose, plain, literal = moves(routine)
    assert routine.title == "Named"
    assert routine.between
    assert routine.between.phases[0].length == SecondsRange(10, 10)
    assert (reach.sides, reach.reps) == (("left", "right"), CountRange(8, 8))
    assert reach.phases[0].length == pose.phases[0].length == SecondsRange(40, 60)
    assert reach.easier
    assert reach.easier.phases[0].length == SecondsRange(10, 10)
    assert plain.title == "Child's pose"
    assert (literal.title, literal.say) == ("$name", "Costs $5")


def test_a_value_that_is_given_takes_its_place(file: Path) -> None:
    """The last one of a name counts; the routine says what its parameters are then."""
    routine = read_routine(file, given=Given(("hold=9s", "pose=cat-cow", "hold=1m")))
    reach, pose, *_ = moves(routine)
    assert reach.phases[0].length == SecondsRange(60, 60)
    assert pose.title == "Cat and cow"
    assert dict(routine.parameters)["hold"] == "1m"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("This is week $week.", "This is week 1."),
        ("$week of $weeks, $week-long", "1 of 4, 1-long"),
        ("It costs $5 or $$week.", "It costs $5 or $week."),
        ("$weekly and $list stay", "$weekly and $list stay"),
    ],
)
def test_it_is_written_out_inside_a_text(tmp_path: Path, written: str, said: str) -> None:
    """The longest name that is there, as a whole word; what has no such name stays."""
    file = tmp_path / "weeks.yaml"
    file.write_text(f'title: "{written}"\nwith: {{week: 1, weeks: 4}}\nsteps: [rest]\n', "utf-8")
    assert read_routine(file).title == said


def test_a_text_cannot_grow_without_bounds(tmp_path: Path) -> None:
    """It is too long as soon as it is longer than any text may be."""
    file = tmp_path / "bomb.yaml"
    uses = "$word " * 300
    file.write_text(
        f"title: T\nwith: {{word: {'a' * 1900}}}\nbefore: {uses}\nsteps: [rest]\n", "utf-8"
    )
    with pytest.raises(RoutineError) as raised:
        read_routine(file)
    (problem,) = raised.value.problems
    assert "characters" in problem.message
    assert "about" not in problem.message


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("hold=60x", "--set:1:6: expected a length of time"),
        ("reps=5s", "--set:1:6: expected a whole number"),
        ("pose=cat-cwo", '--set:1:6: unknown move "cat-cwo"'),
        ("hodl=9s", '--set:1:1: unknown parameter "hodl"'),
        ("hold=$reps", "--set:1:6: a parameter cannot be another parameter"),
    ],
)
def test_what_is_wrong_with_it_is_told_where_it_was_given(
    file: Path, given: str, told: str
) -> None:
    """As what it is used for, in steps that are based on a move too; told once."""
    problems = check_file(file, given=Given((given,)))
    assert str(problems[0]).startswith(told)
    assert len({str(problem) for problem in problems}) == len(problems)
    assert all(problem.place.file == "--set" for problem in problems)


def test_a_misspelt_name_is_hinted_at(file: Path) -> None:
    """With the name that is near, or all there are."""
    (problem,) = check_file(file, given=Given(("hodl=9s",)))
    assert problem.hint == "Did you mean hold?"
    (problem,) = check_file(file, given=Given(("tempo=9s",)))
    assert problem.hint == "The parameters are hold, reps, side, pose, name, rest."


def test_moves_of_the_library_have_none(tmp_path: Path) -> None:
    """Each is right in itself, whichever routine uses it."""
    (tmp_path / "moves").mkdir()
    move = tmp_path / "moves" / "reach.yaml"
    move.write_text("title: Reach\nhold: $hold\n", "utf-8")
    routine = tmp_path / "routine.yaml"
    routine.write_text("title: T\nwith: {hold: 9s}\nsteps: [reach]\n", "utf-8")
    with pytest.raises(RoutineError) as caught:
        read_routine(routine)
    (problem,) = caught.value.problems
    assert problem.message == 'unknown parameter "$hold"'
    assert "Only a routine has parameters" in (problem.hint or "")


def test_a_value_is_told_at_its_own_place(tmp_path: Path) -> None:
    """Not where it is used, which may be often."""
    path = tmp_path / "routine.yaml"
    path.write_text(
        "title: T\nwith: {hold: 40x}\nsteps:\n"
        "  - {title: A, hold: $hold}\n  - {move: childs-pose, hold: $hold}\n",
        "utf-8",
    )
    (problem,) = check_file(path)
    assert (problem.place.line, problem.place.column) == (2, 14)


@pytest.mark.parametrize("text", ["$hold", "$$hold", "hold", "$5", "$", "", "$hold it"])
def test_any_text_can_be_written_to_mean_itself(tmp_path: Path, text: str) -> None:
    """Also one that looks like a parameter."""
    path = tmp_path / "routine.yaml"
    path.write_text(
        f"title: T\nsteps: [{{title: A, hold: 9s, say: '{literally(text)}'}}]\n", "utf-8"
    )
    (step,) = moves(read_routine(path))
    assert step.say == (text or None)
