"""The bundled content is what was promised, and names where it has it from."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from guide.checking.check import problems_of
from guide.format.routine import CountRange, SecondsRange
from guide.reading.source import read_routine
from tests.routines.bundled import (
    MOVES,
    ROUTINES,
    move_in,
    move_path,
    moves_of,
    path,
)
from tests.routines.said import says

if TYPE_CHECKING:
    from pathlib import Path

    from guide.format.routine import Move, Routine

ARTICLE = '"Lower Back Spasm Treatment: Spasm Relief, Stretches, and Prevention"'
MASSAGES = (
    "massage-hold",
    "massage-lower-back",
    "massage-hip-flexor",
    "massage-shoulder",
    "massage-neck",
)

every_routine = pytest.mark.parametrize("file", ROUTINES, ids=lambda file: file.stem)
every_move = pytest.mark.parametrize("file", MOVES, ids=lambda file: file.stem)
every_file = pytest.mark.parametrize("file", (*ROUTINES, *MOVES), ids=lambda file: file.stem)
every_massage = pytest.mark.parametrize("name", MASSAGES)


def move(name: str) -> Move:
    return move_in("en", move_path(name))


def routine(name: str) -> Routine:
    return read_routine(path(name))


def titles(name: str) -> list[str]:
    return [step.title for step in moves_of(routine(name)) if not step.rest]


def test_the_bundle_is_the_six_routines_that_were_promised() -> None:
    """Nothing is missing, and nothing has slipped in."""
    assert [file.stem for file in ROUTINES] == [
        "daily-back-care",
        "gentle-stretches",
        "heat-and-ice",
        "massage-holds",
        "slow-breathing",
        "spasm-relief",
    ]


@every_file
def test_a_bundled_file_has_no_problem(file: Path) -> None:
    """What an author would be told about it is: nothing."""
    assert problems_of(file) == []


@every_routine
def test_a_routine_names_its_source_and_says_what_it_is(file: Path) -> None:
    """The article and the health service's guidance are named, and there is a line for lists."""
    read = read_routine(file)
    assert read.source
    assert ARTICLE in read.source
    assert "NHS guidance on back pain" in read.source
    assert read.summary


@every_move
def test_a_move_names_its_own_source(file: Path) -> None:
    """Each file has its own line, also when it is based on another move."""
    assert re.search(r"^source:", file.read_text(encoding="utf-8"), re.MULTILINE)
    source = move_in("en", file).source
    assert source
    assert ARTICLE in source or source.startswith("our own")


def test_the_contents_of_the_routines() -> None:
    """Each routine has its moves, in their order."""
    stretches = ["Child's pose", "Hip lifts", "Cat and cow"]
    assert titles("spasm-relief") == ["Massage hold", *stretches, "Rest"]
    assert titles("gentle-stretches") == stretches
    assert titles("daily-back-care") == stretches
    assert titles("massage-holds") == ["Lower back", "Hip flexor", "Shoulder", "Back of the neck"]
    assert titles("heat-and-ice") == ["Heat and ice"]
    assert titles("slow-breathing") == ["Slow breathing"]


def test_daily_care_reminds_of_posture_lifting_and_water() -> None:
    """The three habits of the article."""
    spoken = routine("daily-back-care").after
    assert says(spoken, "sit and stand")
    assert says(spoken, "lift", "legs")
    assert says(spoken, "water")


@every_massage
def test_a_massage_presses_30_to_60_seconds_and_then_circles(name: str) -> None:
    """Press, then circles, on both sides."""
    press, circles = move(name).phases
    assert move(name).sides == ("left", "right")
    assert press.held
    assert 30 <= press.length.low <= press.length.high <= 60
    assert circles.held
    assert circles.length.low <= 30 <= circles.length.high
    assert "circles" in (circles.say or "")


def test_the_massage_hold_takes_the_whole_range_of_the_article() -> None:
    """30 to 60 seconds of pressure, 30 seconds of circles."""
    press, circles = move("massage-hold").phases
    assert press.length == SecondsRange(30, 60)
    assert circles.length == SecondsRange(30, 30)


