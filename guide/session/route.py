"""The stops that a session makes: the parts of its plan, each with its section once compiled."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate, zip_longest
from typing import TYPE_CHECKING

from guide.compiling.outline import outline_of_step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from guide.compiling.outline import Part
    from guide.compiling.timeline import Section
    from guide.fitting.plan import PlanStep


class Stop:
    """One part of the session.

    Attributes:
        part: what it is.
        move: what its move is known by, the same for an easier form of it; None for no move.
        index: its place on the route, from 0.
        section: what it sounds like, or None until it is compiled.
        left_out: what is said in place of a move that hurt before, or None where it is done.
    """

    __slots__ = ("index", "left_out", "move", "part", "section")

    def __init__(self, part: Part, move: str | None = None) -> None:
        """Begin uncompiled; ``move`` is the move that ``part`` is a form of, if not its own."""
        self.part = part
        self.move = move or (part.step.move if part.step else None)
        self.index = 0
        self.section: Section | None = None
        self.left_out: Section | None = None

    @property
    def instead(self) -> int:
        """The frames of what is said in its place: at the beginning of a move, and only there."""
        return self.left_out.frames if self.left_out and self.part.kind == "instruction" else 0


class Route:
    """All stops, in order. Not safe for several threads; sections may be filled in by another.

    What is asked several times a second takes no longer for a long routine, once it is compiled.
    """

    def __init__(self, parts: tuple[Part, ...]) -> None:
        """Stop at every one of ``parts``."""
        self.parts = parts
        """As they were planned; a step may have been exchanged since."""
        self.stops = [Stop(part) for part in parts]
        self._starts: list[int] = []
        self._left_out: list[Stop] = []
        self._count()

    def __len__(self) -> int:
        return len(self.stops)

    @property
    def titles(self) -> dict[int, str]:
        """The titles of the steps by their numbers, from 1."""
        return {part.number: part.title for part in self.parts if part.step is not None}

    @property
    def steps(self) -> int:
        """How many steps there are."""
        return self.parts[-1].number - 1

    def first_of(self, number: int) -> int:
        """Return the first stop of step ``number``, or of what follows it; the last at most."""
        return min(self._bisect(number), len(self.stops) - 1)

    def of_step(self, number: int) -> list[Stop]:
        """Return the stops of a step."""
        return self.stops[self._bisect(number) : self._bisect(number + 1)]

    def following(self, number: int) -> str | None:
        """Return the title of the next step after ``number`` that is not left out, if any is."""
        for stop in self.stops[self._bisect(number + 1) :]:
            if not stop.left_out:
                return stop.part.title if stop.part.step else None
        return None

    def starts(self) -> list[int] | None:
        """Return where each stop begins in the session as planned, in frames, and where it ends.

        None until all are compiled.
        """
        if not self._starts and all(stop.section for stop in reversed(self.stops)):
            frames = (stop.section.frames for stop in self.stops if stop.section)
            self._starts = list(accumulate(frames, initial=0))
        return self._starts or None

    def start_of(self, stop: Stop) -> int:
        """Return where ``stop`` begins in the session as planned, as far as it is compiled."""
        if starts := self.starts():
            return starts[stop.index]
        return sum(each.section.frames for each in self.stops[: stop.index] if each.section)

    def to_go(self, index: int) -> int | None:
        """Return the frames of what is to be done from stop ``index`` on; None as above."""
        if (starts := self.starts()) is None:
            return None
        left_out = [stop for stop in self._left_out if stop.index >= index]
        gone = sum(stop.section.frames for stop in left_out if stop.section)
        return starts[-1] - starts[index] - gone + sum(stop.instead for stop in left_out)

    def alike(self, number: int, after: int) -> dict[int, str]:
        """Return the titles of the steps after step ``after`` whose move is that of ``number``."""
        move = self.of_step(number)[0].move
        later = self.stops[self._bisect(after + 1) :]
        same = (stop.part for stop in later if move and stop.move == move)
        return {part.number: part.title for part in same}

    def leave_out(self, said: Mapping[int, Section]) -> None:
        """Leave out steps, by their numbers; each section tells of it."""
        for number, section in said.items():
            for stop in self.of_step(number):
                stop.left_out = section
        self._count()

    def keep(self, number: int) -> None:
        """Do step ``number`` all the same."""
        for stop in self.of_step(number):
            stop.left_out = None
        self._count()

    def exchange(self, number: int, step: PlanStep) -> None:
        """Do ``step`` in place of step ``number``."""
        old = self.of_step(number)
        first = old[0].index
        new = outline_of_step(step, number, old[0].part.next_title)
        self.stops[first : first + len(old)] = [Stop(part, old[0].move) for part in new]
        for stop in old:
            stop.index = first  # it may still be heard for a moment
        self._count()

    def revise(self, parts: tuple[Part, ...], *, keep: bool) -> int | None:
        """Go along ``parts`` from now on, which an author has made of those before.

        Args:
            parts: all parts of the new plan.
            keep: what is compiled serves parts that are as they were.

        Returns:
            the first stop that is another than before; None if none is.
        """
        changed = _first_change(self.parts, parts)
        if changed is None and keep:
            return None
        compiled = {_unnumbered(stop.part): stop.section for stop in self.stops if keep}
        left, self.parts, self.stops = self.stops, parts, [Stop(part) for part in parts]
        for stop in self.stops:
            section = compiled.get(_unnumbered(stop.part))
            stop.section = section and section._replace(step=stop.part.number)
        for stop in left:
            stop.index = changed or 0  # it may still be heard for a moment
        self._count()
        return changed

    def _bisect(self, number: int) -> int:
        return bisect_left(self.stops, number, key=lambda stop: stop.part.number)

    def _count(self) -> None:
        """Note what follows from the stops as they are now."""
        for index, stop in enumerate(self.stops):
            stop.index = index
        self._left_out = [stop for stop in self.stops if stop.left_out]
        self._starts = []


def _first_change(old: tuple[Part, ...], new: tuple[Part, ...]) -> int | None:
    """Return the first of ``new`` that is no part of ``old`` in its place; the last at most."""
    pairs = zip_longest(map(_by_itself, old), map(_by_itself, new))
    changed = next((index for index, (one, other) in enumerate(pairs) if one != other), None)
    return None if changed is None else min(changed, len(new) - 1)


def _by_itself(part: Part) -> Part:
    """Return ``part`` without what it is only because of those around it."""
    return part._replace(number=0, next_title="")


def _unnumbered(part: Part) -> Part:
    """Return ``part`` without what is not heard of its place."""
    return part._replace(number=0)
