"""Which sections a plan has, and in which order."""

from __future__ import annotations

from guide.compiling.outline import outline
from tests.guide.plans import plan, step


def test_every_step_has_its_instruction_its_sides_and_the_changes_between() -> None:
    """In the order they are done, between what is said before and after."""
    parts = outline(
        plan(
            step(title="A", sides=("left", "right")),
            step(title="B"),
            before=("Hello.",),
            after=("Goodbye.",),
        )
    )
    assert [(part.number, part.kind, part.side) for part in parts] == [
        (0, "before", None),
        (0, "before", None),
        (1, "instruction", "left"),
        (1, "work", "left"),
        (1, "change", "right"),
        (1, "work", "right"),
        (2, "instruction", None),
        (2, "work", None),
        (3, "after", None),
        (3, "after", None),
    ]
    assert [part.text for part in parts if part.step is None][:2] == ["Plan.", "Hello."]


def test_every_part_of_a_step_knows_what_comes_next() -> None:
    """The title of the next step, or the end."""
    parts = outline(plan(step(title="A"), step(title="B")))
    assert {part.title: part.next_title for part in parts if part.step} == {
        "A": "B",
        "B": "the end",
    }


def test_only_the_very_last_part_ends_the_session() -> None:
    """So that the end is heard once."""
    assert [part.last for part in outline(plan(step()))] == [False, False, False, True]
