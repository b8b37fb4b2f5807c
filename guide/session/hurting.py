"""When it hurts: the move stops, one is led out of it and rests, and it is kept in mind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio.clip import to_frames
from guide.session.course import whole

if TYPE_CHECKING:
    from guide.compiling.timeline import Section
    from guide.session.aloud import Aloud
    from guide.session.asides import Asides
    from guide.session.course import Course
    from guide.session.route import Stop

UNTIL_WORDS = to_frames(30)
"""Silence that the voice has for finding its words, at most."""


class Hurting:
    """Leads out of a move that hurts, and to an easier form of it."""

    def __init__(self, course: Course, asides: Asides, aloud: Aloud) -> None:
        """Change ``course``, in the words of ``asides``; ``aloud`` knows where it is."""
        self._course = course
        self._asides = asides
        self._aloud = aloud

    def stop(self) -> bool:
        """Stop the move and rest; return False, and do nothing, where no move is being done.

        Wherever the move comes again it is left out.
        """
        stop = self._aloud.stop(self._aloud.rest())
        step, number = stop.part.step, stop.part.number
        if step is None or step.rest or stop.left_out:
            return False
        self._lay(stop, self._asides.silence(UNTIL_WORDS))  # at once; words may take a moment
        self._course.record.note("hurt", number)
        self._course.leave_out(number, after=number)
        self.lead_out(stop)
        return True

    def lead_out(self, stop: Stop) -> None:
        """Say how to come out of the move of ``stop``, and what is on offer; then one rests."""
        self._lay(stop, self._asides.hurt(stop.part, self.then(stop)))

    def then(self, stop: Stop) -> str:
        """Return in words what comes after the rest."""
        route, number = self._course.route, stop.part.number
        return self._asides.words.follows(route.following(number), number == route.steps)

    def easier(self) -> bool:
        """Do an easier form of the step instead; return False where it has none."""
        part, route = self._aloud.stop(self._aloud.rest()).part, self._course.route
        if part.step is None or part.step.easier is None:
            return False
        with self._course.lock:
            route.exchange(part.number, part.step.easier)
            self._course.go_to(route.first_of(part.number))
        return True

    def _lay(self, stop: Stop, section: Section) -> None:
        rest = whole(section, "hurt", stop)
        following = self._course.route.first_of(stop.part.number + 1)
        self._course.splice(lambda _: [rest], laid=following)
