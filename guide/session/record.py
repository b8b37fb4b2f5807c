"""Keeps what becomes of each step while a session goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guide.session.report import Report, StepReport

if TYPE_CHECKING:
    from collections.abc import Mapping

    from guide.session.report import Outcome, StepOutcome


class Record:
    """What became of each step so far."""

    def __init__(self, routine: str, titles: Mapping[int, str], step: int = 0) -> None:
        """Begin at ``step``, with nothing known of any.

        Args:
            routine: the routine's title.
            titles: the steps' titles by their numbers, from 1.
            step: the number of the step to begin with; 0 begins before the first.
        """
        self.step = step
        self.changes = 0
        """Grows with everything that is noted, so that it is seen whether anything was."""
        self._routine = routine
        self._titles = titles
        self._became: dict[int, StepOutcome] = {}
        self._again: set[int] = set()  # steps that may still become something else
        self._before: Report | None = None  # of the session until it was interrupted

    def go_on_after(self, report: Report) -> None:
        """Count what became of the session before it was interrupted as part of it."""
        self._before = report
        for step in report.steps:
            number = step.number_in(self._titles)
            if number and step.outcome != "not reached":
                self._became[number] = step.outcome

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
                self.changes += 1

    def redo(self, number: int) -> None:
        """Note that the session goes back to step ``number``: what was skipped may be done now."""
        self._again = {
            step
            for step, outcome in self._became.items()
            if step >= number and outcome in ("skipped", "left out")
        }

    def report(self, outcome: Outcome, seconds: float, paused_s: float) -> Report:
        """Return the report so far.

        Args:
            outcome: of the session.
            seconds: how long it has taken since it was begun, or gone on with.
            paused_s: how much of that it was paused.
        """
        before = self._before
        return Report(
            routine=self._routine,
            outcome=outcome,
            step=self.step,
            steps=tuple(
                StepReport(number, title, self._became.get(number, "not reached"))
                for number, title in self._titles.items()
            ),
            seconds=seconds + (before.seconds if before else 0.0),
            paused_s=paused_s + (before.paused_s if before else 0.0),
            interruptions=before.interruptions + 1 if before else 0,
        )
