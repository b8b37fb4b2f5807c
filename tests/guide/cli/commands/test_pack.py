"""``guide pack`` and ``guide add``: given away and taken in, whole or not at all."""

from __future__ import annotations

import os
import shutil
import stat
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.library.incoming import of_zip
from guide.problems.problem import GuideError
from tests.bells import bell, write_bells
from tests.guide.cli.running import guide

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROUTINE = "title: Evening\nsteps: [wall-angel, my-cow, cat-cow]\n"
WALL = "title: Wall angel\nhold: 20s\n"
COW = "move: own-cow\ntitle: My cow\n"
OWN = "move: cat-cow\ntitle: Own cow\n"
SIMPLE = "title: Simple\nsteps: [rest: 3s]\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_folders: Path) -> Path:
    """A current folder with a routine, a move beside it, and two in the user's own folder."""
    monkeypatch.chdir(tmp_path)
    own = own_folders / "routines" / "moves"
    for folder, name, text in (
        (tmp_path, "evening.yaml", ROUTINE),
        (tmp_path / "moves", "wall-angel.yaml", WALL),
        (own, "my-cow.yaml", COW),
        (own, "own-cow.yml", OWN),
    ):
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def elsewhere(own_folders: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of another user, who has nothing yet."""
    folder = own_folders / "others"
    monkeypatch.setenv("STRETCH_GUIDE_ROUTINES", str(folder))
    return folder


def zip_of(path: Path, *entries: tuple[str | zipfile.ZipInfo, str | bytes]) -> Path:
    """A zip with what is wanted in it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return path


def files_in(folder: Path) -> dict[str, str]:
    """Everything in a folder, hidden files too."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_what_is_packed_can_be_added_and_played(here: Path, elsewhere: Path) -> None:
    """With the moves of its own, wherever they were, and without those that come along."""
    os.environ["STRETCH_GUIDE_ROUTINES"] = str(elsewhere.parent / "routines")
    packed = guide("pack", "evening.yaml")
    assert packed.returncode == 0, packed.stderr
    assert "guide add evening.zip" in packed.stdout
    os.environ["STRETCH_GUIDE_ROUTINES"] = str(elsewhere)
    added = guide("add", "evening.zip")
    assert added.returncode == 0, added.stderr
    assert "1 routine, with the moves my-cow, own-cow, wall-angel." in added.stdout
    assert "guide play evening" in added.stdout
    assert files_in(elsewhere) == {
        "evening/evening.yaml": ROUTINE,
        "evening/moves/wall-angel.yaml": WALL,
        "evening/moves/my-cow.yaml": COW,
        "evening/moves/own-cow.yml": OWN,
    }
    assert "1. Wall angel" in guide("show", "evening").stdout
    assert "evening" in guide("list").stdout


RINGING = """\
title: Ringing
sounds: {end: bowl.wav, start: sounds/bell.wav}
steps: [wall-angel]
"""


@pytest.mark.parametrize("way", ["zip", "folder", "file"])
def test_sounds_go_along(here: Path, elsewhere: Path, way: str) -> None:
    """Those that the routine has, and no others; what is added plays."""
    (here / "ringing.yaml").write_text(RINGING, "utf-8")
    write_bells(here, RINGING)
    (here / "other.wav").write_bytes(bell())
    for name in ("evening.yaml", "own.yaml"):
        (here / name).unlink(missing_ok=True)
    source = {"zip": here / "ringing.zip", "folder": here, "file": here / "ringing.yaml"}[way]
    if way == "zip":
        assert guide("pack", "ringing.yaml").returncode == 0
    added = guide("add", source)
    assert added.returncode == 0, added.stderr
    assert "with the sounds bowl.wav, sounds/bell.wav" in added.stdout
    assert ("Left out: other.wav." in added.stdout) == (way == "folder")
    names = {p.relative_to(elsewhere).as_posix() for p in elsewhere.rglob("*") if p.is_file()}
    assert {name.partition("/")[2] for name in names} == {
        *("ringing.yaml", "bowl.wav", "sounds/bell.wav", "moves/wall-angel.yaml")
    }
    assert guide("compile", "ringing").returncode == 0


def test_the_same_files_give_the_same_bytes(here: Path) -> None:
    """Whenever they were written."""
    assert guide("pack", "evening.yaml", "-o", "a.zip").returncode == 0
    os.utime("evening.yaml", (10**9, 10**9))
    assert guide("pack", "evening.yaml", "-o", "b.zip").returncode == 0
    assert (here / "a.zip").read_bytes() == (here / "b.zip").read_bytes()
    assert zipfile.ZipFile(here / "a.zip").testzip() is None


@pytest.mark.parametrize("way", ["folder", "file", "zipped folder"])
def test_a_folder_and_a_file_are_added_too(here: Path, elsewhere: Path, way: str) -> None:
    """A file comes with its moves; litter and other files are left out."""
    folder = here / "given"
    shutil.copytree(here / "moves", folder / "moves")
    (folder / "simple.yaml").write_text("title: S\nsteps: [wall-angel]\n", "utf-8")
    (folder / ".DS_Store").write_text("")
    (folder / "leaflet.txt").write_text("Hello.")
    source = {"folder": folder, "file": folder / "simple.yaml"}.get(way)
    if source is None:
        source = here / "given.zip"
        names = [(p.relative_to(here).as_posix(), p) for p in folder.rglob("*") if p.is_file()]
        zip_of(source, *((name, path.read_bytes()) for name, path in names))
    result = guide("add", source)
    assert result.returncode == 0, result.stderr
    assert ("Left out: leaflet.txt." in result.stdout) == (way != "file")
    names = {name.partition("/")[2] for name in files_in(elsewhere)}
    assert names == {"simple.yaml", "moves/wall-angel.yaml"}


def test_a_move_is_added_for_all_routines(here: Path, elsewhere: Path) -> None:
    """It says how to use it."""
    result = guide("add", "moves/wall-angel.yaml")
    assert result.returncode == 0, result.stderr
    assert "write: - wall-angel" in result.stdout
    assert files_in(elsewhere) == {"moves/wall-angel.yaml": WALL}
    assert guide("add", "moves/wall-angel.yaml").returncode == 1


def test_moves_alone_are_added_for_all_routines(here: Path, elsewhere: Path) -> None:
    """All of those in a zip, or none; and it says how to be rid of them."""
    entries = ("moves/wall-angel.yaml", WALL), ("moves/low-angel.yaml", "move: wall-angel\n")
    source = zip_of(here / "angels.zip", *entries)
    result = guide("add", source)
    assert result.returncode == 0, result.stderr
    assert "Added to " in result.stdout and "the moves low-angel, wall-angel" in result.stdout
    assert "write: - low-angel" in result.stdout and "delete" in result.stdout
    assert files_in(elsewhere) == dict(entries)
    (elsewhere / "moves" / "low-angel.yaml").unlink()
    refused = guide("add", source)
    assert refused.returncode == 1
    assert files_in(elsewhere) == dict(entries[:1])
    assert guide("add", source, "--force").returncode == 0
    assert files_in(elsewhere) == dict(entries)


def test_a_move_that_no_step_could_name_is_not_added(here: Path, elsewhere: Path) -> None:
    """It is told how to rename it; nor is one taken for a routine."""
    (here / "My move.yaml").write_text(WALL, "utf-8")
    assert "rename" in guide("add", "My move.yaml").stderr
    zipped = guide("add", zip_of(here / "p.zip", ("wall-angel.yaml", WALL)))
    assert "is a move: moves lie in a folder called moves" in zipped.stderr
    assert not elsewhere.exists()


TWO = "title: {en: Two, de: Zwei}\nsay: Reach up.\nhold: 3s\n"
"""A move whose words are not there in one of its languages."""


@pytest.mark.parametrize("given_as", ["file", "zip", "move", "zip of moves"])
def test_all_languages_are_checked(here: Path, elsewhere: Path, given_as: str) -> None:
    """Of a routine and of a move: whoever gets it plays it in any of them."""
    (here / "moves" / "two.yaml").write_text(TWO, "utf-8")
    routine = "title: {en: Evening, de: Abend}\nsteps: [two]\n"
    (here / "two.yaml").write_text(routine, "utf-8")
    both, alone = ("two.yaml", routine), ("moves/two.yaml", TWO)
    of = {"file": "two.yaml", "move": "moves/two.yaml", "zip": "p.zip", "zip of moves": "p.zip"}
    zip_of(here / "p.zip", alone, *([both] if given_as == "zip" else []))
    result = guide("add", of[given_as])
    assert result.returncode == 1
    assert "moves/two.yaml:2:6: this text is missing in German (de)" in result.stderr
    assert files_in(elsewhere) == {}
    if given_as == "file":
        assert "missing in German" in guide("pack", "two.yaml").stderr
        assert not (here / "two.zip").exists()


def test_it_is_told_how_to_be_rid_of_what_was_added(here: Path, elsewhere: Path) -> None:
    """It has a folder of its own."""
    result = guide("add", zip_of(here / "p.zip", ("simple.yaml", SIMPLE)))
    assert f"To be rid of it, delete the folder {elsewhere / 'p'}." in result.stdout


def test_what_was_added_is_replaced_only_when_told_to(here: Path, elsewhere: Path) -> None:
    """Then wholly: what is not in the new one is gone."""
    zip_of(here / "p.zip", ("simple.yaml", SIMPLE), ("old.yaml", SIMPLE))
    assert guide("add", "p.zip").returncode == 0
    zip_of(here / "p.zip", ("simple.yaml", SIMPLE.replace("3s", "4s")))
    before = files_in(elsewhere)
    refused = guide("add", "p.zip")
    assert refused.returncode == 1
    assert "--force" in refused.stderr
    assert files_in(elsewhere) == before
    assert guide("add", "p.zip", "--force").returncode == 0
    assert files_in(elsewhere) == {"p/simple.yaml": SIMPLE.replace("3s", "4s")}


def test_a_name_that_is_taken_is_told(here: Path, elsewhere: Path) -> None:
    """Also with --force: another file would be found in its place."""
    elsewhere.mkdir()
    (elsewhere / "simple.yaml").write_text(SIMPLE, "utf-8")
    result = guide("add", zip_of(here / "p.zip", ("simple.yaml", SIMPLE)), "--force")
    assert result.returncode == 1
    assert "rename or delete that first" in result.stderr
    assert files_in(elsewhere) == {"simple.yaml": SIMPLE}


@pytest.mark.parametrize("name", ["spasm-relief.yaml", "Spasm-Relief.yml"])
def test_what_hides_a_bundled_routine_is_let_in_only_when_told_to(
    here: Path, elsewhere: Path, name: str
) -> None:
    """Whoever plays the one they know must not hear a stranger's; with --force, it is told."""
    source = zip_of(here / "p.zip", (name, SIMPLE))
    refused = guide("add", source)
    assert refused.returncode == 1
    assert "comes with the program, and would hide it: rename the file" in refused.stderr
    assert "--force" in refused.stderr
    assert not elsewhere.exists()
    assert "hides the one that comes along" in guide("add", source, "--force").stdout


def test_what_hides_a_bundled_move_is_let_in_only_when_told_to(here: Path, elsewhere: Path) -> None:
    """As a move for all routines it would be in the bundled ones too; in a package it is not."""
    (here / "cat-cow.yaml").write_text(WALL, "utf-8")
    refused = guide("add", "cat-cow.yaml")
    assert refused.returncode == 1
    assert "a move that comes with the program" in refused.stderr
    assert not elsewhere.exists()
    assert guide("add", "cat-cow.yaml", "--force").returncode == 0
    packed = zip_of(here / "p.zip", ("own.yaml", SIMPLE), ("moves/cat-cow.yaml", WALL))
    assert guide("add", packed).returncode == 0


def kind(name: str, mode: int) -> zipfile.ZipInfo:
    """An entry of a zip that is no plain file."""
    entry = zipfile.ZipInfo(name)
    entry.create_system, entry.external_attr = 3, (mode | 0o777) << 16
    return entry


def lying(path: Path) -> None:
    """A file that says it is small."""
    zip_of(path, ("a.yaml", "title: A\n" + "#" * 2_000_000))
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (99).to_bytes(4, "little")
    path.write_bytes(data)


def cut(path: Path) -> None:
    """Half of a zip."""
    zip_of(path, ("a.yaml", os.urandom(20_000)))
    path.write_bytes(path.read_bytes()[3000:])


GOOD = ("good.yaml", SIMPLE)
RINGING_ALONE = "title: R\nsounds: {end: bowl.wav}\nsteps: [rest: 3s]\n"
EVIL: dict[str, tuple[Callable[[Path], Any], str]] = {
    "parent": (lambda p: zip_of(p, GOOD, ("../evil.yaml", SIMPLE)), "leads out"),
    "absolute": (lambda p: zip_of(p, GOOD, ("/tmp/evil.yaml", SIMPLE)), "leads out"),
    "inside": (lambda p: zip_of(p, GOOD, ("moves/../../evil.yaml", WALL)), "leads out"),
    "drive": (lambda p: zip_of(p, GOOD, ("C:evil.yaml", SIMPLE)), "not every system"),
    "backslash": (lambda p: zip_of(p, GOOD, ("..\\evil.yaml", SIMPLE)), "not every system"),
    "device": (lambda p: zip_of(p, GOOD, ("NUL.yaml", SIMPLE)), "not every system"),
    "dot": (lambda p: zip_of(p, GOOD, ("evil.yaml.", SIMPLE)), "not every system"),
    "escape": (lambda p: zip_of(p, GOOD, ("a\x1b[31m.yaml", SIMPLE)), "not every system"),
    "long": (lambda p: zip_of(p, GOOD, ("a" * 200 + ".yaml", SIMPLE)), "not every system"),
    "twice": (lambda p: zip_of(p, GOOD, ("GOOD.yaml", SIMPLE)), "twice"),
    "link": (lambda p: zip_of(p, GOOD, (kind("l.yaml", stat.S_IFLNK), "/etc/passwd")), "a link"),
    "pipe": (lambda p: zip_of(p, GOOD, (kind("l.yaml", stat.S_IFIFO), "")), "a link or a device"),
    "bomb": (lambda p: zip_of(p, GOOD, ("b.txt", b"\0" * 10_000_000)), "far larger"),
    "large": (lambda p: zip_of(p, GOOD, ("b.yaml", os.urandom(1 << 20) + b"0")), "1 MiB"),
    "total": (lambda p: zip_of(p, GOOD, ("b.txt", b"\0" * (17 << 20))), "16 MiB"),
    "many": (lambda p: zip_of(p, *((f"{n}.yaml", SIMPLE) for n in range(501))), "501 files"),
    "lying": (lying, "no zip that can be read"),
    "cut": (cut, "no zip that can be read"),
    "no zip": (lambda p: p.write_bytes(b"rubbish"), "no zip, no folder"),
    "empty": (zip_of, "no routine"),
    "only text": (lambda p: zip_of(p, ("a.txt", "Hello")), "no routine"),
    "huge": (
        lambda p: p.write_bytes(os.urandom(17 << 20) + zip_of(p, GOOD).read_bytes()),
        "16 MiB",
    ),
    "broken": (lambda p: zip_of(p, GOOD, ("b.yaml", "title: B\n")), "b.yaml:1:1: `steps` is"),
    "broken move": (
        lambda p: zip_of(p, GOOD, ("moves/m.yaml", "title: M\nhld: 3s\n")),
        "moves/m.yaml:2:1: unknown key",
    ),
    "no sound": (
        lambda p: zip_of(p, ("a.yaml", RINGING_ALONE), ("bowl.wav", "RIFF, but no sound")),
        'the sound file "bowl.wav" cannot be decoded',
    ),
    "missing sound": (lambda p: zip_of(p, ("a.yaml", RINGING_ALONE)), "no sound file"),
    "large sound": (
        lambda p: zip_of(p, ("a.yaml", RINGING_ALONE), ("bowl.wav", os.urandom(2 << 20) + b"0")),
        "larger than 2 MiB",
    ),
    "missing move": (lambda p: zip_of(p, ("a.yaml", ROUTINE)), 'unknown move "wall-angel"'),
}


@pytest.mark.parametrize("name", EVIL)
def test_what_must_not_come_in_stays_out(here: Path, elsewhere: Path, name: str) -> None:
    """Nothing is added of it, not even what is good in it; it is told in a sentence."""
    make, told = EVIL[name]
    make(here / "p.zip")
    result = guide("add", "p.zip")
    assert result.returncode == 1, result.stdout
    assert told in result.stderr
    assert "Traceback" not in result.stderr and "unexpected" not in result.stderr
    assert "\x1b" not in result.stderr
    assert not elsewhere.exists()
    assert not (here.parent / "evil.yaml").exists()
    assert (here / "evening.yaml").read_text("utf-8") == ROUTINE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
@pytest.mark.parametrize("what", ["link", "pipe"])
def test_links_and_pipes_in_a_folder_stay_out(here: Path, elsewhere: Path, what: str) -> None:
    """And nothing waits for ever."""
    folder = here / "given"
    folder.mkdir()
    (folder / "simple.yaml").write_text(SIMPLE, "utf-8")
    if what == "link":
        (folder / "a.yaml").symlink_to(here / "evening.yaml")
    else:
        os.mkfifo(folder / "a.yaml")
    result = guide("add", folder)
    assert result.returncode == 1
    assert "a link or a device" in result.stderr
    assert not elsewhere.exists()


def test_printed_commands_can_be_copied(here: Path, elsewhere: Path) -> None:
    """Also where names have spaces in them."""
    (here / "My Knee.yaml").write_text(SIMPLE, "utf-8")
    assert "guide add 'My Knee.zip'" in guide("pack", "My Knee.yaml").stdout
    added = guide("add", "My Knee.zip")
    assert "guide play 'My Knee'" in added.stdout
    assert guide("show", "My Knee").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("add",), 2, "Missing argument 'FILE'"),
        (("add", "nowhere.zip"), 1, "no such file or folder"),
        (("add", "/dev/null"), 1, "no zip, no folder"),
        (("pack",), 2, "Missing argument 'ROUTINE'"),
        (("pack", "nowhere.yaml"), 1, "no such file"),
        (("pack", "moves/wall-angel.yaml"), 1, "is a move"),
        (("pack", "evening.yaml", "-o", "a.txt"), 2, ".zip"),
        (("pack", "evening.yaml", "-o", "/nowhere/a.zip"), 1, "no such folder"),
    ],
)
def test_wrong_use_is_told(arguments: tuple[str, ...], status: int, told: str) -> None:
    """In a sentence."""
    result = guide(*arguments)
    assert result.returncode == status
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_a_folder_that_cannot_be_written_is_told(here: Path) -> None:
    """With what to do; and a zip that is there is kept."""
    zip_of(here / "p.zip", GOOD)
    (here / "file").write_text("")
    result = guide("add", "p.zip", STRETCH_GUIDE_ROUTINES=str(here / "file"))
    assert result.returncode == 1
    assert "STRETCH_GUIDE_ROUTINES names another folder." in result.stderr
    assert guide("pack", "evening.yaml", "-o", "p.zip").returncode == 1


@given(st.data())
def test_a_scrambled_zip_is_refused_or_read(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Whatever its bytes are: files with names that are let in, or a sentence."""
    path = tmp_path_factory.mktemp("zip") / "p.zip"
    zip_of(path, GOOD, ("moves/wall-angel.yaml", WALL))
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(content)
    try:
        package = of_zip(path)
    except GuideError:
        return
    assert all(".." not in name and not name.startswith("/") for name in package.files)
