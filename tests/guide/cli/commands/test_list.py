"""``guide list``, ``guide moves`` and ``guide where``: what there is, and where it comes from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from guide.folders import BUNDLED
from tests.guide.cli.conftest import SHORT
from tests.guide.cli.running import guide

if TYPE_CHECKING:
    from pathlib import Path

MOVE = "title: Wall angel\nsay: Stand with your back to a wall.\nhold: 20s-40s\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder with a move beside it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "moves").mkdir()
    (tmp_path / "moves" / "wall-angel.yaml").write_text(MOVE, "utf-8")
    return tmp_path


def test_list_tells_whose_a_routine_is_and_what_it_hides(own_folders: Path) -> None:
    """Nothing is said of a bundled one; for programs it is in the JSON."""
    own = own_folders / "routines"
    for name in ("mine.yaml", "mine.yml", "spasm-relief.yaml"):
        (own / name).write_text(SHORT, "utf-8")
    rows = {line.split()[0]: line for line in guide("list").stdout.splitlines()}
    assert rows["mine"].endswith("(mat) - yours, hides another of yours")
    assert rows["spasm-relief"].endswith("- yours, hides the one that comes along")
    assert rows["massage-holds"].endswith("(mat, massage ball or your hands), in en, de, es")
    found = {entry["name"]: entry for entry in json.loads(guide("list", "--json").stdout)}
    assert found["spasm-relief"]["hides"] == [str(BUNDLED / "spasm-relief.yaml")]
    assert found["massage-holds"]["origin"] == "bundled"


def test_moves_lists_the_library_and_what_is_beside_a_routine(here: Path) -> None:
    """By name, with title, length and what it is."""
    rows = {line.split()[0]: line for line in guide("moves").stdout.splitlines()}
    assert "Cat and cow, about 2 min: breathe in 4 s, breathe out 6 s; 5-10" in rows["cat-cow"]
    assert rows["wall-angel"].endswith("hold 20-40 s - in the folder moves here")
    found = {entry["name"]: entry for entry in json.loads(guide("moves", "--json").stdout)}
    assert found["wall-angel"]["origin"] == "beside"
    assert found["childs-pose"]["estimated_seconds"] > 45


def test_moves_looks_beside_another_routine_when_told_to(here: Path, own_folders: Path) -> None:
    """And in the user's own folder from everywhere."""
    (own_folders / "routines" / "moves").mkdir()
    (own_folders / "routines" / "moves" / "own-move.yaml").write_text(MOVE, "utf-8")
    (here / "else").mkdir()
    listed = guide("moves", "--beside", here / "else" / "x.yaml").stdout
    assert "wall-angel" not in listed
    assert "hold 20-40 s - yours" in listed


def test_one_move_is_shown_with_all_that_is_said(here: Path) -> None:
    """How it is used in a routine, and where its file is."""
    shown = guide("moves", "cat-cow").stdout
    for text in ("Cat and cow (about 2 min)", "If it hurts:", "Easier:", "write: - cat-cow"):
        assert text in shown
    assert str(BUNDLED / "moves" / "cat-cow.yaml") in shown
    assert json.loads(guide("moves", "wall-angel", "--json").stdout)["title"] == "Wall angel"


@pytest.mark.parametrize(
    ("name", "told"), [("wal-angel", "Did you mean wall-angel?"), ("zzz", "The moves are ")]
)
def test_an_unknown_move_is_told_with_what_may_be_meant(here: Path, name: str, told: str) -> None:
    """In one sentence, with status 1."""
    result = guide("moves", name)
    assert result.returncode == 1
    assert told in result.stderr


def test_a_broken_move_is_listed_and_shown_with_what_is_wrong(here: Path) -> None:
    """It keeps no other from being listed."""
    (here / "moves" / "broken.yaml").write_text("title: Oh no\n", "utf-8")
    listed = guide("moves")
    assert listed.returncode == 0
    assert "broken              cannot be read: moves/broken.yaml:1:1" in listed.stdout
    result = guide("moves", "broken")
    assert result.returncode == 1
    assert "`hold` or `each` is missing" in result.stderr


def test_where_tells_which_folders_in_which_order(here: Path, own_folders: Path) -> None:
    """Whether they are there, what is in them; and cache and history."""
    text = guide("where").stdout
    order = [
        f"1. {own_folders / 'routines'}\n     your own; 0 files",
        f"2. {BUNDLED}\n     comes along with the program; 6 files",
        f"1. {here / 'moves'}\n     beside a routine in this folder; 1 file\n",
        f"2. {own_folders / 'routines' / 'moves'}\n     your own; not there yet",
        f"3. {BUNDLED / 'moves'}",
        str(own_folders / "cache" / "clips"),
        str(own_folders / "history.db"),
        "'guide where --make' makes",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    told = json.loads(guide("where", "--json").stdout)
    assert told["routines"][1] == {
        "path": str(BUNDLED),
        "what": "comes along with the program",
        "files": 6,
    }
    assert told["history"] == str(own_folders / "history.db")


def test_where_makes_the_user_s_own_folder(here: Path, own_folders: Path) -> None:
    """With a folder for moves in it; twice does no harm."""
    for _ in range(2):
        result = guide("where", "--make")
        assert result.returncode == 0, result.stderr
        assert "--make" not in result.stdout
    assert (own_folders / "routines" / "moves").is_dir()


def test_where_tells_when_the_folder_cannot_be_made(here: Path) -> None:
    """In a sentence that says what to do."""
    (here / "file").write_text("", "utf-8")
    result = guide("where", "--make", STRETCH_GUIDE_ROUTINES=str(here / "file"))
    assert result.returncode == 1
    assert "cannot be made" in result.stderr
    assert "Set STRETCH_GUIDE_ROUTINES" in result.stderr


def test_the_folder_that_one_stands_in_is_looked_through_once(
    own_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one's own folder, its moves hide nothing of themselves."""
    folder = own_folders / "routines"
    (folder / "moves").mkdir()
    (folder / "moves" / "own-move.yaml").write_text(MOVE, "utf-8")
    monkeypatch.chdir(folder)
    assert "hides" not in guide("moves").stdout
