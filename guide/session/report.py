"""What became of a session: told at its end, and kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

StepOutcome = Literal["done", "skipped", "hurt", "left out", "not reached"]
"""Of a step: done to its end; skipped by the person; stopped because it hurt; left out because it
had hurt before; the session ended before, or during it."""

Outcome = Literal["running", "finished", "stopped"]
"""Of a session: still going on (or its program was killed); its end was heard; ended before."""


@dataclass(frozen=True, slots=True)
class StepReport:
    """What became of one step."""

    number: int
    title: str
    outcome: StepOutcome


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a session, so far or at its end.

    Attributes:
        routine: the routine's title.
        step: the number of the step that the session is at, or was at when it ended; 0 before
            the first, the last plus 1 after it.
        seconds: how long it has taken, pauses and waits included.
        paused_s: how much of that it was paused.
    """

    routine: str
    outcome: Outcome
    step: int
    steps: tuple[StepReport, ...]
    seconds: float
    paused_s: float


class Journal(Protocol):
    """Keeps the reports of a session, so that it survives the program being killed."""

    def keep(self, report: Report) -> None:
        """Keep the newest report of the session; called at its start, at each step, at its end.

        It never raises: a session goes on when its journal cannot be written.
        """
