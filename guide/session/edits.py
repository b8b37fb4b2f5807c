"""Changes to what is still to be heard: a row of windows becomes another one. All are pure.

A ``Tail`` is what follows on the tape from some frame on; its first window may be the rest of one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from audio.clip import to_frames
from guide.session.tape import Window

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guide.compiling.timeline import Beat, Cue, Section
    from guide.session.tape import Role

Tail: TypeAlias = "list[Window]"

SOON = to_frames(3)
"""Words that are wanted wait so long for others to end; longer ones are said again after them."""
AFTER_WORDS = to_frames(0.3)
"""Silence that has to be left of a gap when words were laid into it."""


def common(old: Tail, new: Tail) -> int:
    """Return how many frames ``old`` and ``new`` begin with alike."""
    frames = 0
    for one, other in zip(old, new, strict=False):
        shorter = min(one.frames, other.frames)
        if one.before(shorter) != other.before(shorter):
            return frames
        frames += shorter
        if one.frames != other.frames:
            return frames
    return frames


def split(tail: Tail, frames: int) -> tuple[Tail, Tail]:
    """Return the first ``frames`` of ``tail``, and the rest."""
    for index, window in enumerate(tail):
        if frames < window.frames:
            if frames == 0:
                return tail[:index], tail[index:]
            return (
                [*tail[:index], window.before(frames)],
                [window.after(frames), *tail[index + 1 :]],
            )
        frames -= window.frames
    return tail, []


def beat_at(section: Section, frame: int) -> Beat | None:
    """Return the clock that runs at ``frame`` of ``section``, if any does."""
    index = bisect_right(section.beats, frame, key=lambda beat: beat.start) - 1
    return section.beats[index] if index >= 0 and frame < section.beats[index].end else None


def cue_at(section: Section, frame: int) -> Cue:
    """Return what is heard at ``frame`` of ``section``."""
    return section.cues[bisect_right(section.cues, frame, key=lambda cue: cue.start) - 1]


def cues_of(window: Window) -> tuple[Cue, ...]:
    """Return what is heard in ``window``, in order; of the first and the last it may be a part."""
    cues = window.section.cues
    first = bisect_right(cues, window.first, key=lambda cue: cue.start) - 1
    return cues[first : bisect_left(cues, window.last, key=lambda cue: cue.start)]


def uncovered(tail: Tail) -> Tail:
    """Break off words beside the routine that ``tail`` begins with; what they covered returns."""
    while tail and tail[0].role == "aside":
        tail = tail[1:]
    if tail and (over := tail[0].over):
        return [*joined([over, *tail[1:2]]), *tail[2:]]
    return tail


def rewound(tail: Tail) -> Tail:
    """Let ``tail`` begin where a person finds back in.

    That is with the first word of what was broken off, or the first beat of a paced phase. Inside
    of a hold's silence it is the frame itself: a pause takes nothing from it, and adds nothing.
    """
    if not tail or tail[0].role in ("aside", "time"):
        return tail
    section, first = tail[0].section, tail[0].first
    beat, cue = beat_at(section, first), cue_at(section, first)
    if beat and not beat.held:
        first = beat.start
    elif cue.kind in ("speech", "chime"):
        first = cue.start
    return [replace(tail[0], first=first), *tail[1:]]


def gap(tail: Tail) -> int:
    """Return the frames until words can be said without breaking off others.

    That is at silence or, behind the first window, at words of which none was heard yet.
    """
    frames = 0
    for index, window in enumerate(tail):
        if index and (window.role == "aside" or window.over):
            return frames
        for cue in window.section.cues:
            start = max(cue.start, window.first)
            if start < min(cue.end, window.last) and cue.kind in ("silence", "tone"):
                return frames + start - window.first
        frames += window.frames
    return frames


def said(tail: Tail, words: Section) -> Tail:
    """Say ``words`` in the next gap of ``tail``: over its silence if that is long enough.

    Elsewhere the clocks stand still while they are said. They take the place of others beside the
    routine that were to be said there. If the gap is far, what is being said is broken off and
    said again afterwards. Where nothing comes, nothing is said.
    """
    if not tail:
        return []
    if gap(tail) > SOON:
        return [Window(words, 0, words.frames, "aside", tail[0].stop), *rewound(tail)]
    before, rest = split(tail, gap(tail))
    rest = uncovered(rest)
    if not rest:
        return [*before, Window(words, 0, words.frames, "aside", tail[-1].stop)]
    first = rest[0]
    cue = cue_at(first.section, first.first)
    room = min(cue.end, first.last) - first.first
    if cue.kind == "silence" and room >= words.frames + AFTER_WORDS:
        over = first.before(words.frames)
        covering = Window(words, 0, words.frames, "time", first.stop, over)
        return [*before, covering, first.after(words.frames), *rest[1:]]
    return [*before, Window(words, 0, words.frames, "aside", first.stop), *rewound(rest)]


def paused(tail: Tail) -> Tail:
    """Return the pause that ``tail`` begins with, if it does."""
    return [window for window in waiting(tail)[0] if window.shown.role == "pause"]


def unpaused(tail: Tail) -> Tail:
    """Return ``tail`` without the pause that it begins with."""
    return tail[len(paused(tail)) :]


def from_its_start(tail: Tail) -> Tail:
    """Let the section that ``tail`` begins in begin again."""
    return [replace(tail[0].shown, first=0), *tail[1:]] if tail else []


def after_words(tail: Tail) -> Tail:
    """Let ``tail`` begin after the last words of the section that it begins in."""
    section = tail[0].shown.section
    over = max((cue.end for cue in section.cues if cue.kind == "speech"), default=0)
    for index, window in enumerate(tail):
        shown = window.shown
        if shown.section is not section or shown.last > over:
            ahead = max(0, over - shown.first) if shown.section is section else 0
            return [window.after(ahead), *tail[index + 1 :]]
    return []


def from_frame(windows: Tail, inside: int) -> Tail:
    """Return what is left of a section's windows from frame ``inside`` of the section on."""
    left: Tail = []
    for window in windows:
        if window.role != "part":
            left += [window] * bool(left)
        elif window.last > inside:
            left.append(replace(window, first=max(window.first, inside)))
    return left


