"""Numbers land on their second and their beat, whatever else is said and however long they are."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.clip import to_frames, to_seconds
from guide.compiling import counting
from guide.compiling.compiler import Compiler
from guide.compiling.counting import COUNT
from guide.fitting.fit import settle
from guide.format.routine import Offset, Settings
from guide.language.words import words_of
from guide.problems.problem import Place
from tests.guide.lengths import KnownLengths
from tests.guide.plans import cue, phase, plan, plans, step
from tests.guide.strategies import read

if TYPE_CHECKING:
    from guide.compiling.timeline import Beat, Cue, Section
    from guide.fitting.plan import Plan, PlanStep


def numeral(number: int) -> str:
    return counting.numeral(number, words_of("en"))


NUMERALS = [numeral(number) for number in range(1, 20)]
QUIET = {"countdown": 0, "change_over_s": 0.0, "halfway": False}


def work_of(plan: Plan, talk: str = "full", **seconds: float) -> list[Section]:
    compiler = Compiler(plan, KnownLengths(**seconds), talk)  # type: ignore[arg-type]
    return [compiler.compile(part) for part in compiler.parts if part.kind == "work"]


def said(section: Section) -> list[tuple[float, str]]:
    """What is said, each with its second in the section."""
    return [(to_seconds(cue.start), cue.text) for cue in section.cues if cue.text]


def inside(section: Section, beat: Beat) -> list[Cue]:
    """The words inside a beat."""
    return [cue for cue in section.cues if cue.text and beat.start <= cue.start < beat.end]


def test_a_long_number_does_not_shift_the_next() -> None:
    """One of more than a second is said faster, or left out, with a warning; all keep theirs."""
    settings = Settings(**{**QUIET, "countdown": 4})
    (work,) = work_of(plan(step(), settings=settings), three=1.2, two=1.3)
    assert said(work) == [(0.0, "four"), (1.0, "three"), (3.0, "one")]
    assert [cue.sound for cue in work.cues if cue.start == to_frames(4)] == ["start"]
    assert [warning.message for warning in work.warnings] == [
        '"three" takes 1.2 s, its slot is 1.0 s: it is said 1.2 x faster',
        '"two" takes 1.3 s, its slot is 1.0 s: it is left out; shorten it or give it a brief form',
    ]


def test_the_end_of_a_hold_is_counted_inside_it() -> None:
    """The last number comes a second before the end chime; the hold is as long as ever."""
    settings = Settings(**QUIET, count_out=3)
    (work,) = work_of(plan(step(phase(10.0)), settings=settings))
    assert said(work) == [(8.0, "three"), (9.0, "two"), (10.0, "one")]
    assert (work.cues[-1].sound, work.cues[-1].start) == ("end", to_frames(11))


@pytest.mark.parametrize(
    ("hold", "told"),
    [
        (phase(2.5), ["two", "one"]),
        (phase(0.9), []),
        (phase(10.0, until_ready=True), []),
        (phase(10.0, held=False), []),
    ],
    ids=["short", "shorter", "open", "paced"],
)
def test_what_has_no_such_seconds_is_not_counted_out(hold: object, told: list[str]) -> None:
    """A short hold is counted as far as it goes; one whose end nobody knows is not."""
    settings = Settings(**QUIET, count_out=5)
    (work,) = work_of(plan(step(hold), settings=settings))  # type: ignore[arg-type]
    assert [text for _, text in said(work)] == told


def test_a_rest_is_not_counted_out() -> None:
    """It is for resting to its end."""
    (work,) = work_of(plan(step(rest=True), settings=Settings(**QUIET, count_out=5)))
    assert said(work) == []


def test_what_would_run_into_a_number_is_left_out() -> None:
    """The halfway chime without a word, an author's words with a warning; numbers keep theirs."""
    words = (
        cue(Offset(seconds=4.5, from_end=True), "Stay with it."),
        cue(Offset(seconds=9), "Breathe."),
    )
    settings = Settings(**{**QUIET, "halfway": True}, count_out=10)
    (work,) = work_of(plan(step(phase(20.0, cues=words)), settings=settings))
    assert said(work) == [
        (10.0, "Breathe."),
        *((11.0 + second, numeral(10 - second)) for second in range(10)),
    ]
    assert not [cue for cue in work.cues if cue.sound == "halfway"]
    assert len(work.warnings) == 1


