"""What is kept of sessions comes back as it was; what was killed is told from what goes on."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guide.history import History
from tests.guide.history.reports import (
    REPORTS,
    UNTIL_WRITTEN,
    kept,
    killed,
    report,
    start_session,
    until,
)

if TYPE_CHECKING:
    from guide.session.report import Report

JSON = st.none() | st.booleans() | st.integers() | st.text()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that is not there yet, in a folder that is not there either."""
    return tmp_path / "new" / "history.db"


@settings(max_examples=25)
@given(REPORTS, st.dictionaries(st.text(), JSON), st.text(min_size=1))
def test_what_is_kept_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    last: Report,
    choices: dict[str, Any],
    name: str,
) -> None:
    """Whatever the titles, the choices and the name of the routine are."""
    history = History(tmp_path_factory.mktemp("kept") / "history.db")
    name = name.replace("/", "").replace("\\", "")
    journal = history.begin(name, choices, report())
    journal.keep(last)
    journal.close()
    (session,) = history.sessions()
    assert history.fault is None
    assert (session.report, session.choices) == (last, choices)
    assert (session.routine, session.ending) == (name, last.outcome)


def test_any_path_can_be_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Relative ones become absolute; those that are no UTF-8 come back as the system has them."""
    monkeypatch.chdir(path.parents[1])
    history = History(path)
    for name in ("./mine.yaml", "\udcff.yaml", "spasm-relief"):
        kept(history, report(outcome="stopped"), name)
    routines = [session.routine for session in history.sessions()]
    here = Path.cwd()
    assert routines == ["spasm-relief", str(here / "\udcff.yaml"), str(here / "mine.yaml")]


def test_choices_without_a_json_form_are_kept_as_text(path: Path) -> None:
    """A path, say: a session does not fail for them."""
    history = History(path)
    history.begin("spasm-relief", {"bed": Path("rain.wav")}, report()).close()
    assert history.sessions()[0].choices == {"bed": "rain.wav"}


def test_sessions_come_newest_first(path: Path) -> None:
    """And no more of them than are asked for."""
    history = History(path)
    for step in range(3):
        kept(history, report(step=step, outcome="stopped"))
    assert [session.report.step for session in history.sessions()] == [2, 1, 0]
    assert [session.report.step for session in history.sessions(2)] == [2, 1]
    assert history.count() == 3


def test_reading_makes_no_file(path: Path) -> None:
    """There is nothing to see, and nothing to go on with, before the first session."""
    history = History(path)
    assert history.sessions() == []
    assert (history.count(), history.clear()) == (0, 0)
    assert (history.interrupted(), history.fault) == (None, None)
    assert not path.parent.exists()


def test_nothing_but_the_file_is_left_behind(path: Path) -> None:
    """Neither a journal of SQLite's nor what told that the session was alive; for no one else."""
    kept(History(path), report(outcome="finished"))
    assert [file for file in path.parent.rglob("*") if file.is_file()] == [path]
    assert sys.platform == "win32" or path.stat().st_mode & 0o777 == 0o600


def test_a_session_going_on_in_another_program_is_not_interrupted(path: Path) -> None:
    """Until that program is killed, whatever it was doing."""
    other = start_session(path, UNTIL_WRITTEN + "input()")
    assert other.stdout is not None
    assert other.stdout.readline() == "begun\n"
    history = History(path)
    assert [session.ending for session in history.sessions()] == ["running"]
    assert history.interrupted() is None
    other.kill()
    other.communicate()
    assert [session.ending for session in history.sessions()] == ["interrupted"]
    assert history.interrupted() is not None


def test_two_programs_keep_their_sessions_in_one_file(path: Path) -> None:
    """At once, and each of their last reports is kept."""
    keep_many = "for n in range(100):\n    journal.keep(report(step=2, seconds=n))\n"
    end = "journal.keep(report(step=4, outcome='finished'))\njournal.close()"
    both = [start_session(path, keep_many + end) for _ in range(2)]
    for process in both:
        process.communicate()
    assert [session.ending for session in History(path).sessions()] == ["finished"] * 2


def test_an_interrupted_session_says_where_to_go_on(path: Path) -> None:
    """With the routine and the choices as they were, and what became of all steps."""
    killed(path, step=3)
    found = History(path).interrupted()
    assert found is not None
    assert (found.routine, found.choices) == ("spasm-relief", {"level": "gentle"})
    assert found.step == 3
    assert found.report == report(step=3)


@pytest.mark.parametrize(("step", "found_step"), [(0, 0), (1, 1), (4, None)])
def test_going_on_begins_with_a_step(path: Path, step: int, found_step: int | None) -> None:
    """Before the steps it is the beginning; after the last there is nothing to go on with."""
    killed(path, step=step)
    found = History(path).interrupted()
    assert (found.step if found else None) == found_step


