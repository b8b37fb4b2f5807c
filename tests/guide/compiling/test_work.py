"""The clock of a phase at its edges: halfway, late words, tones, and what is told of it."""

from __future__ import annotations

import pytest

from audio.clip import to_frames, to_seconds
from guide.compiling.compiler import Compiler
from guide.compiling.timeline import Beat, Section, Warning
from guide.format.routine import Offset, Prompt, Settings
from guide.problems.problem import Place
from tests.guide.lengths import KnownLengths
from tests.guide.plans import cue, phase, plan, step

QUIET = {"countdown": 0, "change_over_s": 0.0, "halfway": False}


class LongChimes(KnownLengths):
    """Chimes of an author's own, of any length."""

    def __init__(self, chime_s: float) -> None:
        super().__init__()
        self._chime_s = chime_s

    def of_chime(self, name: str) -> int:
        del name
        return to_frames(self._chime_s)


def work_of(
    *phases: object, lengths: KnownLengths | None = None, halfway: bool = False, **changes: object
) -> Section:
    """The work of the first side of a step of ``phases``."""
    settings = Settings(**{**QUIET, "halfway": halfway})  # type: ignore[arg-type]
    a_plan = plan(step(*phases, **changes), settings=settings)  # type: ignore[arg-type]
    compiler = Compiler(a_plan, lengths or KnownLengths())
    return compiler.compile(next(part for part in compiler.parts if part.kind == "work"))


def heard(section: Section) -> list[tuple[str, float]]:
    """What is heard but silence, each with its second in the section."""
    return [
        (c.text or str(c.sound), to_seconds(c.start)) for c in section.cues if c.text or c.sound
    ]


@pytest.mark.parametrize(("seconds", "chimes"), [(20.0, 3), (19.9, 2)])
def test_holds_from_20_seconds_have_a_halfway_chime(seconds: float, chimes: int) -> None:
    """In shorter ones it would be one more thing to listen for."""
    work = work_of(phase(seconds), halfway=True)
    assert sum(c.kind == "chime" for c in work.cues) == chimes
    assert not [sound for sound, _ in heard(work_of(phase(60.0, held=False), halfway=True))][1:-1]


@pytest.mark.parametrize(("chime_s", "half"), [(12.0, True), (12.1, False)])
def test_a_halfway_chime_is_over_before_its_hold(chime_s: float, half: bool) -> None:
    """One that takes longer than what is left is not rung, and a hold is as long as ever."""
    work = work_of(phase(24.0), lengths=LongChimes(chime_s), halfway=True)
    assert [sound for sound, _ in heard(work)] == ["start", *["halfway"] * half, "end"]
    assert work.beats[0].frames == to_frames(24)


@pytest.mark.parametrize(("chime_s", "said"), [(2.0, ["Slowly."]), (2.1, [])])
def test_words_wait_two_seconds_for_a_chime_and_no_longer(chime_s: float, said: list[str]) -> None:
    """Then they have lost their meaning: they are left out, and the author is told."""
    prompts = (cue(Offset(share=0.5), "Slowly."),)
    work = work_of(phase(30.0, cues=prompts), lengths=LongChimes(chime_s), halfway=True)
    assert [c.text for c in work.cues if c.text] == said
    assert [warning.message for warning in work.warnings] == [
        '"Slowly." takes 0.7 s, its slot is 0.0 s: it is left out; '
        "shorten it or give it a brief form"
    ] * (not said)


def test_a_hold_may_be_a_single_frame() -> None:
    """No silence is too short to be laid: whatever is left out shifts all that follows."""
    assert [beat.frames for beat in work_of(phase(1 / 48_000), reps=2).beats] == [1, 1]


@pytest.mark.parametrize(("seconds", "kind"), [(1.5, "tone"), (1.49, "silence")])
def test_a_tone_is_at_least_four_tenths_long(seconds: float, kind: str) -> None:
    """A shorter one would be a blip after the words; it is silent."""
    breath = phase(seconds, held=False, say="Breathe in.", tone="rising")
    assert [c.kind for c in work_of(breath).cues[1:3]] == ["speech", kind]


def test_a_tone_goes_on_up_to_words_inside_its_phase() -> None:
    """And after them, to the end."""
    prompts = (cue(Offset(seconds=2.0), "On."),)
    work = work_of(phase(6.0, held=False, tone="rising", cues=prompts))
    assert heard(work) == [
        ("start", 0.0),
        ("rising", 1.0),
        ("On.", 3.0),
        ("rising", 3.3),
        ("end", 7.0),
    ]


def test_words_of_a_phase_end_before_the_first_prompt_in_it() -> None:
    """They give way, briefly or faster, and the prompt keeps its moment."""
    prompts = (cue(Offset(seconds=1.0), "On."),)
    work = work_of(phase(6.0, held=False, say="Lift your hips.", brief="Lift.", cues=prompts))
    assert heard(work)[1:3] == [("Lift.", 1.0), ("On.", 2.0)]
    assert "its slot is 1.0 s: its brief form is said" in work.warnings[0].message


