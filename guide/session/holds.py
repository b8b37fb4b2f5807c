"""More or less time for a hold: changes to what is still to be heard, as in ``edits``."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile, zip_longest
from typing import TYPE_CHECKING

from guide.compiling.compiler import BREATH
from guide.compiling.counting import COUNT
from guide.session import edits
from guide.session.tape import Window

if TYPE_CHECKING:
    from guide.compiling.timeline import Section
    from guide.session.edits import Tail
    from guide.session.tape import Role


def until_hold(tail: Tail) -> int | None:
    """Return the frames until the hold whose time can be changed; None if there is none.

    That is the one that runs, or else the next one of the same step; a rest after "it hurts" too.
    """
    if not tail or (beat := edits.beat_of(tail)):
        return 0 if tail and beat and beat.held else None
    frames = begins = 0  # time that was added before a hold belongs to it
    for window in tail:
        shown = window.shown
        if window.stop.part.number != tail[0].stop.part.number:
            break
        if shown.role == "hurt":
            return frames
        for beat in shown.section.beats if shown.role == "part" else ():
            if beat.held and shown.first <= beat.start < shown.last:
                return frames + beat.start - shown.first if beat.start > shown.first else begins
        frames += window.frames
        if window.role != "time":
            begins = frames
    return None


def lengthened(tail: Tail, silence: Section) -> Tail:
    """Add the time of ``silence`` to the hold that runs or comes, if there is one.

    It comes before the numbers that count its end; where some were said, the new end is counted.
    """
    if (until := until_hold(tail)) is None:
        return tail
    before, hold = edits.split(tail, until)
    words = edits.gap(hold) if edits.beat_of(hold) else _scope(hold)  # a rest has its words first
    here, rest = edits.split(hold, min(words, _scope(hold), _until_counted(hold)))
    if _is_counted(rest):
        return [*before, *here, *_counted_anew(rest, silence)]
    role: Role = "hurt" if hold[0].shown.role == "hurt" else "time"
    return [*before, *here, Window(silence, 0, silence.frames, role, hold[0].stop), *rest]


def shortened(tail: Tail, frames: int) -> Tail:
    """Take up to ``frames`` of silence from the hold that runs or comes, if there is one.

    A breath of it stays before words, and all of it where it is less than a second between them:
    that is the time between numbers that are counted.
    """
    if (until := until_hold(tail)) is None:
        return tail
    before, hold = edits.split(tail, until)
    here, rest = edits.split(hold, _scope(hold))
    kept: Tail = []
    for window in here:
        cues = window.section.cues
        for cue, following in zip_longest(cues, cues[1:]):
            first, last = max(cue.start, window.first), min(cue.end, window.last)
            if first >= last:
                continue
            if cue.kind == "silence" and cue.frames >= COUNT and window.over is None:
                breath = BREATH if following and following.kind == "speech" else 0
                gone = max(0, min(frames, last - first - breath))
                first, frames = first + gone, frames - gone
            if first < last:
                kept.append(window.after(first - window.first).before(last - first))
    return [*before, *edits.joined(kept), *rest]


def _until_counted(tail: Tail) -> int:
    """Return the frames until the end of the hold is counted; all, where that has begun."""
    beat, frames = edits.beat_of(tail), 0
    for window in tail if beat and beat.counted else ():
        assert beat
        shown, counted = window.shown, beat.end - beat.counted
        if shown.role == "part" and counted < shown.last:
            return frames + counted - shown.first if shown.first <= counted else _all(tail)
        frames += window.frames
    return _all(tail)


def _is_counted(tail: Tail) -> bool:
    """Whether ``tail`` begins amid the numbers that count the end of a hold."""
    beat = edits.beat_of(tail)
    return beat is not None and 0 < edits.time_left(tail) < beat.counted


def _counted_anew(tail: Tail, silence: Section) -> Tail:
    """Add the time of ``silence``, at least as long as they, and begin with the numbers again."""
    beat, first = edits.beat_of(tail), edits.shown_part(tail)
    assert beat
    assert first
    frames = edits.time_left(tail) + silence.frames - beat.counted
    quiet = Window(silence, 0, frames, "time", first.stop)
    numbers = replace(first, first=beat.end - beat.counted, last=beat.end)
    return [quiet, *edits.joined([numbers, *edits.split(tail, _scope(tail))[1]])]


def _all(tail: Tail) -> int:
    return sum(window.frames for window in tail)


def _scope(tail: Tail) -> int:
    """Return the frames until the end of the clock that runs, or else of the section or rest."""
    first = next((window.shown for window in tail if window.shown.role in ("part", "hurt")), None)
    if first is None:
        return _all(tail)
    if first.role == "hurt":
        rest = takewhile(lambda window: window.stop is first.stop, tail)
        return sum(window.frames for window in rest)
    beat = edits.beat_at(first.section, first.first)
    end = beat.end if beat else first.section.frames
    frames = 0
    for window in tail:
        shown = window.shown
        if shown.section is first.section:
            if shown.last >= end:
                return frames + end - shown.first
        elif shown.role in ("part", "ready", "alarm"):
            break
        frames += window.frames
    return frames
