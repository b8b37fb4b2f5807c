"""``guide history``: what a person, a program and a shell see of it."""

from __future__ import annotations

import json
import subprocess
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from guide.history import History
from tests.guide.cli.running import GUIDE, guide
from tests.guide.history.reports import kept, killed, report, until

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(own_folders: Path) -> Path:
    """The file that ``guide history`` reads, not there yet."""
    return own_folders / "history.db"


@pytest.fixture
def played(path: Path) -> Path:
    """Three sessions: one finished, one stopped, one killed."""
    history = History(path)
    kept(history, report("done", "hurt", "skipped", step=4, outcome="finished"))
    kept(history, report("done", step=2, outcome="stopped"))
    killed(path, step=3, seconds=100.0)
    return path


def test_without_sessions_it_says_so(path: Path) -> None:
    """In words, and as an empty list; nothing is made."""
    assert guide("history").stdout == "No session has been played yet.\n"
    assert json.loads(guide("history", "--json").stdout) == []
    assert guide("history", "clear").stdout == "Deleted 0 sessions.\n"
    assert not path.exists()


def test_sessions_are_listed_newest_first(played: Path) -> None:
    """Each with its moment where we are, how it ended, and what was skipped and hurt."""
    shown = guide("history", COLUMNS="200", TZ="UTC-5").stdout.splitlines()
    endings = [
        "interrupted at step 3, Cat and cow, after at least 1 min 40 s.",
        "stopped at step 2, Hip lifts, after 4 min 10 s.",
        "finished, 4 min 10 s. Skipped: Cat and cow. Hurt: Hip lifts.",
    ]
    # lines of 100 columns at most are easy to read
    text = " ".join(line.strip() for line in shown)
    places = [text.index(f"Spasm relief: {ending}") for ending in endings]
    assert places == sorted(places)
    assert max(map(len, shown)) <= 100
    moment = datetime.strptime(shown[0][:16], "%Y-%m-%d %H:%M").timestamp()
    local = History(played).sessions()[0].began.replace(tzinfo=None).timestamp()
    assert abs(moment - local - 5 * 3600) < 120


@pytest.mark.parametrize("columns", [20, 40, 60, 80])
def test_narrow_terminals_are_kept_within(played: Path, columns: int) -> None:
    """Lines are broken between words, and those of one session are told from the next."""
    assert played.exists()
    shown = guide("history", COLUMNS=str(columns)).stdout.splitlines()
    assert max(map(len, shown)) <= columns
    assert sum(line.startswith("20") for line in shown) == 3
    assert all(line.startswith(("20", "  ")) for line in shown)


def test_the_newest_are_enough_for_a_person(path: Path) -> None:
    """Who is told how to see the others; a program gets all of them."""
    history = History(path)
    for _ in range(22):
        kept(history, report(outcome="stopped"))
    *shown, last = guide("history", COLUMNS="100").stdout.splitlines()
    assert len(shown) == 20
    assert last == "2 older: guide history --limit 22"
    assert len(guide("history", "--limit", "22").stdout.splitlines()) == 22
    assert len(json.loads(guide("history", "--json").stdout)) == 22
    assert len(json.loads(guide("history", "--json", "-n", "3").stdout)) == 3


def test_json_has_all_that_is_kept(played: Path) -> None:
    """With the honest outcome, the moment with its zone, and each step's own."""
    assert played.exists()
    newest, _, oldest = json.loads(guide("history", "--json").stdout)
    assert datetime.fromisoformat(newest.pop("began")).tzinfo
    assert newest.pop("steps")[2] == {
        "number": 3,
        "title": "Cat and cow",
        "outcome": "not reached",
    }
    assert newest == {
        "routine": "spasm-relief",
        "title": "Spasm relief",
        "choices": {"level": "gentle"},
        "outcome": "interrupted",
        "step": 3,
        "seconds": 100.0,
        "paused_s": 0.0,
        "interruptions": 0,
    }
    assert [step["outcome"] for step in oldest["steps"]] == ["done", "hurt", "skipped"]


def test_a_title_cannot_steer_the_terminal(path: Path) -> None:
    """Whatever stands in the file."""
    evil = report(outcome="stopped")
    kept(History(path), type(evil)("\x1b[2J\n\x9bm", "stopped", 1, evil.steps, 1, 0))
    shown = guide("history").stdout
    assert shown.count("\n") == 1
    assert shown.strip().isprintable()


@pytest.mark.parametrize(
    ("answer", "left"), [("y\n", 0), ("n\n", 3), ("\n", 3), ("what\nYES\n", 0), ("", 3)]
)
def test_clear_asks_first(played: Path, answer: str, left: int) -> None:
    """And deletes nothing without a yes."""
    ran = subprocess.run(
        [GUIDE, "history", "clear"], input=answer, capture_output=True, text=True, check=False
    )
    assert ran.stdout.startswith(f"Delete 3 sessions from {played}? [y/N]: ")
    assert ("Write y for yes or n for no." in ran.stdout) == ("what" in answer)
    assert History(played).count() == left
    assert ran.returncode == (0 if answer else 130)


def test_clear_spares_what_goes_on(played: Path) -> None:
    """And says so."""
    history = History(played)
    journal = history.begin("slow-breathing", {}, report())
    until(lambda: history.count() == 4)
    told = guide("history", "clear", "--yes").stdout
    assert told == "Deleted 3 sessions.\n1 session going on: kept.\n"
    assert "Spasm relief: going on, before the first step." in guide("history").stdout
    journal.close()


def test_clear_can_be_told_not_to_ask(played: Path) -> None:
    """And the list is empty afterwards."""
    assert guide("history", "clear", "--yes").stdout == "Deleted 3 sessions.\n"
    assert History(played).sessions() == []


def test_options_of_the_list_do_not_stand_before_clear(played: Path) -> None:
    """Nobody who meant to delete the newest one alone shall lose all."""
    ran = guide("history", "--limit", "1", "clear", "--yes")
    assert ran.returncode == 2
    assert "--limit" in ran.stderr
    assert History(played).count() == 3


def test_a_damaged_file_is_told(path: Path) -> None:
    """With the name that it has now."""
    path.write_bytes(b"no database" * 1000)
    ran = guide("history")
    assert ran.returncode == 0
    assert ran.stdout == "No session has been played yet.\n"
    (aside,) = path.parent.glob("history.damaged-*.db")
    assert aside.name in ran.stderr


def test_a_history_that_cannot_be_read_is_one_sentence(path: Path) -> None:
    """And the exit status 1."""
    path.mkdir()
    ran = guide("history")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert str(path) in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "offered"), [("history c", "clear"), ("history --l", "--limit"), ("hist", "history")]
)
def test_a_shell_completes_it(words: str, offered: str) -> None:
    """The command, its command and its options."""
    count = str(len(words.split()))
    ran = guide(_GUIDE_COMPLETE="bash_complete", COMP_WORDS=f"guide {words}", COMP_CWORD=count)
    assert f"plain,{offered}" in ran.stdout.splitlines()
