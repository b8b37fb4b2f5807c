"""What ``guide show`` tells of a routine: for people, with nothing left to be filled in."""

from __future__ import annotations

from guide.fitting.fit import settle
from guide.showing.overview import overview
from tests.guide.strategies import read

ROUTINE = """\
title: Evening
before: ["{title} begins."]
steps:
  - title: Side stretch
    say: Reach your {side} arm, {reps} times, {duration} in all. Then comes {next}.
    come_out: Lower your {side} arm.
    sides: [left, right]
    reps: 2-3
    hold: 10s-20s
    easier: {say: "Lift your {side} arm a little.", hold: 5s}
  - repeat: 2
    between: {rest: 30s}
    steps:
      - {title: Knee roll, hold: 20s, easier: {title: Half a roll, reps: 2}}
      - {title: Braces, say: "Say {{so}}.", hold: 5s}
"""


def lines() -> list[str]:
    return [line.strip() for line in overview(read(ROUTINE), frames=48_000, width=200)]


def test_templates_are_filled_in_for_all_sides_and_ranges() -> None:
    """A person reads names and numbers, never braces."""
    assert "- Evening begins." in lines()
    assert (
        "Reach your left or right arm, 2-3 times, 20-60 s in all. Then comes Knee roll." in lines()
    )
    assert "Say {so}." in lines()


def test_it_tells_how_to_come_out_and_what_is_easier() -> None:
    """The easier form with its amount, its name where it has another, and its own words."""
    found = lines()
    assert "If it hurts: Lower your left or right arm." in found
    easier = found.index("Easier: hold 5 s; 2-3 times; left and right")
    assert found[easier + 1] == "Lift your left or right arm a little."
    assert "Easier: Half a roll, hold 20 s; 2 times" in found


def test_groups_tell_their_rounds_and_rests() -> None:
    """With the length of the rest between."""
    found = lines()
    assert found[found.index("2 times:") + 1] == "Between them: Rest 30 s."


NUMBERED = """\
title: Numbered
between: {rest: 5s}
steps:
  - repeat: 2
    between: {rest: 10s}
    steps: [{title: Pendulum, hold: 5s}, {title: Stick raise, hold: 5s}]
  - choose: 1
    of: [{title: Sit, hold: 5s}, {title: Stand, hold: 5s}]
  - {title: Towel, hold: 5s}
  - repeat: 5
    steps: [{title: Shake, hold: 5s}]
"""


def test_each_step_has_the_numbers_that_it_is_played_with() -> None:
    """Rounds and rests count; a group has none of its own, nor has what a seed draws."""
    routine = read(NUMBERED)
    found = [line.strip() for line in overview(routine, frames=48_000, width=200)]
    parts = (line.removesuffix(": hold 5 s").rpartition(". ") for line in found)
    shown = {title: numbers for numbers, _, title in parts if numbers}
    assert shown == {
        "Pendulum": "1, 4",
        "Stick raise": "2, 5",
        "Towel": "9",
        "Shake": "11, 12, ... 15",
    }
    assert "- Sit: hold 5 s" in found
    titles = [step.title for step in settle(routine).steps]
    numbers = {title: [n for n, one in enumerate(titles, 1) if one == title] for title in titles}
    assert (numbers["Pendulum"], numbers["Towel"]) == ([1, 4], [9])
    assert numbers["Shake"] == [11, 12, 13, 14, 15]


VARIED = """\
title: Varied
with: {hold: 20s}
between: {rest: 10s}
steps:
  - title: Reach
    lead: Now for the arms.
    sides: [left, right]
    vary: each-rep
    reps: 2
    hold: $hold
  - choose: 1
    of: [{title: Sit, hold: 5s}, {title: Stand, hold: 5s}]
  - repeat: 2
    between: {say: "{next} once more."}
    steps: [{title: Turn, hold: 5s, optional: true}]
"""


def test_it_tells_what_varies() -> None:
    """What can be set, what comes between, which steps are chosen from, how sides change."""
    found = [line.strip() for line in overview(read(VARIED), frames=48_000, width=200)]
    assert "To be set with --set: hold (20s)" in found
    assert found[found.index("Steps") + 1] == "Between them: Rest 10 s."
    assert "1. Reach: hold 20 s; 2 times; left and right, alternating" in found
    assert "Now for the arms." in found
    assert "1 of these, chosen by --seed:" in found
    assert found[found.index("2 times:") + 1] == "Between them: what comes next once more."
    assert "5, 6. Turn (may be left out): hold 5 s" in found


GERMAN = """\
title: Abend
language: de
equipment: [Matte]
before: [Los geht es.]
steps:
  - title: Seite dehnen
    say: Heb den {side} Arm. Danach kommt {next}.
    come_out: Senk den {side} Arm.
    sides: [linken, rechten]
    hold: 10s
  - {rest: 20s, say: Ruh dich aus.}
"""


def test_it_is_in_the_language_of_the_routine() -> None:
    """Its headings, the names that stand in the author's sentences, and the title of a rest."""
    found = [line.strip() for line in overview(read(GERMAN), frames=48_000, width=200)]
    assert found == [
        "Abend (etwa 1 min)",
        "Du brauchst: Matte.",
        "",
        "Bevor du anfängst",
        "- Los geht es.",
        "",
        "Schritte",
        "1. Seite dehnen: halten 10 s; linken und rechten",
        "Heb den linken oder rechten Arm. Danach kommt Ruhepause.",
        "Wenn es wehtut: Senk den linken oder rechten Arm.",
        "2. Ruhepause: halten 20 s",
        "Ruh dich aus.",
    ]
