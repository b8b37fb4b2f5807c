"""The short report of a session, in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from guide.language.durations import spent
from guide.language.words import ENGLISH

if TYPE_CHECKING:
    from guide.language.words import Words
    from guide.session.report import Report, StepOutcome


def summary(report: Report, words: Words) -> list[str]:
    """Return what a person is told at the end of a session, a sentence or two a line."""
    _, time = words.gettext, spent(report.seconds)
    if report.outcome == "finished":
        ended = _("Finished in {duration}.").format(duration=time)
    else:
        stopped = report.outcome == "stopped"
        text = _("Stopped {where}, after {duration}.")
        if not stopped:
            text = _("Interrupted {where}, after {duration}.")
        ended = text.format(where=where(report, words), duration=time)
    if round(report.paused_s):
        paused = _("Of that, {duration} paused.").format(duration=spent(report.paused_s))
        ended = f"{ended} {paused}"
    return [ended, *done(report, words), *remarks(report, words)]


def where(report: Report, words: Words = ENGLISH) -> str:
    """Return where a session is: ``at step 3, Cat and cow``."""
    _ = words.gettext
    if report.step < 1:
        return _("before the first step")
    if report.step > len(report.steps):
        return _("after the last step")
    title = report.steps[report.step - 1].title
    return _("at step {number}, {title}").format(number=report.step, title=title)


def done(report: Report, words: Words) -> list[str]:
    """Return how many steps were done to their end; nothing where there are none."""
    steps = len(report.steps)
    number = sum(step.outcome == "done" for step in report.steps)
    if not steps:
        return []
    if number == steps:
        text = words.ngettext("Done: {steps} step.", "Done: {steps} steps.", steps)
    elif number:
        text = words.ngettext(
            "Done: {number} of {steps} step.", "Done: {number} of {steps} steps.", steps
        )
    else:
        text = words.ngettext("Done: none of {steps} step.", "Done: none of {steps} steps.", steps)
    return [text.format(number=number, steps=steps)]


def remarks(report: Report, words: Words = ENGLISH) -> list[str]:
    """Return which steps were skipped, hurt and were left out, and interruptions, if any."""
    _ = words.gettext
    told: tuple[tuple[StepOutcome, str], ...] = (
        ("skipped", _("Skipped: {titles}.")),
        ("hurt", _("Hurt: {titles}.")),
        ("left out", _("Left out, because it had hurt: {titles}.")),
    )
    named = ((text, _titles(report, outcome, words)) for outcome, text in told)
    steps = [text.format(titles=titles) for text, titles in named if titles]
    if not report.interruptions:
        return steps
    again = _("Interrupted {times} and gone on with.")
    return [*steps, again.format(times=_times(report.interruptions, words))]


def _titles(report: Report, outcome: StepOutcome, words: Words) -> str:
    """Return the titles of the steps with that outcome, each once."""
    counted = Counter(step.title for step in report.steps if step.outcome == outcome)
    return ", ".join(
        title if n == 1 else f"{title} ({_times(n, words)})" for title, n in counted.items()
    )


def _times(number: int, words: Words) -> str:
    if number <= 2:
        return words.gettext("once") if number == 1 else words.gettext("twice")
    return words.times(number).format(number=number)
