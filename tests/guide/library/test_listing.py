"""Lists: what the index keeps is what reading everything anew would tell, whatever was done."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import soundfile
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from guide.folders import FOLDER_VARIABLE, move_folders, routine_folders
from guide.format.routine import Move, Routine
from guide.language.languages import OWN, demand, wish
from guide.library import listing
from guide.library.brief import listed
from guide.library.finding import found
from guide.library.identity import SETTLED_NS, identity, program
from guide.library.index_file import MOST_INDEXES, read
from guide.problems.codes import Code
from guide.reading.parameters import Given
from tests.guide.cli.running import GUIDE, guide, start_guide

if TYPE_CHECKING:
    from guide.folders import Folders
    from guide.language.languages import Language
    from guide.library.listed import Listed

TICK_S = 0.03
"""A change shows after it, on the file systems that tests run on."""

ROUTINES = (
    "title: One\nsteps: [m0]\n",
    "title: Two\nsteps: [m1]\n",
    "title: Six\nsteps: [xx]\n",
    "title: Own\nsteps: [m0, {move: m1, hold: 9s}, childs-pose]\n",
    "title: Own\nsounds: {start: bell.wav}\nsteps: [m0]\n",
    "title: {en: A, de: B}\nsteps: [{title: {en: A, de: B}, hold: 9s}]\n",
    "title: {en: A, de: B}\nsteps: [m0, childs-pose]\n",
)
MOVES = (
    "title: Aaa\nhold: 5s\n",
    "title: Bbb\nhold: 9s\n",
    "title: Ccc\nhold: xx\n",
    "move: m1\nhold: 1m\n",
    "move: m0\nhold: 2m\n",
    "title: {en: A, de: B}\nhold: 5s\neasier: m1\n",
)
FILES = ("r0.yaml", "r1.yml", "r1.yaml", "spasm-relief.yaml", "pack/r2.yaml", "pack/r0.yaml")
MOVE_FILES = ("m0.yaml", "m1.yaml", "m1.yml", "childs-pose.yaml")
MOVE_FOLDERS = ("moves", "pack/moves")
LANGUAGES = (OWN, demand("de"), wish("de"))

some_file = st.one_of(
    st.sampled_from(FILES),
    st.builds("{}/{}".format, st.sampled_from(MOVE_FOLDERS), st.sampled_from(MOVE_FILES)),
)
a_text = st.one_of(
    st.tuples(st.sampled_from(FILES), st.sampled_from(ROUTINES)),
    st.tuples(
        st.builds("{}/{}".format, st.sampled_from(MOVE_FOLDERS), st.sampled_from(MOVE_FILES)),
        st.sampled_from(MOVES),
    ),
)


def read_anew(model: Any, folders: Folders, wanted: Language) -> list[Listed]:
    """Everything in some folders, each read by itself, with neither an index nor a shelf."""
    lines = [
        listed(found(model, name, files, Given(language=wanted)))
        for name, files in ((name, [*folders.every(name)]) for name in folders.names())
    ]
    other = {Code.LANGUAGE_NOT_THERE} if wanted.demanded else set()
    return [line for line in lines if other.isdisjoint(one.code for one in line.problems)]


class Library(RuleBasedStateMachine):
    """A folder of the user's own in which anything may happen between two lists."""

    def __init__(self) -> None:
        super().__init__()
        self._patch = pytest.MonkeyPatch()
        self._folder = Path(tempfile.mkdtemp())
        self._patch.setattr("guide.library.identity.SETTLED_NS", int(TICK_S / 2 * 1e9))
        self._patch.setenv(FOLDER_VARIABLE, str(self._folder / "own"))
        self._patch.setenv("STRETCH_GUIDE_CACHE", str(self._folder / "cache"))
        self._own = self._folder / "own"
        for folder in MOVE_FOLDERS:
            (self._own / folder).mkdir(parents=True)

    def teardown(self) -> None:
        """Leave nothing behind."""
        self._patch.undo()
        shutil.rmtree(self._folder)

    @initialize()
    def some_files(self) -> None:
        """Begin with files of all kinds, listed."""
        for file, text in (("r0.yaml", ROUTINES[3]), ("pack/r2.yaml", ROUTINES[1])):
            (self._own / file).write_text(text, "utf-8")
        for file in ("m0.yaml", "m1.yaml"):
            (self._own / "moves" / file).write_text(MOVES[0], "utf-8")
        self.wait()
        self.list_all(OWN)

    @rule(both=a_text)
    def write(self, both: tuple[str, str]) -> None:
        """Write a file in place, which keeps its number."""
        with suppress(OSError):  # a circle of links
            (self._own / both[0]).write_text(both[1], "utf-8")

    @rule(both=a_text)
    def replace(self, both: tuple[str, str]) -> None:
        """Write a file aside and rename it, as editors do."""
        aside = self._own / "aside.txt"
        aside.write_text(both[1], "utf-8")
        aside.replace(self._own / both[0])

    @rule(file=some_file)
    def touch(self, file: str) -> None:
        """Change nothing but the time."""
        if (self._own / file).exists():
            (self._own / file).touch()

    @rule(both=a_text)
    def write_and_set_back(self, both: tuple[str, str]) -> None:
        """Write a file in place and set its time back to what it was."""
        path = self._own / both[0]
        before = path.stat() if path.exists() else None
        self.write(both)
        if before:
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    @rule(file=some_file)
    def delete(self, file: str) -> None:
        """Delete a file."""
        (self._own / file).unlink(missing_ok=True)

    @rule(file=some_file, other=some_file)
    def rename(self, file: str, other: str) -> None:
        """Let a file take the name of another."""
        if (self._own / file).exists():
            (self._own / file).replace(self._own / other)

    @rule(file=some_file, other=some_file)
    def swap(self, file: str, other: str) -> None:
        """Let two files change places."""
        one, two = self._own / file, self._own / other
        if one.exists() and two.exists() and one != two:
            one.replace(self._own / "aside.txt")
            two.replace(one)
            (self._own / "aside.txt").replace(two)

    @rule(file=st.sampled_from(FILES), other=some_file)
    def link(self, file: str, other: str) -> None:
        """Let a file be a link to another, or to nothing."""
        (self._own / file).unlink(missing_ok=True)
        (self._own / file).symlink_to(self._own / other)

    @rule(sound=st.sampled_from(("none", "noise", "sound", "outside")))
    def sound(self, sound: str) -> None:
        """Put a sound beside the routines, or something that is none, or a link out of there."""
        bell = self._own / "bell.wav"
        bell.unlink(missing_ok=True)
        soundfile.write(self._folder / "bell.wav", np.ones(4800) / 2, 48_000)
        if sound == "noise":
            bell.write_bytes(b"RIFF")
        elif sound == "sound":
            shutil.copy(self._folder / "bell.wav", bell)
        elif sound == "outside":
            bell.symlink_to(self._folder / "bell.wav")

    @rule(junk=st.sampled_from((b"", b"{}", b"stretch-guide index 1 00000000\n", None)))
    def damage(self, junk: bytes | None) -> None:
        """Damage what was kept: in its middle, or all of it."""
        for file in self._folder.glob("cache/lists/*"):
            content = file.read_bytes()
            middle = len(content) // 2
            file.write_bytes(
                content[:middle] + b"7" + content[middle + 1 :] if junk is None else junk
            )

    @rule()
    def wait(self) -> None:
        """Let all that was done be past."""
        threading.Event().wait(TICK_S)

    @rule(wanted=st.sampled_from(LANGUAGES))
    def list_all(self, wanted: Language) -> None:
        """Routines and moves are what they are when they are read anew."""
        beside = self._own / "any.yaml"
        assert listing.routines(wanted) == read_anew(Routine, routine_folders(), wanted)
        assert listing.moves(beside, wanted) == read_anew(Move, move_folders(beside), wanted)


