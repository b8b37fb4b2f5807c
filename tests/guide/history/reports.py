"""Reports of sessions, and a program that keeps them, for the tests of the history."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from guide.history import HistoryError
from guide.session.report import Report, StepReport

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from guide.history import History

ROOT = Path(__file__).parents[3]
TITLES = ("Child's pose", "Hip lifts", "Cat and cow")

PROGRAM = """
import sys
from pathlib import Path
from guide.history import History
from tests.guide.history.reports import report, until
history = History(Path(sys.argv[1]))
journal = history.begin(sys.argv[2], {"level": "gentle"}, report(step=1))
"""
"""Begins a session; what it does then follows."""

UNTIL_WRITTEN = """
until(history.count)
print("begun", flush=True)
"""


def report(*outcomes: Any, step: int = 0, outcome: Any = "running", **values: Any) -> Report:
    """A report on three steps: the first have ``outcomes``, the others were not reached."""
    whole = (*outcomes, *["not reached"] * (len(TITLES) - len(outcomes)))
    steps = tuple(StepReport(n, *both) for n, both in enumerate(zip(TITLES, whole, strict=True), 1))
    values = {"seconds": 250.0, "paused_s": 0.0, **values}
    return Report("Spasm relief", outcome, step, steps, **values)


def until(condition: Callable[[], object]) -> None:
    """Wait until the history meets a condition, at most for long."""
    for _ in range(3000):
        try:
            if condition():
                return
        except HistoryError:  # it is just being written
            pass
        threading.Event().wait(0.01)
    raise TimeoutError


def kept(history: History, last: Report, routine: str = "spasm-relief") -> None:
    """Keep a session from its beginning to its end."""
    journal = history.begin(routine, {}, report())
    journal.keep(last)
    journal.close()
    journal._thread.join(30)  # a session does not wait as long for a slow disk


def start_session(path: Path, then: str, routine: str = "spasm-relief") -> subprocess.Popen[str]:
    """Start a program that begins a session, and does ``then``."""
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM + then, str(path), routine],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def killed(
    path: Path, routine: str = "spasm-relief", outcomes: Sequence[str] = (), **values: Any
) -> None:
    """Leave a session whose program was killed: with SIGKILL, when its report was written."""
    last = f"report(*{outcomes!r}, **{values or {'step': 1}!r})"
    then = f"""
journal.keep({last})
until(lambda: [one.report for one in history.sessions(1)] == [{last}])
print("begun", flush=True)
input()
"""
    process = start_session(path, then, routine)
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    process.kill()
    process.communicate()


SECONDS = st.floats(0, 1e6)
REPORTS = st.builds(
    Report,
    routine=st.text(),
    outcome=st.sampled_from(["finished", "stopped"]),
    step=st.integers(0, 200),
    steps=st.lists(
        st.builds(
            StepReport,
            number=st.integers(1, 200),
            title=st.text(),
            outcome=st.sampled_from(["done", "skipped", "hurt", "left out", "not reached"]),
        ),
        max_size=20,
    ).map(tuple),
    seconds=SECONDS,
    paused_s=SECONDS,
)