@pytest.mark.parametrize(
    ("outcomes", "found_step"),
    [(["hurt"], 2), (["hurt", "hurt"], 3), (["done", "hurt", "hurt"], None)],
)
def test_going_on_never_begins_with_what_hurt(
    path: Path, outcomes: list[str], found_step: int | None
) -> None:
    """But with the step that follows; after the last there is nothing to go on with."""
    killed(path, outcomes=outcomes, step=len(outcomes))
    found = History(path).interrupted()
    assert (found.step if found else None) == found_step


def test_going_on_keeps_one_session_and_not_two(path: Path) -> None:
    """From the moment at which it was begun first, whatever was begun in between."""
    killed(path)
    history = History(path)
    (before,) = history.sessions()
    kept(history, report(outcome="finished"), "slow-breathing")
    last = history.interrupted()
    journal = history.begin("spasm-relief", {"level": "gentle"}, report(step=1), last)
    until(lambda: history.interrupted() is None)  # it goes on
    journal.keep(report("done", step=2, outcome="stopped"))
    journal.close()
    between, after = history.sessions()
    assert between.routine == "slow-breathing"
    assert (after.began, after.report.outcome) == (before.began, "stopped")


def test_what_cannot_be_gone_on_with_is_no_longer_offered(path: Path) -> None:
    """It stays in the history as what it is: interrupted, and not stopped by the person."""
    killed(path, step=2)
    history = History(path)
    last = history.interrupted()
    assert last is not None
    history.give_up(last)
    assert history.interrupted() is None
    assert [(one.ending, one.report.step) for one in history.sessions()] == [("interrupted", 2)]


@pytest.mark.parametrize("outcome", ["finished", "stopped", "running"])
def test_a_newer_session_of_the_routine_takes_the_offer_back(path: Path, outcome: Any) -> None:
    """It was gone on with, or not wanted; sessions of other routines change nothing."""
    history = History(path)
    killed(path, "spasm-relief")
    kept(history, report(outcome="finished"), "slow-breathing")
    assert history.interrupted("slow-breathing") is None
    assert history.interrupted("spasm-relief") == history.interrupted() is not None
    newer = history.begin("spasm-relief", {}, report(step=2, outcome=outcome))
    until(lambda: history.count() == 3)
    assert history.interrupted("spasm-relief") is None
    assert history.interrupted() is None
    newer.close()


def test_what_is_killed_once_more_is_offered_where_it_got_to(path: Path) -> None:
    """The newest session counts, and paths are compared as files, not as they were typed."""
    routine = path.parent / "mine.yaml"
    killed(path, str(routine), step=1)
    killed(path, str(routine), step=3)
    found = History(path).interrupted(str(routine.parent / "." / "x" / ".." / "mine.yaml"))
    assert found is not None
    assert found.step == 3


def test_clearing_spares_what_goes_on(path: Path) -> None:
    """And overwrites the rest in the file, which holds what somebody's body can do."""
    history = History(path)
    kept(history, report(outcome="finished"), "secret-routine")
    killed(path)
    going_on = history.begin("slow-breathing", {}, report())
    until(lambda: history.count() == 3)
    assert history.clear() == 2
    assert [session.routine for session in history.sessions()] == ["slow-breathing"]
    assert b"secret-routine" not in path.read_bytes()
    going_on.close()
    assert history.clear() == 1
    assert history.sessions() == []


def test_a_session_cleared_by_other_means_is_kept_again(path: Path) -> None:
    """Each report carries all there is to know: the file may go away at any time."""
    history = History(path)
    journal = history.begin("spasm-relief", {}, report())
    until(history.count)
    path.unlink()
    journal.keep(report("done", step=2, outcome="stopped"))
    journal.close()
    assert [session.report.step for session in history.sessions()] == [2]


def test_thousands_of_sessions_are_looked_through_by_index(path: Path) -> None:
    """Neither the newest nor the interrupted ones are found by reading all the records."""
    kept(History(path), report(outcome="finished"))
    from guide.history.store import _NEWEST, _UNFINISHED

    with sqlite3.connect(path) as connection:
        for query in (_NEWEST, _UNFINISHED):
            plan = connection.execute(f"EXPLAIN QUERY PLAN {query}", (1,)).fetchall()
            steps = [detail for *_, detail in plan]
            assert not [step for step in steps if "TEMP B-TREE" in step]
            assert not [step for step in steps if step == "SCAN sessions" and query == _UNFINISHED]
    connection.close()


def test_sqlite_is_imported_in_the_journal_s_thread() -> None:
    """A session that is about to begin does not wait for it."""
    code = "import sys, guide.history; print('sqlite3' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
