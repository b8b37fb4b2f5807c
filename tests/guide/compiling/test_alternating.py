"""Sides that change with every repetition: led to by words, equally long, shown as they are."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from audio.clip import to_frames
from guide.compiling.compiler import Compiler
from guide.fitting.fit import settle
from guide.session.commands import Verb
from tests.guide.lengths import KnownLengths
from tests.guide.session.led import Led
from tests.guide.strategies import read

if TYPE_CHECKING:
    from guide.compiling.timeline import Section

HELD = """\
title: T
settings: {countdown: 0, change_over: 2s, halfway: false}
steps:
  - title: Reach
    say: Reach with your {side} arm.
    sides: [left, far right]
    vary: each-rep
    reps: 2
    hold: 5s
"""
PACED = """\
title: T
settings: {countdown: 0, change_over: 2s}
steps:
  - title: Lift
    sides: [left, right]
    vary: each-rep
    reps: 2
    each:
      - {phase: lift, for: 3s, say: Lift your leg., brief: Lift.}
      - {phase: lower, for: 3s}
"""


def work(text: str) -> Section:
    """The one section of work."""
    compiler = Compiler(settle(read(text)), KnownLengths())
    sections = [compiler.compile(part) for part in compiler.parts if part.kind == "work"]
    assert len(sections) == 1
    return sections[0]


def test_holds_alternate_with_words_and_time_to_change() -> None:
    """A side's name, quiet to get into position, the chimes; the first was said before."""
    section = work(HELD)
    assert section.side is None
    assert [(beat.rep, beat.side) for beat in section.beats] == [
        (1, "left"),
        (1, "far right"),
        (2, "left"),
        (2, "far right"),
    ]
    assert all(beat.frames == to_frames(5) for beat in section.beats)
    said = [cue.text for cue in section.cues if cue.kind == "speech"]
    assert said == ["Now the far right side.", "Now the left side.", "Now the far right side."]
    assert [cue.sound for cue in section.cues if cue.kind == "chime"] == [
        "start",
        *["change", "start"] * 3,
        "end",
    ]


def test_turns_are_equally_long_whatever_their_words() -> None:
    """The shorter name is followed by more silence."""
    starts = [beat.start for beat in work(HELD).beats]
    steps = {after - before for before, after in pairwise(starts)}
    assert len(steps) == 1


def test_paced_phases_name_their_side() -> None:
    """In their own words, or else before them; nothing breaks the pace."""
    section = work(PACED)
    said = [cue.text for cue in section.cues if cue.kind == "speech"]
    assert said == ["Left. Lift your leg.", "Right. Lift your leg.", "Left. Lift.", "Right. Lift."]
    starts = [beat.start for beat in section.beats]
    assert {after - before for before, after in pairwise(starts)} == {to_frames(3)}
    named = work(PACED.replace("Lift your leg., brief: Lift.", '"Lift the {side}."'))
    assert [cue.text for cue in named.cues if cue.kind == "speech"] == [
        "Lift the left.",
        "Lift the right.",
    ] * 2


def test_a_live_session_tells_the_side_of_the_moment() -> None:
    """While its clock runs, with the instruction for it."""
    led = Led(settle(read(HELD)))
    seen: list[str | None] = []
    while not led.course.transport.finished.is_set():
        now = led.run(0.1)
        if now.counting and (not seen or seen[-1] != now.side):
            seen.append(now.side)
            assert now.instruction == f"Reach with your {now.side} arm."
    assert seen == ["left", "far right", "left", "far right"]
    led.check_sound()


def test_going_back_begins_with_the_first_side() -> None:
    """As in any step."""
    led = Led(settle(read(HELD)))
    led.run_until(counting=True, side="far right", rep=2)
    led.do(Verb.BACK)
    now = led.run_until(counting=True)
    assert (now.step, now.side, now.rep) == (1, "left", 1)
