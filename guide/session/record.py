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
        self._again: set[int] = set()  # steps that may still become something else

    def reach(self, number: int) -> None:
        """Note that step ``number`` is heard.

        The step that it comes from was done, unless something else became of it: a step that was
        skipped before may be heard for a moment all the same, and is skipped.
        """
        if number > self.step and (self.step not in self._became or self.step in self._again):
            self._became[self.step] = "done"
        self.step = number

    def note(self, outcome: StepOutcome, *numbers: int) -> None:
        """Note what became of steps; what was done was done, and what hurt, hurt."""
        for number in numbers:
            self._again.discard(number)
            if outcome == "hurt" or self._became.get(number) not in ("hurt", "done"):
                self._became[number] = outcome

    def redo(self, number: int) -> None:
        """Note that the session goes back to step ``number``: what was skipped may be done now."""
        self._again = {
            step
            for step, outcome in self._became.items()
            if step >= number and outcome in ("skipped", "left out")
        }

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
