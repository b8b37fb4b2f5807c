"""When a file that is being written counts as changed, however editors save it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from guide.playing.preview import PATIENCE_LOOKS, Watched

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "title: A\nsteps: [rest: 1s]\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A routine in a folder of its own."""
    path = tmp_path / "a.yaml"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def watched(file: Path) -> Watched:
    """The file, looked at until nothing is new."""
    watched = Watched(file)
    assert looks(watched, 3) == 1
    return watched


def looks(watched: Watched, number: int = 2 * PATIENCE_LOOKS) -> int:
    """In how many of so many looks it has changed."""
    return sum(watched.has_changed() for _ in range(number))


def test_a_file_that_rests_has_not_changed(watched: Watched) -> None:
    """However often it is looked at."""
    assert looks(watched, 500) == 0


def test_a_save_is_told_once_when_nothing_writes_any_more(file: Path, watched: Watched) -> None:
    """A file that grows is waited for."""
    with file.open("w", encoding="utf-8") as writing:
        for line in TEXT.splitlines(keepends=True) * 3:
            writing.write(f"# {line}")
            writing.flush()
            assert not watched.has_changed()
    assert [watched.has_changed() for _ in range(3)] == [True, False, False]


def test_a_save_of_the_same_length_is_seen(file: Path, watched: Watched) -> None:
    """By its moment."""
    file.write_text(TEXT.replace("1s", "2s"), "utf-8")
    assert looks(watched) == 1


def test_editors_that_write_beside_and_rename_are_followed(file: Path, watched: Watched) -> None:
    """With a backup of the old one or without, and with its moment kept."""
    for number in range(3):
        new = file.with_name(".a.yaml.swp")
        new.write_text(f"{TEXT}# {number}\n", "utf-8")
        os.utime(new, ns=(file.stat().st_mtime_ns,) * 2)
        if number:
            file.replace(file.with_name("a.yaml~"))
            assert not watched.has_changed()
        new.replace(file)
        assert looks(watched) == 1


@pytest.mark.parametrize("gone", ["deleted", "empty"])
def test_a_file_that_is_gone_for_a_moment_is_waited_for(
    file: Path, watched: Watched, gone: str
) -> None:
    """What comes back is told; that it was away is not, unless it stays so."""
    file.unlink() if gone == "deleted" else file.write_text("")
    assert looks(watched, PATIENCE_LOOKS // 2) == 0
    file.write_text(f"{TEXT}# more\n", "utf-8")
    assert looks(watched) == 1
    file.unlink() if gone == "deleted" else file.write_text("")
    assert looks(watched) == 1
    file.write_text(TEXT, "utf-8")
    assert looks(watched) == 1


def test_moves_beside_it_are_followed_too(file: Path, watched: Watched) -> None:
    """One that comes, changes, and goes."""
    move = file.parent / "moves" / "m.yaml"
    move.parent.mkdir()
    assert looks(watched) == 1
    move.write_text("title: M\nhold: 3s\n", "utf-8")
    assert looks(watched) == 1
    move.write_text("title: M\nhold: 4s\n", "utf-8")
    assert looks(watched) == 1
    move.unlink()
    assert looks(watched) == 1
