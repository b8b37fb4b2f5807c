"""Changes to what is still to come: time is taken and given to the frame, words are kept whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from audio.clip import to_frames
from guide.compiler import Compiler
from guide.session import edits
from guide.session.asides import Asides
from guide.session.course import whole
from guide.session.route import Stop
from tests.guide.lengths import KnownLengths
from tests.guide.plans import plans

if TYPE_CHECKING:
    from guide.plan import Plan
    from guide.session.edits import Tail
    from guide.session.tape import Window

ASIDES = Asides(KnownLengths())
WORDS = ASIDES.say("Ten seconds more.")
SILENCE = ASIDES.silence(to_frames(10))


@st.composite
def tails(draw: st.DrawFn) -> Tail:
    """The rest of any session, from any of its frames on."""
    plan: Plan = draw(plans)
    compiler = Compiler(plan, KnownLengths())
    windows = []
    for part in compiler.parts:
        section = compiler.compile(part)
        windows.append(whole(section, "part", Stop(part)))
    length = sum(window.frames for window in windows)
    return edits.split(windows, draw(st.integers(0, length - 1)))[1]


def frames(tail: Tail) -> int:
    return sum(window.frames for window in tail)


def heard(tail: Tail) -> list[tuple[int, int, int]]:
    """Every stretch of the routine that is heard or covered, with neighbours joined."""
    stretches: list[tuple[int, int, int]] = []
    for window in (window.shown for window in tail):
        if window.role == "part":
            last = stretches[-1] if stretches else None
            if last and last[0] == id(window.section) and last[2] == window.first:
                stretches[-1] = (last[0], last[1], window.last)
            else:
                stretches.append((id(window.section), window.first, window.last))
    return stretches


@given(tails(), st.data())
def test_what_is_split_is_whole_together(tail: Tail, data: st.DataObject) -> None:
    """At any frame: the two parts are as long as they should be, and nothing is between them."""
    at = data.draw(st.integers(0, frames(tail)))
    before, after = edits.split(tail, at)
    assert frames(before) == at
    assert heard([*before, *after]) == heard(tail)


@given(tails(), st.data())
def test_a_change_begins_where_two_tails_differ(tail: Tail, data: st.DataObject) -> None:
    """What was put in after some frames is found there, and nowhere earlier."""
    at = data.draw(st.integers(0, frames(tail) - 1))
    before, after = edits.split(tail, at)
    aside = whole(WORDS, "aside", tail[0].stop)
    assert edits.common(tail, [*before, aside, *after]) == at
    assert edits.common(tail, tail) == frames(tail)


@given(tails())
def test_words_break_no_others_off_and_take_no_time(tail: Tail) -> None:
    """Said over a silence the length is the same; else only the words come in, and a phase again.

    They begin where nothing else is said or chimed.
    """
    new = edits.said(tail, WORDS)
    at = edits.common(tail, new)
    before, after = edits.split(new, at)
    assert after[0].section is WORDS
    assert frames(before) <= frames(tail)
    rest = edits.split(tail, at)[1]
    if rest:
        cue = edits.cue_at(rest[0].section, rest[0].first)
        assert cue.kind in ("silence", "tone")
    if after[0].role == "time":
        assert frames(new) == frames(tail)
        assert heard(new) == heard(tail)
    else:
        assert frames(new) >= frames(tail) + WORDS.frames


@given(tails())
def test_words_broken_off_leave_the_time_that_they_covered(tail: Tail) -> None:
    """Half said, then taken back: the hold has neither more frames nor fewer."""
    tail = [whole(SILENCE, "time", tail[0].stop), *tail]
    new = edits.said(tail, WORDS)
    assert new[0].section is WORDS
    at = edits.common(tail, new) + WORDS.frames // 2
    before, after = edits.split(new, at)
    again = edits.uncovered(after)
    assert frames(before) + frames(again) == frames(tail)
    assert heard([*before, *again]) == heard(tail)


@given(tails())
def test_more_time_is_as_much_as_it_says(tail: Tail) -> None:
    """Silence comes in, nothing goes; the hold that runs, or comes, has that much more to run."""
    new = edits.lengthened(tail, SILENCE)
    assert heard(new) == heard(tail)
    if (until := edits.until_hold(tail)) is None:
        assert new == tail
        return
    assert frames(new) == frames(tail) + SILENCE.frames
    hold, longer = (edits.split(each, until)[1] for each in (tail, new))
    assert edits.time_left(longer) == edits.time_left(hold) + SILENCE.frames > SILENCE.frames


@given(tails(), st.integers(1, to_frames(40)))
def test_less_time_takes_silence_and_nothing_else(tail: Tail, less: int) -> None:
    """At most as much as was asked for, from the hold that runs or comes, and no word of it."""
    new = edits.shortened(tail, less)
    gone = frames(tail) - frames(new)
    assert 0 <= gone <= less
    assert sounding(new) == sounding(tail)
    if (until := edits.until_hold(tail)) is None:
        assert not gone
        return
    hold, shorter = (edits.split(each, until)[1] for each in (tail, new))
    assert edits.time_left(hold) - edits.time_left(shorter) == gone


@given(tails())
def test_time_that_was_given_can_be_taken_back_whole(tail: Tail) -> None:
    """More and then less is as long as before; where there is no hold, so is each of them."""
    longer = edits.lengthened(tail, SILENCE)
    assert edits.until_hold(longer) == edits.until_hold(tail)
    assert frames(edits.shortened(longer, SILENCE.frames)) == frames(tail)


@given(tails())
def test_after_the_words_of_a_section_none_of_them_comes(tail: Tail) -> None:
    """What is left of it is silence and chimes; the sections after it are whole."""
    section = tail[0].section
    new = edits.after_words(tail)
    here = [window for window in new if window.section is section]
    cues = [cue for window in here for cue in section.cues if cue.end > window.first]
    assert all(cue.kind != "speech" for cue in cues)
    assert new[len(here) :] == [window for window in tail if window.section is not section]


def sounding(tail: Tail) -> int:
    """Frames of a tail that are not silence."""
    return sum(
        max(0, min(cue.end, window.last) - max(cue.start, window.first))
        for window in tail
        for cue in window.section.cues
        if cue.kind != "silence"
    )


@given(tails())
def test_a_pause_gives_back_all_that_was_to_come(tail: Tail) -> None:
    """What was broken off is heard from its beginning; a hold's silence goes on where it was."""
    new = edits.rewound(tail)
    first, was = new[0], tail[0]
    assert first.first <= was.first
    assert new[1:] == tail[1:]
    cue = edits.cue_at(was.section, was.first)
    beat = edits.beat_at(was.section, was.first)
    if cue.kind == "silence" and not (beat and not beat.held):
        assert first == was


def waits(role: str, window: Window) -> Window:
    return whole(ASIDES.ready, role, window.stop, endless=True)  # type: ignore[arg-type]


@given(tails())
def test_what_waits_for_the_person_comes_before_the_rest(tail: Tail) -> None:
    """It is told apart from what follows it."""
    ready = waits("ready", tail[0])
    assert edits.waiting([ready, *tail]) == ([ready], tail)
    assert edits.waiting(tail) == ([], tail)