def test_a_phase_is_lengthened_for_its_number_and_its_words() -> None:
    """By no more than both take, and no further than its author allows."""
    words = {"held": False, "say": "Lift your hips.", "brief": "Lift again."}
    steps = {"reps": 2, "count_reps": True}
    (first, second) = work_of(phase(1.0, up_to_s=9.0, **words), **steps).beats
    assert to_seconds(first.frames) == 1.5
    assert second.frames == to_frames(0.3 + 0.25 + 1.1)
    silent = work_of(phase(0.4, held=False, up_to_s=9.0), **steps)
    assert [beat.frames for beat in silent.beats] == [to_frames(0.3 + 0.25)] * 2
    assert [beat.frames for beat in work_of(phase(1.0, up_to_s=1.2, **words), **steps).beats] == [
        to_frames(1.2)
    ] * 2


def test_words_take_as_long_as_what_is_filled_in() -> None:
    """Before a hold and inside a paced phase: no longer, on the side where they are longest."""
    said = "Hold for 1 minute 10 seconds, 1 of 2."
    hold = phase(70.0, say="Hold for {duration}, {rep} of {reps}.")
    assert heard(work_of(hold, reps=2))[:2] == [(said, 0.0), ("start", 0.1 * len(said) + 0.5)]
    named = phase(1.0, held=False, up_to_s=9.0, say="Number {rep} for {duration}.")
    assert [beat.frames for beat in work_of(named, reps=10).beats] == [
        to_frames(0.1 * len(f"Number {rep} for 1 second.")) for rep in range(1, 11)
    ]
    short = phase(2.0, held=False, say="x" * 90, brief="{duration}, {rep}.")
    texts = [c.text for c in work_of(short, reps=2).cues if c.text]
    assert texts == ["2 seconds, 1.", "2 seconds, 2."]


def test_a_beat_tells_all_of_its_phase() -> None:
    """Screens, and what a live session does at its end, go by nothing else."""
    open_end = phase(5.0, name="hold", until_ready=True, alarm=True)
    breath = phase(3.0, held=False, name="in", tone="rising")
    settings = Settings(**{**QUIET, "count_out": 3})  # type: ignore[arg-type]
    sides = ("left", "right")
    compiler = Compiler(
        plan(step(breath, open_end, phase(9.0), sides=sides), settings=settings), KnownLengths()
    )
    second = [compiler.compile(part) for part in compiler.parts if part.kind == "work"][1]
    s = to_frames(1)
    assert second.beats == (
        Beat(s, 3 * s, "in", 1, False, "rising", side="right"),
        Beat(5 * s, 5 * s, "hold", 1, True, None, True, True, side="right"),
        Beat(11 * s, 9 * s, None, 1, True, side="right", counted=3 * s),
    )


def test_cues_tell_their_phase_repetition_and_side() -> None:
    """Chimes and silence as well: a screen shows them from the first frame of each."""
    work = work_of(phase(2.0, name="in"), phase(2.0), reps=2, sides=("left",))
    told = list(dict.fromkeys((c.phase, c.rep, c.side) for c in work.cues))
    assert told == [("in", 1, "left"), (None, 1, "left"), ("in", 2, "left"), (None, 2, "left")]


def test_what_is_said_between_the_work_belongs_to_its_side_alone() -> None:
    """To no phase and no repetition; and a chime has no speed but that of its own."""
    compiler = Compiler(plan(step(sides=("left", "right"))), KnownLengths())
    sections = [compiler.compile(part) for part in compiler.parts]
    told = {
        (section.kind, c.phase, c.rep, c.side)
        for section in sections
        for c in section.cues
        if section.kind != "work"
    }
    assert told == {
        ("before", None, None, None),
        ("instruction", None, None, "left"),
        ("change", None, None, "right"),
        ("after", None, None, None),
    }
    assert {c.speed for section in sections for c in section.cues} == {1.0}


def test_words_outside_of_their_phase_are_told_once() -> None:
    """With their place, however often they are repeated, and with what would be inside."""
    place = Place("a.yaml", 7, 3)
    prompts = (Prompt(Offset(seconds=31.0), "Breathe.", place=place),)
    assert work_of(phase(30.0, cues=prompts), reps=3).warnings == (
        Warning(
            '"Breathe." lies outside of its phase of 30 s and is left out',
            place,
            "Write a share, such as 50%, which is inside however long the phase is.",
        ),
    )


def test_words_that_do_not_fit_are_told_with_their_place() -> None:
    """Where they were written: those of a phase, and those inside it."""
    here, there = Place("a.yaml", 7, 3), Place("a.yaml", 9, 3)
    prompts = (Prompt(Offset(seconds=1.0), "x" * 90, place=there),)
    paced = phase(2.0, held=False, say="y" * 90, cues=prompts, place=here)
    assert [warning.place for warning in work_of(paced).warnings] == [here, there]