def waiting(tail: Tail) -> tuple[Tail, Tail]:
    """Return what ``tail`` begins with while the session waits for the person, and the rest."""
    index = 0
    while index < len(tail) and tail[index].shown.role in ("pause", "ready", "alarm"):
        index += 1
    return tail[:index], tail[index:]


def role_of(tail: Tail) -> Role:
    """Return what ``tail`` begins with is for; words said in a wait or a rest belong to it."""
    role = tail[0].shown.role
    if role == "aside":
        later = next((window.role for window in tail if window.role != "aside"), role)
        return later if later in ("pause", "ready", "alarm", "hurt") else role
    return role


def beat_of(tail: Tail) -> Beat | None:
    """Return the clock that runs, or stands still, where ``tail`` begins."""
    part = shown_part(tail)
    return beat_at(part.section, part.first) if part else None


def shown_part(tail: Tail) -> Window | None:
    """Return the first window of the routine in ``tail``, covered or not."""
    return next((window.shown for window in tail if window.shown.role == "part"), None)


def time_added(heard: Iterable[Window], tail: Tail) -> int:
    """Return how much of the time that was added to the clock of ``tail`` is over, in frames.

    Numbers that were counted, and are counted again before a new end, count as added.

    Args:
        heard: the windows before ``tail``, the last first.
        tail: as always.
    """
    beat, part, added = beat_of(tail), shown_part(tail), 0
    if not beat or not part:
        return 0
    following = part.first
    for window in heard:
        shown = window.shown
        if window.stop is not tail[0].stop:
            break
        if shown.role == "part":
            if following == beat.end - beat.counted:
                added += max(0, shown.last - following)
            if shown.first <= beat.start:
                break
            following = shown.first
        added += window.frames * (shown.role == "time")
    return added


def time_left(tail: Tail) -> int:
    """Return what is left of that clock, in frames, with what was added; 0 if there is none."""
    beat, left = beat_of(tail), 0
    for window in tail if beat else ():
        shown = window.shown
        if shown.role == "part":
            assert beat
            left += max(0, min(shown.last, beat.end) - shown.first)
            if shown.last >= beat.end:
                break
        elif window.role == "time":
            left += window.frames
    return left


def joined(tail: Tail) -> Tail:
    """Put neighbours together that follow each other in their section."""
    whole: Tail = []
    for window in tail:
        last = whole[-1] if whole else None
        if (
            last
            and last.last == window.first
            and replace(last, first=window.first, last=window.last, over=window.over) == window
            and last.over is None is window.over
        ):
            whole[-1] = replace(last, last=window.last)
        else:
            whole.append(window)
    return whole
