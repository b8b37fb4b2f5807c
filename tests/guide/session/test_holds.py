"""More and less time is taken and given to the frame, and no word of a session with it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.clip import to_frames
from guide.compiling.compiler import Compiler
from guide.format.routine import Settings
from guide.language.words import words_of
from guide.session import edits, holds
from guide.session.commands import Verb
from guide.session.course import whole
from guide.session.route import Stop
from tests.guide.lengths import KnownLengths
from tests.guide.plans import phase, plan, step
from tests.guide.session.led import Led
from tests.guide.session.test_edits import SILENCE, frames, heard, tails

if TYPE_CHECKING:
    from guide.session.edits import Tail

ENGLISH = words_of("en")


@given(tails())
def test_more_time_is_as_much_as_it_says(tail: Tail) -> None:
    """Silence comes in, nothing goes; the hold that runs, or comes, has that much more to run.

    Only the numbers at the end of one are begun again, if some of them were said.
    """
    new = holds.lengthened(tail, SILENCE)
    counting = (beat := edits.beat_of(tail)) and edits.time_left(tail) < beat.counted
    assert counting or heard(new) == heard(tail)
    if (until := holds.until_hold(tail)) is None:
        assert new == tail
        return
    assert frames(new) == frames(tail) + SILENCE.frames
    hold, longer = (edits.split(each, until)[1] for each in (tail, new))
    assert edits.time_left(longer) == edits.time_left(hold) + SILENCE.frames > SILENCE.frames


@given(tails(), st.integers(1, to_frames(40)))
def test_less_time_takes_silence_and_nothing_else(tail: Tail, less: int) -> None:
    """At most as much as was asked for, from the hold that runs or comes, and no word of it."""
    new = holds.shortened(tail, less)
    gone = frames(tail) - frames(new)
    assert 0 <= gone <= less
    assert sounding(new) == sounding(tail)
    if (until := holds.until_hold(tail)) is None:
        assert not gone
        return
    hold, shorter = (edits.split(each, until)[1] for each in (tail, new))
    assert edits.time_left(hold) - edits.time_left(shorter) == gone


@given(tails())
def test_time_that_was_given_can_be_taken_back_whole(tail: Tail) -> None:
    """More and then less is as long as before; where there is no hold, so is each of them."""
    longer = holds.lengthened(tail, SILENCE)
    assert holds.until_hold(longer) == holds.until_hold(tail)
    assert frames(holds.shortened(longer, SILENCE.frames)) == frames(tail)


def test_less_time_leaves_numbers_on_their_seconds() -> None:
    """Of a hold whose end is counted only the quiet before that goes."""
    settings = Settings(countdown=3, change_over_s=0.0, halfway=False, count_out=5)
    compiler = Compiler(plan(step(phase(12.0)), settings=settings), KnownLengths())
    part = next(part for part in compiler.parts if part.kind == "work")
    shorter = holds.shortened([whole(compiler.compile(part), "part", Stop(part))], to_frames(10))
    at, starts = 0, []
    for window in shorter:
        cues = [cue for cue in window.section.cues if window.first <= cue.start < window.last]
        starts += [at + cue.start - window.first for cue in cues if cue.text]
        at += window.frames
    first = to_frames(4.5)  # after the countdown, the chime and a breath
    assert starts == [to_frames(s) for s in (0, 1, 2)] + [first + to_frames(s) for s in range(5)]


@pytest.mark.parametrize("numbers", [5, 10])
@pytest.mark.parametrize("left_s", [11.0, 10.0, 9.0, 8.0, 5.2, 5.0, 4.8, 4.1, 3.0, 2.0, 1.0, 0.9])
def test_more_time_amid_the_count_counts_the_new_end(numbers: int, left_s: float) -> None:
    """Every number once, one a second, before the new end; those that were said are begun again."""
    settings = Settings(countdown=0, change_over_s=0.0, halfway=False, count_out=numbers)
    led = Led(plan(step(phase(25.0)), settings=settings))
    led.run_until(counting=True)
    led.run(25.0 - left_s - led.now.phase_frames / 48_000 + led.now.phase_left / 48_000)
    begun = led.transport.position
    led.do(Verb.MORE)
    led.run_to_the_end()
    at, spoken = 0, []
    for window in led.windows:
        for cue in window.section.cues:
            start, end = max(cue.start, window.first), min(cue.end, window.last)
            if start < end and cue.text:
                assert (start, end) == (cue.start, cue.end), "a word is cut"
                spoken.append((at + start - window.first, cue.text))
        at += window.frames
    chimes = sum(led.sounds.of_chime(name) for name in ("start", "end"))
    work = [w for w in led.windows if w.stop.part.kind == "work"]
    assert sum(w.frames for w in work if w.role != "aside") == to_frames(35) + chimes
    more = next(i for i, (_, text) in enumerate(spoken) if text == ENGLISH.more)
    assert spoken[more][0] - begun < to_frames(2)
    counted = spoken[more + 1 : more + 1 + numbers]
    assert [text for _, text in counted] == [ENGLISH.count(n) for n in range(numbers, 0, -1)]
    assert {after - before for (before, _), (after, _) in pairwise(counted)} == {to_frames(1)}
    led.check_sound()


@pytest.mark.parametrize("left_s", [9.0, 4.5, 3.0, 1.2])
def test_more_time_amid_the_count_is_all_of_it_shown(left_s: float) -> None:
    """The whole is what was heard and what is left, the numbers that were said before included."""
    settings = Settings(countdown=0, change_over_s=0.0, halfway=False, count_out=5)
    led = Led(plan(step(phase(25.0)), settings=settings))
    led.run_until(counting=True)
    led.run(25.0 - left_s - led.now.phase_frames / 48_000 + led.now.phase_left / 48_000)
    led.do(Verb.MORE)
    led.run(2.5)
    shown = []
    while led.now.counting and led.now.phase_left > to_frames(0.1):
        shown.append(led.now.phase_frames)
        led.run(0.5)
    assert len(shown) > 10
    assert {*shown} == {to_frames(35)}


def sounding(tail: Tail) -> int:
    """Frames of a tail that are not silence."""
    return sum(
        max(0, min(cue.end, window.last) - max(cue.start, window.first))
        for window in tail
        for cue in window.section.cues
        if cue.kind != "silence"
    )