@given(plans, st.sampled_from(["full", "brief", "minimal"]))
def test_numbers_of_a_hold_are_on_their_seconds(plan: Plan, talk: str) -> None:
    """In whatever hold of whatever plan: all that it has seconds for, and no others."""
    for section in work_of(plan, talk):
        rest = plan.steps[section.step - 1].rest
        for beat in section.beats:
            if not beat.held:
                continue
            counts = 0 if rest else min(plan.settings.count_out, beat.frames // COUNT)
            numbers = [each for each in inside(section, beat) if each.text in NUMERALS]
            assert [(beat.end - each.start, each.text) for each in numbers] == [
                (number * COUNT, numeral(number)) for number in range(counts, 0, -1)
            ]


def counted(step: PlanStep, rep: int, talk: str) -> bool:
    """Whether a repetition of a move that begins with a paced phase has its number."""
    words = step.phases[0].say if talk == "full" else step.phases[0].brief
    if words is None:
        words = step.phases[0].say
    return step.count_reps and step.reps > 1 and (rep > 1 or not words)


@given(plans, st.sampled_from(["full", "brief", "minimal"]))
def test_repetitions_are_counted_on_their_beat(plan: Plan, talk: str) -> None:
    """In whatever paced move, on each side, at any level of talk: the number is the first sound."""
    for section in work_of(plan, talk):
        step = plan.steps[section.step - 1]
        if step.phases[0].held:
            continue
        for (rep, _), beats in groupby(section.beats, lambda beat: (beat.rep, beat.side)):
            first = next(beats)
            starts = [cue.text for cue in section.cues if cue.start == first.start]
            fits = KnownLengths().of_speech(numeral(rep), 1.25) <= min(first.frames, COUNT)
            assert (starts == [numeral(rep)]) == (counted(step, rep, talk) and fits)


def test_words_follow_the_number_where_there_is_time() -> None:
    """In full at the first repetition, without a number; later the number alone has to do."""
    lift = phase(2.0, held=False, say="Lift your hips.", brief="Lift.")
    (work,) = work_of(plan(step(lift, reps=3, count_reps=True)), two=0.5, three=1.0)
    assert said(work) == [
        (1.0, "Lift your hips."),
        (3.0, "two"),
        (3.75, "Lift."),
        (5.0, "three"),
        (6.25, "Lift."),
    ]
    short = phase(1.0, held=False, say="Lift.")
    (work,) = work_of(plan(step(short, reps=3, count_reps=True)), two=0.5)
    assert said(work) == [(1.0, "Lift."), (2.0, "two"), (3.0, "three")]
    assert not work.warnings


def test_words_of_the_first_repetition_stand_for_its_number() -> None:
    """Where later ones have none, too; who hears less of it hears the number from the first."""
    lift = step(phase(2.0, held=False, say="Lift.", brief=""), reps=2, count_reps=True)
    assert [text for _, text in said(work_of(plan(lift))[0])] == ["Lift.", "two"]
    assert [text for _, text in said(work_of(plan(lift), "brief")[0])] == ["one", "two"]


def test_a_repetition_is_counted_once_however_many_phases_it_has() -> None:
    """With the first of them, held or paced."""
    up, down = phase(2.0, held=False), phase(2.0, held=False)
    (work,) = work_of(plan(step(up, down, reps=2, count_reps=True)))
    assert said(work) == [(1.0, "one"), (5.0, "two")]
    (work,) = work_of(plan(step(phase(5.0), phase(5.0), reps=2, count_reps=True)))
    assert [text for _, text in said(work)] == ["One.", "Two."]


def test_a_number_that_is_too_long_is_told_with_its_hold() -> None:
    """Where its author may ask for fewer."""
    place = Place("a.yaml", 7, 3)
    settings = Settings(**QUIET, count_out=1)
    (work,) = work_of(plan(step(phase(9.0, place=place)), settings=settings), one=2.0)
    assert [warning.place for warning in work.warnings] == [place]


def test_a_move_without_words_is_counted_from_one() -> None:
    """Above ten, too; words that are left out at a level of talk count as none."""
    (work,) = work_of(plan(step(phase(1.0, held=False), reps=11, count_reps=True)), "minimal")
    assert [text for _, text in said(work)] == [numeral(rep) for rep in range(1, 12)]


def test_repeated_holds_have_their_number_before_the_clock() -> None:
    """Like all that is said of a hold; the hold stays as long as it is."""
    hold = phase(5.0, say="Press down.", brief="Press.")
    (work,) = work_of(plan(step(hold, reps=2, count_reps=True)))
    assert [text for _, text in said(work)] == ["Press down.", "Two. Press."]
    assert [beat.frames for beat in work.beats] == [to_frames(5)] * 2


TEXT = """
title: T
settings: {count_reps: true, count_out: 4}
steps:
  - {title: A, say: Go., each: [{for: 2s}], reps: 2}
  - {title: B, say: Go., each: [{for: 2s}], reps: 2, count_reps: false}
  - {title: C, say: Go., each: [{for: 2s}], reps: 2, count_reps: false, easier: {reps: 3}}
"""


def test_a_move_decides_for_itself_or_the_settings_do() -> None:
    """An easier form is counted as the move is."""
    settled = settle(read(TEXT))
    assert settled.settings.count_out == 4
    assert [each.count_reps for each in settled.steps] == [True, False, False]
    assert settled.steps[2].easier
    assert not settled.steps[2].easier.count_reps
