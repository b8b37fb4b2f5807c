"""The compiler keeps the invariants of time, and lays words, chimes and clocks as promised."""

from __future__ import annotations

import threading
from itertools import pairwise
from threading import Event
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audio.clip import SAMPLE_RATE, to_frames, to_seconds
from guide.compiling.compiler import Compiler
from guide.compiling.timeline import Section, Timeline
from guide.fitting.fit import settle
from guide.format.routine import Offset, Settings
from guide.library.finding import load, names
from tests.guide.lengths import KnownLengths
from tests.guide.plans import cue, phase, plan, plans, step
from tests.guide.strategies import routines

if TYPE_CHECKING:
    from guide.fitting.fit import Level
    from guide.fitting.plan import Plan, PlanPhase
    from guide.format.routine import Routine

TALKS = st.sampled_from(["full", "brief", "minimal"])


def compiled(plan: Plan, talk: str = "full", **seconds: float) -> Timeline:
    compiler = Compiler(plan, KnownLengths(**seconds), talk)  # type: ignore[arg-type]
    return Timeline.of(plan.title, SAMPLE_RATE, compiler.sections())


def work_of(timeline: Timeline) -> list[Section]:
    return [section for section in timeline.sections if section.kind == "work"]


def heard(section: Section) -> list[tuple[str, float]]:
    """What is heard and for how many seconds: ``("chime start", 1.0)``."""
    return [
        (f"{c.kind} {c.text or c.sound or ''}".strip(), to_seconds(c.frames)) for c in section.cues
    ]


def assert_partitioned(timeline: Timeline) -> None:
    """Half-open, in order, no gap and no overlap: sections the timeline, cues their section."""
    assert timeline.sections[0].start == 0
    for one, other in pairwise(timeline.sections):
        assert one.end == other.start
    for section in timeline.sections:
        assert section.cues[0].start == 0
        assert section.cues[-1].end == section.frames
        assert all(one.end == other.start for one, other in pairwise(section.cues))
        assert all(c.frames >= 1 for c in section.cues)
    assert timeline.frames == sum(section.frames for section in timeline.sections)


@given(plans, TALKS)
def test_sections_partition_the_timeline_and_cues_partition_sections(plan: Plan, talk: str) -> None:
    """For whatever plan."""
    assert_partitioned(compiled(plan, talk))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(routines, st.sampled_from(["gentle", "standard", "full"]), TALKS)
def test_every_valid_routine_compiles(routine: Routine, level: Level, talk: str) -> None:
    """From whatever YAML, odd texts included; titles are spoken as they are written."""
    timeline = compiled(settle(routine, level), talk)
    assert_partitioned(timeline)
    assert_sides_are_equal(timeline)
    assert timeline.sections[0].cues[0].text in (routine.title, f"{routine.title}.")


@given(plans, TALKS)
def test_speech_is_never_cut(plan: Plan, talk: str) -> None:
    """Every speech cue is as long as its words take at its speed, which is at most 1.25."""
    lengths = KnownLengths()
    for section in compiled(plan, talk).sections:
        for c in section.cues:
            if c.kind == "speech":
                assert c.text is not None
                assert c.frames == lengths.of_speech(c.text, c.speed)
                assert 1 <= c.speed <= 1.25


def clocks(section: Section, phases: list[PlanPhase]) -> list[int]:
    """The frames between the chimes that start and end each clock, hold or run of paced phases."""
    total, inside, found = 0, False, []
    edges = {"start", "change", "end", "alarm"}
    for c in section.cues:
        if c.kind == "chime" and c.sound in edges:
            if inside:
                found.append(total)
            total, inside = 0, True
        else:
            total += c.frames
    return found


@given(st.lists(st.floats(0.05, 600), min_size=1, max_size=4), st.integers(1, 3), TALKS)
def test_a_hold_is_the_authored_number_of_frames(
    seconds: list[float], reps: int, talk: str
) -> None:
    """From the end of the chime that starts it to the start of the chime that ends it."""
    holds = [phase(s) for s in seconds]
    (section,) = work_of(compiled(plan(step(*holds, reps=reps)), talk))
    assert clocks(section, holds) == [to_frames(s) for s in seconds] * reps


def assert_sides_are_equal(timeline: Timeline) -> None:
    """The work of every side of a step takes the same frames."""
    lengths: dict[int, set[int]] = {}
    for section in work_of(timeline):
        lengths.setdefault(section.step, set()).add(section.frames)
    assert all(len(of_step) == 1 for of_step in lengths.values()), lengths


@given(plans, TALKS)
def test_both_sides_are_equally_long(plan: Plan, talk: str) -> None:
    """Whatever is said on each, before a hold or inside a paced phase."""
    assert_sides_are_equal(compiled(plan, talk))


