"""Changes to what is still to come: time is taken and given to the frame, words are kept whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from audio.clip import to_frames
from guide.compiling.compiler import Compiler
from guide.language.words import ENGLISH
from guide.session import edits
from guide.session.asides import Asides
from guide.session.course import whole
from guide.session.route import Stop
from tests.guide.lengths import KnownLengths
from tests.guide.plans import plans

if TYPE_CHECKING:
    from guide.fitting.plan import Plan
    from guide.session.edits import Tail
    from guide.session.tape import Window

ASIDES = Asides(KnownLengths(), ENGLISH)
WORDS = ASIDES.say("Ten seconds more.")
OTHER_WORDS = ASIDES.say("Take your time.")
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
def test_words_are_heard_soon_and_take_no_time(tail: Tail) -> None:
    """Said over a silence the length is the same; else only the words come in, and a phase again.

    They begin where nothing else is said or chimed, unless that goes on for long.
    """
    new = edits.said(tail, WORDS)
    at = edits.common(tail, new)
    before, after = edits.split(new, at)
    assert after[0].section is WORDS
    assert frames(before) <= min(edits.SOON, frames(tail))
    rest = edits.split(tail, at)[1]
    if edits.gap(tail) > edits.SOON:
        assert not before
        assert after[1:] == edits.rewound(tail)
    elif rest:
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


@given(tails(), st.booleans())
def test_words_that_none_was_heard_of_give_way_to_others(tail: Tail, heard_some: bool) -> None:
    """Two answers never follow each other, and what the first one covered is there again."""
    first = edits.said(tail, WORDS)
    until = edits.common(tail, first)
    first = edits.split(first, until // 2 if heard_some else 0)[1]
    new = edits.said(edits.uncovered(first), OTHER_WORDS)
    assert [w for w in new if w.section is WORDS] == []
    assert len([w for w in new if w.section is OTHER_WORDS]) == 1


@given(tails())
def test_after_the_words_of_a_section_none_of_them_comes(tail: Tail) -> None:
    """What is left of it is silence and chimes; the sections after it are whole."""
    section = tail[0].section
    new = edits.after_words(tail)
    here = [window for window in new if window.section is section]
    cues = [cue for window in here for cue in section.cues if cue.end > window.first]
    assert all(cue.kind != "speech" for cue in cues)
    assert new[len(here) :] == [window for window in tail if window.section is not section]


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