def test_whatever_is_done_lists_are_right() -> None:
    """As right as reading everything anew, with an index that was damaged too."""
    run_state_machine_as_test(Library, settings=settings(max_examples=20, stateful_step_count=30))


BRIEF = "title: {}\nsteps: [{{title: A, hold: 9s}}]\n"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder, with one routine, and a cache of its own."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "own"))
    monkeypatch.setenv("STRETCH_GUIDE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("guide.library.identity.SETTLED_NS", int(TICK_S / 2 * 1e9))
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "mine.yaml").write_text(BRIEF.format("Mine"), "utf-8")
    return tmp_path / "own"


@pytest.fixture
def files_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of all files that lists have read."""
    read: list[str] = []

    def noted(model: Any, name: str, *arguments: Any, **more: Any) -> Any:
        read.append(name)
        return found(model, name, *arguments, **more)

    monkeypatch.setattr("guide.library.brief.found", noted)
    return read


def title() -> str | None:
    """The title of the user's routine, as it is listed."""
    brief = {line.name: line.brief for line in listing.routines(OWN)}["mine"]
    return brief.title if brief else None


def test_what_has_not_changed_is_not_read_again(own: Path, files_read: list[str]) -> None:
    """Of all routines, only the one that was changed."""
    threading.Event().wait(TICK_S)
    listing.routines(OWN)
    assert "spasm-relief" in files_read
    files_read.clear()
    listing.routines(OWN)
    assert files_read == []
    (own / "mine.yaml").write_text(BRIEF.format("Ours"), "utf-8")
    assert title() == "Ours"
    assert files_read == ["mine"]