@pytest.mark.parametrize("name", names())
def test_both_sides_of_bundled_routines_are_equally_long(name: str) -> None:
    """In the routines that come along, with their own words."""
    assert_sides_are_equal(compiled(settle(load(name))))


@given(plans)
def test_sections_are_the_same_alone_and_together(plan: Plan) -> None:
    """Each part compiles alone, in any order, to the section that it is in the session."""
    compiler = Compiler(plan, KnownLengths())
    together = list(compiler.sections(jobs=2))
    alone = [compiler.compile(part) for part in reversed(compiler.parts)]
    assert [s.at(0) for s in together] == alone[::-1]
    assert [s.start for s in together] == [0, *(s.end for s in together[:-1])]


def test_a_session_has_words_around_it_and_ends_with_a_chime() -> None:
    """Its title, what its author says before and after, and one chime when all is over."""
    a_plan = plan(
        step(lead="Next.", say="Fold.", safety="Stop if it hurts."),
        step(title="Rest", rest=True),
        before=("Be kind to your {title}.",),
        after=("Drink.",),
        settings=Settings(countdown=0, change_over_s=3.0, halfway=False),
    )
    timeline = compiled(a_plan)
    breath = ("silence", 0.5)
    assert [(s.kind, s.step, s.title) for s in timeline.sections] == [
        ("before", 0, "Plan"),
        ("before", 0, "Plan"),
        ("instruction", 1, "Move"),
        ("work", 1, "Move"),
        ("instruction", 2, "Rest"),
        ("work", 2, "Rest"),
        ("after", 3, "Plan"),
        ("after", 3, "Plan"),
    ]
    before, kind, instruction, _, rest, _, after, end = map(heard, timeline.sections)
    assert before == [("speech Plan.", 0.5), breath]
    assert kind == [("speech Be kind to your Plan.", 2.1), breath]
    assert [what for what, _ in instruction[::2]] == [
        "speech Next.",
        "speech Move.",
        "speech Stop if it hurts.",
        "speech Fold.",
    ]
    assert instruction[1::2] == [breath, breath, breath, ("silence", 3.5)]
    assert rest == [("speech Rest.", 0.5), breath]
    assert after == [("speech Drink.", 0.6), breath]
    assert end[1:] == [breath, ("chime session_end", 1.0)]


