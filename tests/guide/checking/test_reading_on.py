"""All problems at once, also behind what keeps a file from being read as YAML."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide import folders
from guide.checking.check import check_file
from guide.problems.problem import Edit
from guide.syntax.edits import Change, applied
from guide.syntax.nodes import Source
from tests.guide.expected import expected, told

SLIPS = Path(__file__).parents[1] / "corpus" / "slips"
FILES = sorted(path.name for path in SLIPS.glob("*.yaml"))


@pytest.fixture(autouse=True)
def in_corpus(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the corpus' own moves are found."""
    monkeypatch.chdir(SLIPS)
    monkeypatch.setattr(folders, "BUNDLED", Path("../library"))
    monkeypatch.setenv(folders.FOLDER_VARIABLE, "no-such-folder")


@pytest.mark.parametrize("name", FILES)
def test_slips_hide_nothing(name: str) -> None:
    """Each file has just the problems it says itself, at the places where they are in it."""
    file = Path(name)
    assert told(check_file(file), file) == expected(file)


def test_line_ends_and_marks_move_no_place() -> None:
    """The same problems are told of a file from Windows."""
    file = Path("many.yaml")
    text = file.read_text("utf-8").replace("\n", "\r\n")
    marked = check_file(file, b"\xef\xbb\xbf" + text.encode())
    assert told(marked, file) == expected(file)
    for problem in marked:
        for edit in problem.edits:
            assert 0 <= edit.start <= edit.end <= len(text)


def test_a_problem_of_a_move_keeps_its_place(tmp_path: Path) -> None:
    """What is put right in one file for reading on moves nothing in another."""
    (tmp_path / "moves").mkdir()
    move = tmp_path / "moves" / "swing.yaml"
    move.write_text("title: Swing\nhold: long\n", "utf-8")
    file = tmp_path / "routine.yaml"
    file.write_text("title: T\nsteps:\n  - swing\n  - title:A\n    hold: 20s\n", "utf-8")
    places = [(one.place.file, one.place.line, one.place.column) for one in check_file(file)]
    assert places[:2] == [(str(file), 4, 5), (str(move), 2, 7)]


_words = st.text("ab\n {", max_size=12)


@given(_words, _words.filter(bool), _words, _words)
def test_a_place_behind_an_edit_is_found_again(
    before: str, edited: str, instead: str, behind: str
) -> None:
    """Wherever it is, by the characters that follow it."""
    instead = instead.replace("\n", "") + "\n" * edited.count("\n")
    edit = Edit(len(before), len(before) + len(edited), instead)
    text = before + edited + behind
    change = Change(Source("a", text), Source("a", before + instead + behind), (edit,))
    assert applied(text.encode(), [edit]).decode() == change.after.text
    for index in range(len(behind)):
        assert change.index_before(len(before) + len(instead) + index) == edit.end + index
    for index in range(len(before)):
        assert change.index_before(index) == index
    for index in range(len(instead)):
        assert edit.start <= change.index_before(edit.start + index) <= edit.end
