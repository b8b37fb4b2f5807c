"""The library: routines are found by name or path, the user's own before the bundled."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide import library
from guide.folders import BUNDLED, FOLDER_VARIABLE, user_folder
from guide.problems import GuideError, RoutineError

VALID = "title: Mine\nsteps: [rest]\n"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder, empty."""
    folder = tmp_path / "own"
    folder.mkdir()
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
    return folder


def test_bundled_routines_are_found_by_name(own: Path) -> None:
    """All bundled routines are listed in order, and each can be found and loaded."""
    names = library.names()
    assert names == sorted(path.stem for path in BUNDLED.glob("*.yaml"))
    assert "spasm-relief" in names
    for name in names:
        assert library.find(name) == BUNDLED / f"{name}.yaml"
        assert library.load(name).steps


def test_own_routines_shadow_bundled_ones(own: Path) -> None:
    """A routine of the user's is found before a bundled one of its name, and listed once."""
    (own / "spasm-relief.yaml").write_text(VALID, encoding="utf-8")
    (own / "mine.yml").write_text(VALID, encoding="utf-8")
    (own / "notes.txt").write_text("not a routine", encoding="utf-8")
    (own / "folder.yaml").mkdir()
    assert library.load("spasm-relief").title == "Mine"
    assert library.names().count("spasm-relief") == 1
    assert "mine" in library.names()
    assert not {"notes", "folder"} & set(library.names())


def test_own_moves_shadow_bundled_ones(own: Path) -> None:
    """Bundled routines use the user's move where there is one of that name."""
    (own / "moves").mkdir()
    (own / "moves" / "childs-pose.yaml").write_text("title: My pose\nhold: 5s\n", encoding="utf-8")
    titles = [getattr(step, "title", None) for step in library.load("gentle-stretches").steps]
    assert "My pose" in titles


def test_paths_are_taken_as_they_are(own: Path, tmp_path: Path) -> None:
    """What has a separator or the ending of a routine is a path, whether it is there or not."""
    assert library.find("there/is/none") == Path("there/is/none")
    assert library.find("none.yaml") == Path("none.yaml")
    assert library.find("none.yml") == Path("none.yml")
    with pytest.raises(RoutineError, match="there is no such file"):
        library.load(str(tmp_path / "none.yaml"))


def test_unknown_names(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unknown name is one sentence with what may be meant, and what there is."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(GuideError, match="Did you mean spasm-relief") as caught:
        library.find("spasm-releif")
    assert "massage-holds" in str(caught.value)
    (tmp_path / "mine").write_text(VALID, encoding="utf-8")
    with pytest.raises(GuideError, match=r"write \.[/\\]mine"):
        library.find("mine")
    for odd in ("", "..", "a\0b", "x" * 10_000, "\x1b[31m"):
        with pytest.raises(GuideError, match="there is no routine called"):
            library.find(odd)


def test_broken_routines_are_listed_with_their_problems(own: Path) -> None:
    """One broken file does not hide the others."""
    (own / "broken.yaml").write_text("title: Broken\n", encoding="utf-8")
    entries = {entry.name: entry for entry in library.routines()}
    assert entries["broken"].content is None
    assert [one.message for one in entries["broken"].problems] == ["`steps` is missing"]
    assert entries["spasm-relief"].content is not None
    assert entries["spasm-relief"].problems == ()


def test_a_folder_that_is_not_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Most users have no folder of their own, and some have no home that can be read."""
    for folder in (tmp_path / "none", tmp_path / "file" / "inside"):
        (tmp_path / "file").touch()
        monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
        assert "spasm-relief" in library.names()
        assert library.load("spasm-relief").title


def test_the_users_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a choice of the user's it is where the platform keeps such files."""
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
    assert user_folder().parts[-2:] == ("stretch-guide", "routines")