def test_a_change_in_the_same_tick_is_seen(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the same size, in place, where the file system counts in two seconds, as FAT does."""

    def coarse(file: str) -> list[int] | None:
        known = identity(file)
        return known and [*known[:-2], *(at // SETTLED_NS * SETTLED_NS for at in known[-2:])]

    monkeypatch.setattr("guide.library.identity.SETTLED_NS", SETTLED_NS)
    monkeypatch.setattr("guide.library.identity.identity", coarse)
    monkeypatch.setattr("guide.library.index.identity", coarse)
    for number in range(20):
        (own / "mine.yaml").write_text(BRIEF.format(f"M{number:03}"), "utf-8")
        assert title() == f"M{number:03}"


def test_whatever_the_program_is_made_of_tells_it_from_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every module of both houses, and every catalogue."""
    asked: set[str] = set()

    def heard(file: str) -> list[int]:
        asked.add(file)
        return [1]

    monkeypatch.setattr("guide.library.identity.identity", heard)
    program()
    root = Path(__file__).parents[3]
    code = {str(file) for house in ("guide", "audio") for file in (root / house).rglob("*.py")}
    assert asked >= code | {str(file) for file in (root / "guide").rglob("*.mo")}


def test_another_program_reads_everything_anew(
    own: Path, files_read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it would tell of the same files may be something else."""
    threading.Event().wait(TICK_S)
    listing.routines(OWN)
    files_read.clear()
    monkeypatch.setattr("guide.library.index.program", lambda: "a later version")
    listing.routines(OWN)
    assert {"mine", "spasm-relief"} <= {*files_read}


def test_broken_routines_are_listed_with_their_problems(own: Path) -> None:
    """One broken file does not hide the others, the first time and again."""
    (own / "broken.yaml").write_text("title: Broken\n", encoding="utf-8")
    for _ in range(2):
        entries = {entry.name: entry for entry in listing.routines(OWN)}
        assert entries["broken"].brief is None
        assert [one.message for one in entries["broken"].problems] == ["`steps` is missing"]
        assert entries["spasm-relief"].brief is not None
        assert entries["spasm-relief"].problems == ()
        threading.Event().wait(TICK_S)


@pytest.mark.parametrize("there", ["a folder", "a file in place of the folder", "a pipe"])
def test_where_no_index_can_be_lists_are_the_same(own: Path, there: str) -> None:
    """Something else has its place, and nothing is told of that."""
    expected = listing.routines(OWN)
    lists = own.parent / "cache" / "lists"
    for file in [*lists.iterdir()]:
        file.unlink()
        if there == "a folder":
            file.mkdir()
        elif there == "a pipe":
            os.mkfifo(file)
    if there == "a file in place of the folder":
        lists.rmdir()
        lists.touch()
    assert listing.routines(OWN) == expected == listing.routines(OWN)


def test_a_disk_that_takes_nothing_costs_only_time(own: Path) -> None:
    """Neither a fault nor a part of an index: what was written aside goes again."""
    expected = guide("list").stdout
    shutil.rmtree(own.parent / "cache")
    limited = f"ulimit -f 0; exec {GUIDE} list"
    ran = subprocess.run(["bash", "-c", limited], capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr, ran.returncode) == (expected, "", 0)
    assert [*own.parent.glob("cache/lists/*")] == []


def test_two_lists_at_once(own: Path) -> None:
    """Each is right, and the index that stays is whole."""
    threading.Event().wait(SETTLED_NS / 1e9)
    alone = guide("list").stdout
    shutil.rmtree(own.parent / "cache")
    running = [start_guide("list") for _ in range(6)]
    assert {process.communicate(timeout=120)[0] for process in running} == {alone}
    (index,) = (own.parent / "cache" / "lists").iterdir()
    assert read(index, program()).entries.keys() >= {str(own / "mine.yaml")}


def test_what_is_left_is_cleared(own: Path) -> None:
    """What killed processes have left, and the indexes of lists that nobody asks for any more."""
    lists = own.parent / "cache" / "lists"
    lists.mkdir(parents=True)
    for number in range(30):
        (lists / f"{number}.json").touch()
    (lists / "a.json.1.new").touch()
    for file in lists.iterdir():
        os.utime(file, (1e9, 1e9))
    (lists / "b.json.2.new").touch()
    listing.routines(OWN)
    left = {file.name for file in lists.iterdir()}
    assert len(left) == MOST_INDEXES + 1
    assert "b.json.2.new" in left
    assert "a.json.1.new" not in left


def test_a_list_in_use_outlives_those_that_come_and_go(own: Path) -> None:
    """Its index is not written while nothing changes, but counts as new when it is used."""
    threading.Event().wait(TICK_S)
    listing.routines(OWN)
    (in_use,) = (own.parent / "cache" / "lists").iterdir()
    for number in range(MOST_INDEXES):
        in_use.with_name(f"{number}.json").touch()
    for file in in_use.parent.iterdir():
        os.utime(file, (1e9, 1e9))
    os.utime(in_use, (0, 0))
    before = in_use.stat().st_ino
    listing.routines(OWN)
    assert in_use.stat().st_ino == before
    listing.routines(demand("de"))
    assert in_use.exists()
    assert len([*in_use.parent.iterdir()]) == MOST_INDEXES
