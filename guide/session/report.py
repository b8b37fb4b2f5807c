"""What became of a session: told at its end, and kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

StepOutcome = Literal["done", "skipped", "hurt", "left out", "not reached"]
"""Of a step: done to its end; skipped by the person; stopped because it hurt; left out because it
had hurt before; the session ended before, or during it."""

Outcome = Literal["running", "finished", "stopped", "interrupted"]
"""Of a session: still going on (or its program was killed); its end was heard; ended before; its
program was killed, and it cannot be gone on with."""


@dataclass(frozen=True, slots=True)
class StepReport:
    """What became of one step."""

    number: int
    title: str
    outcome: StepOutcome

    def number_in(self, titles: Mapping[int, str]) -> int | None:
        """Return the number of the step in a routine that may have changed since; None if gone.

        It is the same step under its own number, or else wherever its title is the only one.

        Args:
            titles: the titles of the steps by their numbers.
        """
        if titles.get(self.number) == self.title:
            return self.number
        found = [number for number, title in titles.items() if title == self.title]
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a session, so far or at its end.

    Attributes:
        routine: the routine's title.
        step: the number of the step that the session is at, or was at when it ended; 0 before
            the first, the last plus 1 after it.
        seconds: how long it has taken, pauses and waits included.
        paused_s: how much of that it was paused.
        interruptions: how often it was gone on with after its program was killed. What was not
            kept by then is not in ``seconds``: up to a minute each time.
    """

    routine: str
    outcome: Outcome
    step: int
    steps: tuple[StepReport, ...]
    seconds: float
    paused_s: float
    interruptions: int = 0


class Journal(Protocol):
    """Keeps the reports of a session, so that it survives the program being killed."""

    def keep(self, report: Report) -> None:
        """Keep the newest report of the session.

        Called at its start and its end, whenever a step is reached or something became of one,
        and once a minute.

        It never raises: a session goes on when its journal cannot be written.
        """
