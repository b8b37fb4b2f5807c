"""The stops that a session makes: the parts of its plan, each with its section once compiled."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from guide.outline import outline_of_step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guide.outline import Part
    from guide.plan import PlanStep
    from guide.timeline import Section


class Stop:
    """One part of the session.

    Attributes:
        part: what it is.
        section: what it sounds like, or None until it is compiled.
        left_out: a move that hurt before, which is not done unless wanted.
    """

    __slots__ = ("left_out", "part", "section")

    def __init__(self, part: Part) -> None:
        """Begin uncompiled."""
        self.part = part
        self.section: Section | None = None
        self.left_out = False


class Route:
    """All stops, in order. Not safe for several threads; sections may be filled in by another."""

    def __init__(self, parts: tuple[Part, ...]) -> None:
        """Stop at every one of ``parts``."""
        self.stops = [Stop(part) for part in parts]
        self.titles = {
            stop.part.number: stop.part.title for stop in self.stops if stop.part.step is not None
        }
        self._starts: list[int] = []

    def __len__(self) -> int:
        return len(self.stops)

    @property
    def steps(self) -> int:
        """How many steps there are."""
        return len(self.titles)

    def first_of(self, number: int) -> int:
        """Return the first stop of step ``number``, or of what follows it."""
        return next(
            (i for i, stop in enumerate(self.stops) if stop.part.number >= number),
            len(self.stops) - 1,
        )

    def of_step(self, number: int) -> Iterator[Stop]:
        """Yield the stops of a step."""
        return (stop for stop in self.stops if stop.part.number == number)

    def starts(self) -> list[int] | None:
        """Return where each stop begins in the session as planned, in frames, and where it ends.

        None until all are compiled.
        """
        if not self._starts:
            frames = [stop.section.frames for stop in self.stops if stop.section]
            if len(frames) < len(self.stops):
                return None
            self._starts = list(accumulate(frames, initial=0))
        return self._starts

    def leave_out(self, title: str, after: int) -> None:
        """Leave out the moves called ``title`` that come after step ``after``."""
        for stop in self.stops:
            step = stop.part.step
            if stop.part.number > after and step and not step.rest and stop.part.title == title:
                stop.left_out = True

    def keep(self, number: int) -> None:
        """Do step ``number`` all the same."""
        for stop in self.of_step(number):
            stop.left_out = False

    def exchange(self, number: int, step: PlanStep) -> None:
        """Do ``step`` in place of step ``number``."""
        old = list(self.of_step(number))
        first = self.stops.index(old[0])
        new = outline_of_step(step, number, old[0].part.next_title)
        self.stops[first : first + len(old)] = [Stop(part) for part in new]
        self._starts = []
