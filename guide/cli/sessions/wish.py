"""One session as it was asked for: which routine, from where, with what, by which voice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from guide.cli.options.wanted import as_choices
from guide.cli.sessions.opening import opened
from guide.cli.sessions.resuming import gone, step_of
from guide.cli.sessions.steps import find_step

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from guide.cli.sessions.opening import Opened
    from guide.fitting.fit import Wanted
    from guide.fitting.plan import Plan
    from guide.format.routine import Routine
    from guide.history.records import Interrupted
    from guide.reading.parameters import Given


@dataclass(frozen=True, slots=True)
class Wish:
    """One session as it was asked for.

    Attributes:
        first: the step to begin with, by number or title; None begins at the beginning.
        only: the one step to play, likewise, or None.
        wake_s: the lead-in before words after silence, in seconds; None leaves it to the routine.
        wanted: what to choose of all that the author leaves open.
        given: values for the routine's parameters, and a language; it was read with them.
        choices: talk and what chooses a voice.
        resumed: the interrupted session that it goes on with, if it does.
        volume: how loud it begins, in percent; None leaves it as it was.
        wished_by: a sentence that tells where its voice and engine are from, if what is there
            today may speak instead of them; None where that is for the command line to say.
    """

    routine: Routine
    first: str | None
    only: str | None
    wake_s: float | None
    wanted: Wanted
    given: Given
    choices: dict[str, Any]
    resumed: Interrupted | None = None
    volume: int | None = None
    wished_by: str | None = None

    @property
    def kept(self) -> dict[str, Any]:
        """All of it but the routine and the first step, as the history keeps it."""
        mine = {"only": self.only, "wake_s": self.wake_s, "set": list(self.given.texts)}
        in_language = {"language": self.routine.language, "row_language": self.given.language.tag}
        return {**as_choices(self.wanted), **self.choices, **mine, **in_language}

    def opened(self) -> AbstractContextManager[Opened]:
        """Open the voice that it is spoken by, and compile with it."""
        return opened(
            self.routine,
            change=self.change,
            wanted=self.wanted,
            lasting=True,
            wished_by=self.wished_by,
            **self.choices,
        )

    def change(self, plan: Plan) -> Plan:
        """Return the plan as it is wished.

        Raises:
            BadParameter: there is no such step.
            StepGoneError: there is none any more.
        """
        if self.wake_s is not None:
            plan = replace(plan, settings=replace(plan.settings, wake_s=self.wake_s))
        if self.only is None:
            return plan
        try:
            step = plan.steps[find_step(plan, self.only, "--only") - 1]
        except click.BadParameter as error:
            if self.resumed:
                raise gone(self.resumed) from error
            raise
        return replace(plan, steps=(step,), before=(), after=())

    def first_step(self, plan: Plan) -> int:
        """Return the number of the step to begin with, 0 for the beginning; raises as above."""
        if self.resumed:
            return step_of(self.resumed, plan)
        return find_step(plan, self.first, "--from") if self.first is not None else 0
