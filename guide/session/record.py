"""Keeps what becomes of each step while a session goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guide.session.report import Report, StepReport

if TYPE_CHECKING:
    from collections.abc import Mapping

    from guide.session.report import Outcome, StepOutcome


class Record:
    """What became of each step so far."""

    def __init__(self, routine: str, titles: Mapping[int, str]) -> None:
        """Begin with no step reached.

        Args:
            routine: the routine's title.
            titles: the steps' titles by their numbers, from 1.
        """
        self.step = 0
        self._routine = routine
        self._titles = titles
        self._became: dict[int, StepOutcome] = {}

    def reach(self, number: int) -> bool:
        """Note that the session is at step ``number``; return whether it was at another before.

        The step that it comes from was done, unless something else became of it.
        """
        if number == self.step:
            return False
        if number > self.step:
            self._became.setdefault(self.step, "done")
        if self._became.get(number) in ("skipped", "left out", "done"):
            del self._became[number]  # it is done now, or again
        self.step = number
        return True

    def note(self, outcome: StepOutcome, *numbers: int) -> None:
        """Note what became of steps; what hurt, hurt."""
        for number in numbers:
            if self._became.get(number) != "hurt":
                self._became[number] = outcome

    def report(self, outcome: Outcome, seconds: float, paused_s: float) -> Report:
        """Return the report so far."""
        return Report(
            routine=self._routine,
            outcome=outcome,
            step=self.step,
            steps=tuple(
                StepReport(number, title, self._became.get(number, "not reached"))
                for number, title in self._titles.items()
            ),
            seconds=seconds,
            paused_s=paused_s,
        )
