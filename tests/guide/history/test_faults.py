"""Whatever becomes of the history's file, a session goes on, and a person is told."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from guide.history import History, HistoryError, SessionJournal
from guide.history.alive import SignOfLife
from tests.guide.history.reports import kept, killed, report, start_session, until

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDED = report("done", "hurt", "skipped", step=4, outcome="finished")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the history is."""
    return tmp_path / "history.db"


MAY_WRITE_ANYWHERE = sys.platform == "win32" or os.geteuid() == 0


def set_aside(path: Path) -> list[Path]:
    """The damaged files beside the history."""
    return sorted(path.parent.glob("history.damaged-*.db"))


def integrity(path: Path) -> str:
    """What SQLite says of the whole file."""
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])


def test_killed_at_any_moment_the_file_is_whole(path: Path) -> None:
    """Every session is there, interrupted at a step that was reported, after SIGKILL too."""
    endless = (
        "print('begun', flush=True)\n"
        "while True:\n"
        "    for step in (1, 2, 3):\n"
        "        journal.keep(report(step=step, seconds=step))\n"
        "        journal._thread.join(0.001)\n"
    )
    chance = random.Random(3)
    for _ in range(6):
        process = start_session(path, endless)
        assert process.stdout is not None
        process.stdout.readline()
        threading.Event().wait(chance.uniform(0, 0.15))
        process.kill()
        process.communicate()
    sessions = History(path).sessions()
    assert integrity(path) == "ok"
    assert {session.ending for session in sessions} == {"interrupted"}
    assert {session.report.step for session in sessions} <= {1, 2, 3}
    assert set_aside(path) == []


@pytest.mark.parametrize("rest", [b"", b"no database\n" * 500])
def test_a_damaged_file_is_set_aside(path: Path, rest: bytes) -> None:
    """Under a name that a person is told, and a new one is begun with this session."""
    kept(History(path), ENDED)
    path.write_bytes(rest or path.read_bytes()[:5000])
    damaged = path.read_bytes()
    history = History(path)
    kept(history, ENDED)
    assert [session.report for session in history.sessions()] == [ENDED]
    (aside,) = set_aside(path)
    assert aside.read_bytes() == damaged
    assert history.fault is not None
    assert str(path) in history.fault
    assert aside.name in history.fault


def test_a_file_damaged_during_a_session_costs_the_earlier_ones_only(path: Path) -> None:
    """The session itself is in the new file, and goes on being kept."""
    history = History(path)
    journal = history.begin("spasm-relief", {}, report())
    until(history.count)
    path.write_bytes(b"\0" * 8192)
    journal.keep(ENDED)
    journal.close()
    assert [session.report for session in History(path).sessions()] == [ENDED]


def test_bytes_changed_anywhere_are_survived(path: Path) -> None:
    """Each reading gives sessions or a sentence, and another session can be kept afterwards."""
    first = History(path)
    for _ in range(5):
        kept(first, ENDED)
    whole = path.read_bytes()
    chance = random.Random(5)
    for _ in range(40):
        spoilt = bytearray(whole)
        for _ in range(20):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        path.write_bytes(spoilt)
        history = History(path)
        try:
            history.sessions()
            history.interrupted()
        except HistoryError as error:
            assert str(path) in str(error)
        kept(history, ENDED)
        assert history.fault or history.sessions(1)[0].report == ENDED


def test_a_row_that_cannot_be_understood_is_left_out(path: Path) -> None:
    """The others are shown."""
    history = History(path)
    for _ in range(3):
        kept(history, ENDED)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE sessions SET record = '{' WHERE id = 2")
    assert len(history.sessions()) == 2


def test_the_file_of_a_newer_version_is_left_alone(path: Path) -> None:
    """A session is played all the same, and a person is told to update."""
    kept(History(path), ENDED)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    history = History(path)
    kept(history, ENDED)
    assert path.read_bytes() == before
    assert history.fault is not None
    assert "newer version" in history.fault
    with pytest.raises(HistoryError, match="update the program"):
        history.sessions()


