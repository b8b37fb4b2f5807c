"""The short report at the end: true, and in plain words."""

from __future__ import annotations

import pytest

from guide.language.durations import spent
from guide.language.words import ENGLISH
from guide.session.report import Report, StepReport
from guide.session.summary import summary
from tests.guide.history.reports import report


@pytest.mark.parametrize(
    ("told", "lines"),
    [
        (
            report("done", "done", "done", step=4, outcome="finished", seconds=580),
            ["Finished in 9 min 40 s.", "Done: 3 steps."],
        ),
        (
            report("skipped", "hurt", "left out", step=4, outcome="finished", paused_s=61),
            [
                "Finished in 4 min 10 s. Of that, 1 min 1 s paused.",
                "Done: none of 3 steps.",
                "Skipped: Child's pose.",
                "Hurt: Hip lifts.",
                "Left out, because it had hurt: Cat and cow.",
            ],
        ),
        (
            report("done", step=2, outcome="stopped"),
            ["Stopped at step 2, Hip lifts, after 4 min 10 s.", "Done: 1 of 3 steps."],
        ),
        (
            report(outcome="stopped", seconds=0.4),
            ["Stopped before the first step, after 0 s.", "Done: none of 3 steps."],
        ),
        (
            report("done", "done", "done", step=4, outcome="stopped"),
            ["Stopped after the last step, after 4 min 10 s.", "Done: 3 steps."],
        ),
        (
            report("done", step=2),
            ["Interrupted at step 2, Hip lifts, after 4 min 10 s.", "Done: 1 of 3 steps."],
        ),
        (
            report("done", "done", "done", step=4, outcome="finished", interruptions=1),
            ["Finished in 4 min 10 s.", "Done: 3 steps.", "Interrupted once and gone on with."],
        ),
    ],
)
def test_the_summary_says_what_happened(told: Report, lines: list[str]) -> None:
    """How and where it ended, what was done, and what was not, only where there is such."""
    assert summary(told, ENGLISH) == lines


def test_a_step_that_comes_again_is_named_once() -> None:
    """With how often it was skipped; and one step is no steps."""
    steps = [StepReport(n, "Hip lifts", "skipped") for n in (1, 2, 3)]
    steps += [StepReport(n, "Rest", "skipped") for n in (4, 5)]
    both = Report("Mine", "finished", 6, tuple(steps), 60, 0)
    assert summary(both, ENGLISH)[-1] == "Skipped: Hip lifts (3 times), Rest (twice)."
    one = Report("Mine", "finished", 2, (StepReport(1, "Rest", "done"),), 60, 0)
    assert summary(one, ENGLISH) == ["Finished in 1 min.", "Done: 1 step."]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (59.4, "59 s"),
        (59.6, "1 min"),
        (61, "1 min 1 s"),
        (3600, "1 h"),
        (3599.9, "1 h"),
        (3725, "1 h 2 min"),
    ],
)
def test_lengths_of_time_that_have_passed(seconds: float, words: str) -> None:
    """To the second, and to the minute where there are hours."""
    assert spent(seconds) == words
