"""The library: routines are found by name or path, the user's own before the bundled."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.folders import BUNDLED, FOLDER_VARIABLE, user_folder
from guide.library import finding as library
from guide.problems.problem import GuideError, RoutineError
from guide.reading.parameters import Given

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


def test_a_move_is_heard_as_the_only_step_of_a_routine(own: Path, tmp_path: Path) -> None:
    """Of one that is based on another too, and it is told what it is."""
    moves = tmp_path / "moves"
    moves.mkdir()
    (moves / "slow-cow.yaml").write_text(
        "move: cat-cow\ntitle: Slow cow\noptional: true\n", "utf-8"
    )
    alone = tmp_path / "reach.yaml"
    alone.write_text("title: Reach\nsides: [left, right]\nhold: 20s\n", "utf-8")
    slow, reach = (library.load(str(path)) for path in (moves / "slow-cow.yaml", alone))
    assert (slow.title, [step.title for step in slow.steps]) == ("Slow cow", ["Slow cow"])
    assert not slow.steps[0].optional
    assert reach.steps[0].sides == ("left", "right")
    assert reach.summary and "move" in reach.summary
    assert library.known_as(reach) == str(alone)


def test_a_broken_move_has_the_problems_of_a_move(own: Path, tmp_path: Path) -> None:
    """Not those of a routine; and parameters are told to be of routines alone."""
    path = tmp_path / "reach.yaml"
    path.write_text("title: Reach\nside: [left]\nhold: 20s\n", "utf-8")
    with pytest.raises(RoutineError) as caught:
        library.load(str(path))
    assert [problem.hint for problem in caught.value.problems] == ["Did you mean `sides`?"]
    path.write_text("title: Reach\nhold: 20s\n", "utf-8")
    with pytest.raises(RoutineError) as caught:
        library.load(str(path), Given(("hold=3s",)))
    assert "Only a routine has parameters" in caught.value.problems[0].hint


def test_the_name_of_a_move_is_told_to_be_one(own: Path) -> None:
    """With the file that can be played."""
    with pytest.raises(GuideError, match=r"It is a move.*childs-pose\.yaml"):
        library.find("childs-pose")


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
