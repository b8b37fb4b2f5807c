"""Words said beside the routine: where they fit, or at once; and what comes after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio.clip import to_seconds
from guide.language.words import roughly
from guide.session import edits
from guide.session.course import whole
from guide.session.moment import step_left

if TYPE_CHECKING:
    from collections.abc import Callable

    from guide.session.asides import Asides
    from guide.session.course import Course
    from guide.session.edits import Tail
    from guide.session.route import Stop


class Aloud:
    """Says things on a course. Words are spoken first, which may take a moment, and then laid."""

    def __init__(self, course: Course, asides: Asides) -> None:
        """Say what ``asides`` speaks."""
        self._course = course
        self._asides = asides
        self._words = asides.words

    def say(self, text: str, change: Callable[[Tail], Tail] = list) -> int:
        """Change what comes, and say ``text`` soon; return the frame of the tape where that ends.

        It is said in the next gap; a long sentence is broken off for it, and said again.
        """
        said = self._asides.say(text)

        def changed(tail: Tail) -> Tail:
            waits, rest = edits.waiting(edits.uncovered(tail))
            counted = edits.beat_of(rest)
            rest = change(rest)
            if counted and not edits.time_left(rest):
                return [*waits, *rest]  # the hold is over, and its chime says so
            return edits.said([*waits, *rest], said)

        return self._course.splice(changed) + said.frames

    def mention(self, text: str) -> None:
        """Say ``text`` unless a sentence would be broken off for it."""
        if edits.gap(edits.uncovered(self._course.coming())) <= edits.SOON:
            self.say(text)

    def first(self, text: str, counts: int, edit: Callable[[Tail], Tail] = list) -> None:
        """Say ``text`` at once and leave a pause; then comes the rest, as ``edit`` makes it.

        ``counts`` numbers are counted where the clock of a phase runs on after them.
        """
        counts *= edits.beat_of(edit(self.rest())) is not None
        said = self._asides.say(text, counts=counts)

        def first(tail: Tail) -> Tail:
            rest = edit(edits.unpaused(edits.uncovered(tail)))
            return [whole(said, "aside", self.stop(rest)), *rest]

        self._course.splice(first)

    def rest(self) -> Tail:
        """Return what comes, without a pause or words beside the route."""
        return edits.unpaused(edits.uncovered(self._course.coming()))

    def stop(self, tail: Tail) -> Stop:
        """Return where ``tail`` begins; where nothing is known to come, what is waited for."""
        stops = self._course.route.stops
        return tail[0].stop if tail else stops[min(self._course.laid, len(stops) - 1)]

    def where(self, tail: Tail) -> str:
        """Return in words where ``tail`` begins."""
        if self.state(tail) == "hurt":
            return self._words.resting
        return self._words.resuming(self.stop(tail).part.title, self.left_s(tail))

    def left_s(self, tail: Tail) -> float:
        """Return the seconds that are left of the hold where ``tail`` begins; 0 if no clock runs.

        A move with a pace of its own counts as a whole: nobody asks how long a breath is still.
        """
        beat = None if self.state(tail) == "ready" else edits.beat_of(tail)
        if beat and not beat.held:
            number = self.stop(tail).part.number
            left = step_left(self._course.route, self._course.laid, tail, number)
            return roughly(to_seconds(left))
        return to_seconds(edits.time_left(tail)) if beat else 0.0

    def paused(self) -> bool:
        """Return whether the session is paused."""
        return self.state(self._course.coming()) == "pause"

    def state(self, tail: Tail) -> str:
        """Return the role of what ``tail`` begins with."""
        return tail[0].shown.role if tail else "part"