@pytest.fixture
def locked(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that has the file locked, with one session in it, until its input ends."""
    kept(History(path), ENDED)
    code = (
        "import sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('BEGIN EXCLUSIVE')\n"
        "print('locked', flush=True)\n"
        "input()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "locked\n"
    yield process
    process.kill()
    process.communicate()


def test_a_locked_file_is_waited_for_beside_the_session(
    path: Path, locked: subprocess.Popen[str]
) -> None:
    """No call of the session's waits for it, and it is told that a session may be missing."""
    history = History(path)
    assert history.interrupted() is None  # waits, but not for ever
    with pytest.raises(HistoryError, match="another program is using it"):
        history.sessions()
    journal = history.begin("spasm-relief", {}, report())
    for step in range(1000):
        journal.keep(report(step=step))
    journal.close()
    assert locked.poll() is None
    assert history.fault is not None
    assert "another program is using it" in history.fault
    assert "may be missing" in history.fault


def test_what_could_not_be_written_is_written_later(
    path: Path, locked: subprocess.Popen[str]
) -> None:
    """With the next report, and then nothing is left to be told."""
    history = History(path)
    journal = history.begin("spasm-relief", {}, report())
    until(lambda: history.fault)
    locked.communicate("\n")
    journal.keep(ENDED)
    journal.close()
    assert history.fault is None
    assert [session.report for session in history.sessions()] == [ENDED, ENDED]


def test_a_disk_that_hangs_is_not_waited_for(path: Path) -> None:
    """The end of a session is held up a moment at most, and what may be missing is told."""
    hangs, told = threading.Event(), threading.Event()
    journal = SessionJournal(
        lambda _: hangs.wait(60), told.set, SignOfLife(path.with_suffix(".running")), report()
    )
    journal.keep(ENDED)
    journal.close()
    assert told.is_set()
    hangs.set()
    journal._thread.join(30)
    assert not path.with_suffix(".running").exists()


@pytest.mark.skipif(MAY_WRITE_ANYWHERE, reason="root may write anywhere")
def test_a_read_only_folder_is_told(path: Path) -> None:
    """And what it has can still be read."""
    kept(History(path), ENDED)
    path.chmod(0o400)
    path.parent.chmod(0o500)
    history = History(path)
    kept(history, ENDED)
    path.parent.chmod(0o700)
    assert len(history.sessions()) == 1
    assert history.fault is not None
    assert "not permitted" in history.fault


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    """A home that is a file, say: the session is played, and no file is made or changed."""
    home = tmp_path / "home"
    home.write_text("I am a file", "utf-8")
    for path in (home / "history.db", home / "deeper" / "history.db"):
        history = History(path)
        kept(history, ENDED)
        assert history.fault is not None
        assert str(path) in history.fault
    history = History(tmp_path)
    kept(history, ENDED)
    assert history.fault is not None
    assert home.read_text("utf-8") == "I am a file"


@pytest.mark.skipif(sys.platform == "win32", reason="has no limit to a file's size")
def test_a_full_disk_costs_no_session(path: Path) -> None:
    """What was kept before is whole, and what happened is told in one sentence."""
    kept(History(path), ENDED)
    code = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from guide.history import History\n"
        "from tests.guide.history.reports import kept, report\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({path.stat().st_size}, {2**30}))\n"
        "history = History(Path(sys.argv[1]))\n"
        "for _ in range(50):\n"
        "    kept(history, report(outcome='finished'))\n"
        "print(history.fault)\n"
    )
    root = Path(__file__).parents[3]
    ran = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
    )
    assert f"{path} cannot be used" in ran.stdout
    assert ran.stderr == ""
    assert integrity(path) == "ok"
    assert History(path).sessions()[-1].report == ENDED


def test_a_killed_session_is_remembered_where_locks_were_removed(path: Path) -> None:
    """Whoever clears the folder beside the history takes nothing from it but the lock."""
    killed(path)
    for file in path.with_suffix(".running").iterdir():
        file.unlink()
    assert History(path).interrupted() is not None


@pytest.mark.skipif(sys.platform == "win32", reason="folders of a user are private there")
def test_only_its_owner_reads_it(path: Path) -> None:
    """What somebody's body can do is nobody else's to know."""
    kept(History(path), ENDED)
    assert path.stat().st_mode & 0o077 == 0