class Slow(KnownLengths):
    """A voice that hangs at one text, until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.hangs, self.go_on = Event(), Event()
        self.spoken: list[str] = []
        self.in_time = False

    def of_speech(self, text: str, speed: float = 1.0) -> int:
        self.spoken.append(text)
        if text == "Hang.":
            self.hangs.set()
            self.in_time = self.go_on.wait(30)
        return super().of_speech(text, speed)


def test_a_session_that_is_left_waits_for_no_voice() -> None:
    """It ends although words are being spoken, and none are begun any more."""
    voice = Slow()
    a_plan = plan(step(title="Hang"), *(step(title=f"Move {n}") for n in range(20)))
    sections = Compiler(a_plan, voice).sections(jobs=1)
    assert next(sections).kind == "before"
    assert voice.hangs.wait(60)
    sections.close()
    voice.go_on.set()
    for thread in [each for each in threading.enumerate() if each.name.startswith("compile")]:
        thread.join()
    assert voice.in_time
    assert voice.spoken == ["Plan.", "Hang."]


def test_a_hold_is_said_counted_chimed_and_held() -> None:
    """The order of a step: title, instruction, change-over; countdown, chime, hold, chime."""
    settings = Settings(countdown=2, change_over_s=4.0, halfway=True)
    timeline = compiled(
        plan(step(phase(30.0), say="Fold forward.", safety="Stop if it hurts."), settings=settings)
    )
    instruction, work = timeline.sections[1:3]
    assert heard(instruction) == [
        ("speech Move.", 0.5),
        ("silence", 0.5),
        ("speech Stop if it hurts.", 1.7),
        ("silence", 0.5),
        ("speech Fold forward.", 1.3),
        ("silence", 4.5),
    ]
    assert heard(work) == [
        ("speech two", 0.3),
        ("silence", 0.7),
        ("speech one", 0.3),
        ("silence", 0.7),
        ("chime start", 1.0),
        ("silence", 15.0),
        ("chime halfway", 1.0),
        ("silence", 14.0),
        ("chime end", 1.0),
    ]


def test_two_holds_are_parted_by_words_and_chimes() -> None:
    """The first hold ends with a change, the words of the second come before its own clock."""
    timeline = compiled(plan(step(phase(5.0, say="Press."), phase(5.0, say="Rub."))))
    assert [what for what, _ in heard(timeline.sections[2])] == [
        "speech Press.",
        "silence",
        "chime start",
        "silence",
        "chime change",
        "speech Rub.",
        "silence",
        "chime start",
        "silence",
        "chime end",
    ]


def test_an_alarm_ends_a_hold_in_place_of_a_chime() -> None:
    """``alarm`` wakes whoever dozed off."""
    timeline = compiled(plan(step(phase(5.0, alarm=True), phase(5.0))))
    chimes = [c.sound for c in timeline.sections[2].cues if c.kind == "chime"]
    assert chimes == ["start", "alarm", "end"]


def test_paced_phases_have_their_words_and_tones_inside() -> None:
    """Full words at the first repetition, brief ones later; the tone fills what is left."""
    breath = phase(4.0, held=False, say="Breathe in.", brief="In.", tone="rising")
    timeline = compiled(plan(step(breath, reps=2)))
    assert heard(timeline.sections[2]) == [
        ("chime start", 1.0),
        ("speech Breathe in.", 1.1),
        ("tone rising", 2.9),
        ("speech In.", 0.3),
        ("tone rising", 3.7),
        ("chime end", 1.0),
    ]


def test_the_change_of_side_is_spoken() -> None:
    """Both sides are named, and an instruction that names the side is said again."""
    timeline = compiled(
        plan(
            step(phase(5.0), sides=("left", "right"), say="Reach your {side} arm."),
            settings=Settings(countdown=0, change_over_s=8.0, halfway=False),
        )
    )
    kinds = [(s.kind, s.side) for s in timeline.sections[1:-1]]
    assert kinds == [
        ("instruction", "left"),
        ("work", "left"),
        ("change", "right"),
        ("work", "right"),
    ]
    texts = [c.text for s in timeline.sections[1:4] for c in s.cues if c.text]
    assert texts == [
        "Move.",
        "Reach your left arm.",
        "First the left side.",
        "Now the right side.",
        "Reach your right arm.",
    ]
    assert timeline.sections[3].cues[-1].frames == to_frames(0.5 + 8)


def test_the_only_side_is_no_first_one() -> None:
    """Nobody waits for another."""
    timeline = compiled(plan(step(phase(5.0), sides=("right",), say="Reach your {side} arm.")))
    texts = [cue.text for cue in timeline.sections[1].cues if cue.text]
    assert texts == ["Move.", "Reach your right arm.", "On the right side."]


@pytest.mark.parametrize(
    ("at", "start_s"),
    [
        (Offset(share=0.0), 0.0),
        (Offset(seconds=0.0), 0.0),
        (Offset(share=0.5), 15.0),
        (Offset(seconds=10.0, from_end=True), 20.0),
        (Offset(seconds=30.0, from_end=True), 0.0),
        (Offset(share=0.25, from_end=True), 22.5),
    ],
)
def test_cues_are_spoken_at_their_offset(at: Offset, start_s: float) -> None:
    """Seconds, percent and from the end are all measured from the end of the start chime."""
    timeline = compiled(plan(step(phase(30.0, cues=(cue(at, "Breathe."),)))))
    (work,) = work_of(timeline)
    speech = next(c for c in work.cues if c.kind == "speech")
    assert speech.start == to_frames(1.0 + start_s)


@pytest.mark.parametrize(
    "at",
    [
        Offset(share=1.0),
        Offset(seconds=0.0, from_end=True),
        Offset(seconds=31.0),
        Offset(seconds=30.5, from_end=True),
        Offset(seconds=30.0),
    ],
)
def test_cues_outside_of_their_phase_are_left_out_with_a_warning(at: Offset) -> None:
    """At the very end, behind it or before the start nothing can be said; the hold stays whole."""
    timeline = compiled(plan(step(phase(30.0, cues=(cue(at, "Breathe."),)))))
    (work,) = work_of(timeline)
    assert [what for what, _ in heard(work)] == ["chime start", "silence", "chime end"]
    assert work.cues[1].frames == to_frames(30)
    assert "outside" in timeline.warnings[0].message


def test_a_cue_at_halfway_follows_the_halfway_chime() -> None:
    """Both are heard, the chime exactly at the half."""
    prompts = (cue(Offset(share=0.5), "Slowly."),)
    settings = Settings(countdown=0, change_over_s=0, halfway=True)
    (work,) = work_of(compiled(plan(step(phase(30.0, cues=prompts)), settings=settings)))
    assert heard(work)[2:4] == [("chime halfway", 1.0), ("speech Slowly.", 0.7)]
    assert work.cues[2].start == to_frames(16)


def test_a_cue_never_speaks_over_the_next_one() -> None:
    """Words with too little room are said briefly or faster or not at all, with both lengths."""
    prompts = (
        cue(Offset(seconds=1.0), "x" * 50, "x" * 12),
        cue(Offset(seconds=2.0), "y" * 22),
        cue(Offset(seconds=4.0), "z" * 80),
        cue(Offset(seconds=9.0), "end"),
    )
    timeline = compiled(plan(step(phase(10.0, cues=prompts))))
    (work,) = work_of(timeline)
    spoken = [(c.text, c.speed) for c in work.cues if c.kind == "speech"]
    assert spoken == [("x" * 12, 1.2), ("y" * 22, 1.1), ("end", 1.0)]
    assert [w.message.split(": ", 1)[0].partition(" takes ")[2] for w in timeline.warnings] == [
        "5.0 s, its slot is 1.0 s",
        "2.2 s, its slot is 2.0 s",
        "8.0 s, its slot is 5.0 s",
    ]


def test_a_paced_phase_is_lengthened_only_where_the_author_allows_it() -> None:
    """``up_to`` gives words their time, on both sides equally; without it they are shortened."""
    words = {"say": "Lift your {side} hip.", "brief": "Lift."}
    may = phase(1.0, held=False, up_to_s=3.0, **words)
    timeline = compiled(plan(step(may, phase(1.0, held=False), sides=("left", "far right"))))
    left, right = work_of(timeline)
    assert left.frames == right.frames == to_frames(1 + len("Lift your far right hip.") * 0.1 + 2)
    assert timeline.warnings == ()
    may_not = phase(1.0, held=False, **words)
    timeline = compiled(plan(step(may_not)))
    assert [c.text for c in work_of(timeline)[0].cues if c.text] == ["Lift."]
    assert len(timeline.warnings) == 1


def test_templates_are_filled_in() -> None:
    """Every name stands for what is true at that moment of that part."""
    prompts = (cue(Offset(seconds=80.0), "{remaining} of {duration}, rep {rep} of {reps}."),)
    timeline = compiled(
        plan(
            step(
                phase(100.0, cues=prompts),
                title="Fold",
                say="{title}, {side}, {duration}, then {next}.",
                sides=("left",),
                reps=2,
            ),
            step(title="Cat-cow"),
        )
    )
    texts = [c.text for s in timeline.sections for c in s.cues if c.text]
    assert "Fold, left, 3 minutes 20 seconds, then Cat-cow." in texts
    assert "20 seconds of 1 minute 40 seconds, rep 1 of 2." in texts
    assert "20 seconds of 1 minute 40 seconds, rep 2 of 2." in texts


def test_talk_says_less_and_never_less_safety() -> None:
    """``brief`` takes the short forms, ``minimal`` leaves instructions and prompts out."""
    prompts = (
        cue(Offset(seconds=2.0), "Let your breath slow down.", "Breathe."),
        cue(Offset(seconds=8.0), "Well done."),
    )
    a_step = step(phase(30.0, cues=prompts), say="Fold.", brief="Down.", safety="Stop if it hurts.")

    def said(talk: str) -> list[str | None]:
        sections = compiled(plan(a_step), talk).sections[1:3]
        return [c.text for s in sections for c in s.cues if c.text]

    assert said("full") == [
        "Move.",
        "Stop if it hurts.",
        "Fold.",
        "Let your breath slow down.",
        "Well done.",
    ]
    assert said("brief") == ["Move.", "Stop if it hurts.", "Down.", "Breathe.", "Well done."]
    assert said("minimal") == ["Move.", "Stop if it hurts.", "Breathe."]


@pytest.mark.parametrize(
    ("talk", "reminder"),
    [("full", ["Reach your right arm."]), ("brief", ["Reach."]), ("minimal", [])],
)
def test_talk_says_less_at_the_change_of_side(talk: str, reminder: list[str]) -> None:
    """Its name is always said; what reminds of the move is as long as the instruction was."""
    brief = "Reach." if talk == "brief" else None
    reach = step(sides=("left", "right"), say="Reach your {side} arm.", brief=brief)
    (change,) = [s for s in compiled(plan(reach), talk).sections if s.kind == "change"]
    assert [c.text for c in change.cues if c.text] == ["Now the right side.", *reminder]


@given(plans)
def test_beats_are_the_clocks_that_the_author_wrote(any_plan: Plan) -> None:
    """In order, apart, one for each phase of each repetition; a hold's is exactly as long."""
    for part in Compiler(any_plan, KnownLengths()).parts:
        beats = Compiler(any_plan, KnownLengths()).compile(part).beats
        if part.kind != "work":
            assert not beats
            continue
        assert part.step is not None
        assert all(one.end <= two.start for one, two in pairwise(beats))
        phases = part.step.phases * (part.step.reps * len(part.sides))
        assert len(beats) == len(phases)
        for beat, written in zip(beats, phases, strict=True):
            assert beat.held == written.held
            assert not written.held or beat.frames == to_frames(written.seconds)
