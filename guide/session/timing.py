"""Time: more of it, less of it, and how much is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio.clip import to_frames, to_seconds
from guide.session import edits, holds
from guide.session.moment import rest_left

if TYPE_CHECKING:
    from collections.abc import Callable

    from guide.session.aloud import Aloud
    from guide.session.asides import Asides
    from guide.session.course import Course
    from guide.session.edits import Tail
    from guide.session.hurting import Hurting

STEP_OF_TIME = to_frames(10)
"""What ``more`` adds and ``less`` takes away."""


class Timing:
    """Changes the hold that counts, or that comes, and tells what is left."""

    def __init__(self, course: Course, asides: Asides, aloud: Aloud, hurting: Hurting) -> None:
        """Change ``course``; ``hurting`` knows what comes after a rest."""
        self._course = course
        self._asides = asides
        self._words = asides.words
        self._aloud = aloud
        self._hurting = hurting

    def more(self) -> None:
        """Make the hold longer."""
        silence = self._asides.silence(STEP_OF_TIME)
        self._change(self._words.more, lambda tail: holds.lengthened(tail, silence))

    def less(self) -> None:
        """Make the hold shorter."""
        self._change(self._words.less, lambda tail: holds.shortened(tail, STEP_OF_TIME))

    def _change(self, text: str, change: Callable[[Tail], Tail]) -> None:
        tail = self._aloud.rest()
        beat = edits.beat_of(tail)
        if not tail or self._aloud.state(tail) == "ready":
            self._aloud.say(self._words.ready)
        elif holds.until_hold(tail) is None:
            step = self._aloud.stop(tail).part.step
            paced = step and not any(phase.held for phase in step.phases)
            self._aloud.say(self._words.own_pace if beat or paced else self._words.no_hold)
        else:
            self._aloud.say(text, change)

    def how_long(self) -> None:
        """Tell what is left of the session, and of what is being done."""
        left = self._course.now().session_left
        session = [] if left is None else [self._words.session_left(to_seconds(left))]
        self._aloud.say(" ".join([*session, self._here()]))

    def _here(self) -> str:
        tail = self._aloud.rest()
        stop = self._aloud.stop(tail)
        if self._aloud.state(tail) == "hurt":
            return self._words.rest_left(to_seconds(rest_left(tail)), self._hurting.then(stop))
        part, steps = stop.part, self._course.route.steps
        return self._words.step_left(part.title, part.number, steps, self._aloud.left_s(tail))
