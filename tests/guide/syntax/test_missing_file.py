"""A path that leads nowhere is told with what is probably meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide import folders
from guide.checking.check import check_file


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("frozen-shoulder", "Did you mean frozen-shoulder.yaml?"),
        ("frozen-sholder.yaml", "Did you mean frozen-shoulder.yaml?"),
        ("in/frozen-shoulder", "Check how it is written, and which folder you are in."),
        ("nothing-like-it.yaml", "Check how it is written, and which folder you are in."),
        ("..", "Name a file in it."),
        ("x\0", "Check that it is the file you mean, and that you may read it."),
    ],
)
def test_what_is_meant(
    path: str, hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file with the ending that was left out, or one with a name that is near."""
    (tmp_path / "frozen-shoulder.yaml").write_text("title: T\nsteps: [rest]\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(folders.FOLDER_VARIABLE, "no-such-folder")
    (problem,) = check_file(Path(path))
    assert problem.hint == hint


def test_a_routine_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check is of files, and tells where that of the name is."""
    monkeypatch.chdir(tmp_path)
    (problem,) = check_file(Path("spasm-relief"))
    assert problem.hint.startswith("Give its path: the routine of that name is ")
    assert problem.hint.endswith("spasm-relief.yaml.")
