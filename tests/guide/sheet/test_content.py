"""What stands on a sheet is what is done, in order, with what was chosen."""

from __future__ import annotations

from guide.sheet.content import NBSP
from tests.guide.sheet.sheets import LONG, ODD, SCRIPT, sheet


def test_it_tells_everything() -> None:
    """Times, repetitions, sides, words, notes, safety, equipment, source."""
    odd = sheet(ODD)
    assert odd.title == " ".join(SCRIPT.split())
    assert "You need: mat." in odd.facts
    assert any(fact.endswith("min, standard level.") for fact in odd.facts)
    assert "Stop if it hurts." in odd.before
    assert odd.small == ("Source: Somewhere.", "Note: A note of the author.")
    first, second, *rest = odd.rows
    assert (first.number, first.title) == ("1", LONG)
    assert first.amount == (f"hold 45{NBSP}s", "left and right")
    assert first.texts == ("Lift your left or right arm.", "Note: </td></table><b>bold?")
    assert second.amount == ("4 times", f"{{in}} 4{NBSP}s", f"out 6{NBSP}s")
    assert "{in}: In. Out: Out." in second.texts
    assert "If it hurts: Sit up." in second.texts
    assert second.texts[-1].startswith("Easier: 2 times, ")
    assert [row.title for row in rest] == ["Child's pose", "Rest", "Child's pose"]


def test_a_step_that_comes_again_refers_to_its_first_time() -> None:
    """With its amount, and without all of its words."""
    first, _, again = sheet(ODD).rows[2:]
    assert len(first.texts) > 1
    assert again.texts == ("As step 3.",)
    assert again.amount == first.amount


def test_notes_can_be_left_out() -> None:
    """Those of the routine and those of its moves."""
    quiet = sheet(ODD, notes=False)
    assert quiet.small == ("Source: Somewhere.",)
    assert not any("Note:" in text for row in quiet.rows for text in row.texts)
