"""More and less time is taken and given to the frame, and no word of a session with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from audio.clip import to_frames
from guide.compiler import Compiler
from guide.routine import Settings
from guide.session import edits, holds
from guide.session.course import whole
from guide.session.route import Stop
from tests.guide.lengths import KnownLengths
from tests.guide.plans import phase, plan, step
from tests.guide.session.test_edits import SILENCE, frames, heard, tails

if TYPE_CHECKING:
    from guide.session.edits import Tail


@given(tails())
def test_more_time_is_as_much_as_it_says(tail: Tail) -> None:
    """Silence comes in, nothing goes; the hold that runs, or comes, has that much more to run."""
    new = holds.lengthened(tail, SILENCE)
    assert heard(new) == heard(tail)
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


def sounding(tail: Tail) -> int:
    """Frames of a tail that are not silence."""
    return sum(
        max(0, min(cue.end, window.last) - max(cue.start, window.first))
        for window in tail
        for cue in window.section.cues
        if cue.kind != "silence"
    )