def test_childs_pose_is_held_30_to_60_seconds() -> None:
    """Sit back, knees apart, back straight; reach up, fold; arms long, palms down, elbows down."""
    pose = move("childs-pose")
    (hold,) = pose.phases
    assert hold.held
    assert hold.length == SecondsRange(30, 60)
    order = [
        "sit back",
        "knees apart",
        "straight",
        "up",
        "fold forward",
        "chest",
        "arms out",
        "elbows",
    ]
    found = [(pose.say or "").index(part) for part in order]
    assert found == sorted(found)


def test_hip_lifts_are_low_held_a_few_seconds_and_repeated_5_to_10_times() -> None:
    """Lift, hold 3 to 5 seconds, lower, rest."""
    lifts = move("hip-lifts")
    assert lifts.reps == CountRange(5, 10)
    assert [phase.name for phase in lifts.phases] == ["lift", "hold", "lower", "rest"]
    assert lifts.phases[1].length == SecondsRange(3, 5)
    assert says([lifts.say or ""], "on your back", "hands by your sides", "couple of inches")


def test_cat_and_cow_follow_5_to_10_breaths() -> None:
    """Four seconds in with a rising tone, six out with a falling one."""
    breaths = move("cat-cow")
    assert breaths.reps == CountRange(5, 10)
    assert [(p.length.low, p.length.high, p.tone) for p in breaths.phases] == [
        (4, 4, "rising"),
        (6, 6, "falling"),
    ]
    assert says([breaths.say or ""], "knees under your hips", "line with your shoulders", "chin")


@pytest.mark.parametrize("name", ["spasm-relief", "gentle-stretches", "daily-back-care"])
def test_routines_keep_to_5_to_10_repeats_and_30_to_60_seconds(name: str) -> None:
    """A routine may narrow what the article allows, and never go beyond."""
    for step in moves_of(routine(name)):
        if step.title in ("Hip lifts", "Cat and cow"):
            assert 5 <= step.reps.low <= step.reps.high <= 10
        if step.title in ("Child's pose", "Rest") and not step.rest:
            assert 30 <= step.phases[0].length.low <= step.phases[0].length.high <= 60


def test_slow_breathing_is_five_minutes_of_four_seconds_in_and_six_out() -> None:
    """Thirty breaths; after the first one only tones lead them."""
    breaths = move("slow-breathing")
    assert [(p.length, p.tone) for p in breaths.phases] == [
        (SecondsRange(4, 4), "rising"),
        (SecondsRange(6, 6), "falling"),
    ]
    assert breaths.reps == CountRange(30, 30)
    assert [phase.brief for phase in breaths.phases] == ["", ""]


def test_rest_is_30_to_60_seconds() -> None:
    """A quiet end, lying or sitting."""
    assert move("rest").phases[0].length == SecondsRange(30, 60)


def test_heat_break_and_cold_last_twenty_minutes_each_and_end_with_an_alarm() -> None:
    """Exactly, at every level: ice never longer, and the end wakes a person who dozed off."""
    phases = move("heat-and-ice").phases
    assert [phase.name for phase in phases] == ["heat", "break", "cold"]
    for phase in phases:
        assert phase.held
        assert phase.length == SecondsRange(1200, 1200)
        assert phase.alarm


@pytest.mark.parametrize("index", [0, 1, 2])
def test_reminders_come_every_five_minutes_whatever_the_talk(index: int) -> None:
    """Each has a brief form, because cues without one are left out with ``--talk minimal``."""
    cues = move("heat-and-ice").phases[index].cues
    moments = [cue.at.within(1200) for cue in cues]
    assert all(later - earlier <= 300 for earlier, later in pairwise([0, *moments, 1200]))
    assert all(cue.brief for cue in cues)


@every_move
def test_an_easier_form_is_our_own_and_asks_for_no_more(file: Path) -> None:
    """Never longer, nor more often, than the move at its gentlest; and it says whose idea it is."""
    one = move_in("en", file)
    if easier := one.easier:
        assert (easier.source or "").startswith("our own")
        assert easier.reps.high <= one.reps.low
        assert easier.sides == one.sides
        for phase, full in zip(easier.phases, one.phases, strict=True):
            assert phase.length.high <= full.length.low


def test_the_stretches_have_easier_forms() -> None:
    """Pillows, a smaller movement, fewer of them."""
    for name in ("childs-pose", "hip-lifts", "cat-cow", "slow-breathing"):
        assert move(name).easier
    assert "two pillows" in (getattr(move("childs-pose").easier, "equipment", ()))
