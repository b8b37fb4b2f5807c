"""The short report of a session, in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from guide.durations import spent

if TYPE_CHECKING:
    from guide.session.report import Report, StepOutcome


def summary(report: Report) -> list[str]:
    """Return what a person is told at the end of a session, a sentence or two a line."""
    if report.outcome == "finished":
        ended = f"Finished in {spent(report.seconds)}."
    else:
        word = "Stopped" if report.outcome == "stopped" else "Interrupted"
        ended = f"{word} {where(report)}, after {spent(report.seconds)}."
    if round(report.paused_s):
        ended += f" Of that, {spent(report.paused_s)} paused."
    return [ended, *done(report), *remarks(report)]


def where(report: Report) -> str:
    """Return where a session is: ``at step 3, Cat and cow``."""
    if report.step < 1:
        return "before the first step"
    if report.step > len(report.steps):
        return "after the last step"
    return f"at step {report.step}, {report.steps[report.step - 1].title}"


def done(report: Report) -> list[str]:
    """Return how many steps were done to their end; nothing where there are none."""
    steps = len(report.steps)
    number = sum(step.outcome == "done" for step in report.steps)
    if not steps:
        return []
    if number == steps:
        return [f"Done: {_steps(steps)}."]
    return [f"Done: {number or 'none'} of {_steps(steps)}."]


def remarks(report: Report) -> list[str]:
    """Return which steps were skipped, hurt and were left out, and interruptions, if any."""
    told: tuple[tuple[StepOutcome, str], ...] = (
        ("skipped", "Skipped"),
        ("hurt", "Hurt"),
        ("left out", "Left out, because it had hurt"),
    )
    named = ((words, _titles(report, outcome)) for outcome, words in told)
    steps = [f"{words}: {titles}." for words, titles in named if titles]
    if not report.interruptions:
        return steps
    return [*steps, f"Interrupted {_times(report.interruptions)} and gone on with."]


def _titles(report: Report, outcome: StepOutcome) -> str:
    """Return the titles of the steps with that outcome, each once."""
    counted = Counter(step.title for step in report.steps if step.outcome == outcome)
    return ", ".join(title if n == 1 else f"{title} ({_times(n)})" for title, n in counted.items())


def _times(number: int) -> str:
    return ("once", "twice")[number - 1] if number <= 2 else f"{number} times"


def _steps(number: int) -> str:
    return f"{number} step{'' if number == 1 else 's'}"
