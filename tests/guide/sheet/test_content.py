"""What stands on a sheet is what is done, in order, with what was chosen."""

from __future__ import annotations

from guide.sheet.content import NBSP, Row
from guide.showing.overview import overview
from tests.guide.sheet.sheets import LONG, ODD, SCRIPT, sheet
from tests.guide.strategies import read


def told(row: Row) -> list[str]:
    """The words about a step."""
    return [line.text for line in row.texts]


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
    assert first.amount == (f"hold{NBSP}45{NBSP}s", "left and right")
    assert told(first) == ["Lift your left or right arm.", "Note: </td></table><b>bold?"]
    assert second.amount == (f"{{in}}{NBSP}4{NBSP}s, out{NBSP}6{NBSP}s", "4 times")
    assert "{in}: In. Out: Out." in told(second)
    assert "If it hurts: Sit up." in told(second)
    assert "Easier: {in} 4 s, out 6 s; 2 times" in told(second)
    assert [(row.number, row.title) for row in rest] == [
        ("3", "Child's pose"),
        ("5", "Child's pose"),
    ]


def test_a_step_that_comes_again_refers_to_its_first_time() -> None:
    """With its amount, and without all of its words."""
    first, again = sheet(ODD).rows[2:]
    assert len(first.texts) > 1
    assert told(again) == ["As step 3."]
    assert again.amount == first.amount


def test_notes_can_be_left_out() -> None:
    """Those of the routine and those of its moves."""
    quiet = sheet(ODD, notes=False)
    assert quiet.small == ("Source: Somewhere.",)
    assert not any("Note:" in text for row in quiet.rows for text in told(row))


RESTS = """\
title: Rests
steps:
  - {rest: 5s, say: Sit down.}
  - {title: Reach, say: Reach up., hold: 20s}
  - {rest: 10s, say: Turn over.}
  - {rest: 1m}
  - {move: slow-breathing, reps: 12}
  - slow-breathing
  - {rest: 2m, say: Lie down.}
"""


def test_a_rest_between_steps_is_a_line_of_the_step_before() -> None:
    """It takes no row of its own; one that begins or ends the routine does."""
    rows = sheet(RESTS).rows
    assert [row.number for row in rows] == ["1", "2", "5", "6", "7"]
    assert told(rows[1]) == ["Reach up.", "Turn over. Rest 10 s.", "Rest 1 min."]
    assert (told(rows[0]), told(rows[-1])) == (["Sit down."], ["Lie down."])


def test_a_note_of_the_library_is_not_told_of_other_figures() -> None:
    """It may speak of the number of breaths that its move has."""
    changed, plain = (
        [text for text in told(row) if "Note: " in text] for row in sheet(RESTS).rows[2:4]
    )
    assert plain == ["Note: Thirty breaths of ten seconds are five minutes."]
    assert changed == []


VARIED = """\
title: Varied
steps:
  - title: Reach
    lead: Now for the arms.
    safety: Keep your shoulders low.
    say: Reach your {side} arm up.
    sides: [left, right]
    vary: each-rep
    reps: 4
    each: [{phase: reach, for: 70s-80s}, {phase: rest, for: 3.3333s}]
    easier: {title: Half a reach, say: Reach to your shoulder., safety: Slowly., reps: 2}
"""


def test_it_tells_how_it_is_done() -> None:
    """What leads to it, its safety apart, sides by turns, and times as a person says them."""
    (row,) = sheet(VARIED).rows
    lengths = f"reach{NBSP}1{NBSP}min{NBSP}15{NBSP}s, rest{NBSP}3.3{NBSP}s"
    assert row.amount == (lengths, "4 times; left and right, alternating")
    assert told(row)[:3] == [
        "Now for the arms.",
        "Safety: Keep your shoulders low.",
        "Reach your left or right arm up.",
    ]
    assert [line.strong for line in row.texts[:3]] == [False, True, False]


def test_the_easier_form_is_told_with_its_own_words() -> None:
    """It may be another position: its amount alone would mislead."""
    (row,) = sheet(VARIED).rows
    easier = [line for line in row.texts if line.text.startswith("Easier: Half a reach, reach")]
    at = row.texts.index(easier[0])
    assert [(line.text, line.strong, line.inner) for line in row.texts[at + 1 :]] == [
        ("Safety: Slowly.", True, True),
        ("Reach to your shoulder.", False, True),
    ]


def test_the_screen_tells_the_same() -> None:
    """`guide show` and the sheet describe a move in the same words."""
    shown = {line.strip() for line in overview(read(VARIED), frames=48_000, width=200)}
    (row,) = sheet(VARIED).rows
    assert {text for text in told(row) if "reach" not in text} <= shown
