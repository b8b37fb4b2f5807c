"""What a file without problems may yet do wrong when it is played is told before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from audio.speech.engine import RefusalError
from guide import folders
from guide.checking.check import check_file
from guide.checking.unused import unused_moves
from guide.problems.codes import Code
from tests.guide.expected import expected, told
from tests.routines.bundled import MOVES, ROUTINES

if TYPE_CHECKING:
    from guide.problems.problem import Problem

DOUBTFUL = Path(__file__).parents[1] / "corpus" / "doubtful"
FILES = sorted(str(path.relative_to(DOUBTFUL)) for path in DOUBTFUL.rglob("*.yaml"))


@pytest.fixture
def in_corpus(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the corpus' own moves are found, by paths as seen from ``corpus/doubtful``."""
    monkeypatch.chdir(DOUBTFUL)
    monkeypatch.setattr(folders, "BUNDLED", Path("../library"))
    monkeypatch.setenv(folders.FOLDER_VARIABLE, "no-such-folder")


@pytest.mark.usefixtures("in_corpus")
@pytest.mark.parametrize("name", FILES)
def test_doubtful_files(name: str) -> None:
    """Each file of the corpus has just the warnings it says itself, in order, in one go."""
    file = Path(name)
    found = check_file(file)
    assert not any(problem.is_error for problem in found)
    unused = [one for one in unused_moves([file]) if one.place.file == name]
    assert told([*found, *unused], file) == expected(file)


@pytest.mark.parametrize("file", [*ROUTINES, *MOVES], ids=lambda file: file.stem)
def test_the_bundled_files_leave_no_doubt(file: Path) -> None:
    """Routines and moves, which the real voice can speak in time."""
    assert check_file(file) == []


def test_a_bundled_move_needs_no_bundled_routine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is there for the routines of others: nothing is told of it, nor where all are checked."""
    files = [tmp_path / "one.yaml", tmp_path / "moves" / "swing.yaml"]
    files[1].parent.mkdir()
    files[0].write_text("title: Short\nsteps: [rest]\n", "utf-8")
    files[1].write_text("title: Swing\nhold: 9s\n", "utf-8")
    assert len(unused_moves(files)) == 1
    monkeypatch.setattr("guide.checking.unused.BUNDLED", tmp_path)
    assert unused_moves(files) == []


def test_who_checks_one_routine_of_several_asks_nothing_about_moves(tmp_path: Path) -> None:
    """But who checks all of them does, and who checks the move itself."""
    (tmp_path / "moves").mkdir()
    move = tmp_path / "moves" / "swing.yaml"
    move.write_text("title: Swing\nhold: 9s\n", "utf-8")
    files = [tmp_path / "one.yaml", tmp_path / "two.yaml"]
    for file in files:
        file.write_text("title: Short\nsteps: [rest]\n", "utf-8")
    assert unused_moves(files[:1]) == []
    assert [one.place.file for one in unused_moves(files)] == [str(move)]
    assert [one.place.file for one in unused_moves([move])] == [str(move)]


def test_a_move_is_used_by_its_name_and_not_by_a_word(tmp_path: Path) -> None:
    """Also by another move, as an easier form, or where a group has it."""
    (tmp_path / "moves").mkdir()
    texts = {
        "moves/wall.yaml": "title: Wall\nsay: Lean on it.\nhold: 9s\n",
        "moves/base.yaml": "title: Base\nsay: Lean.\nhold: 9s\n",
        "moves/chair.yaml": "move: base\neasier: sofa\n",
        "moves/sofa.yaml": "title: Sofa\nsay: Sit.\nhold: 9s\n",
        "one.yaml": "title: To the wall\nsteps: [{repeat: 2, steps: [chair, chair]}, chair]\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    unused = unused_moves([tmp_path / "one.yaml"])
    assert [Path(one.place.file).name for one in unused] == ["wall.yaml"]


def test_what_a_file_with_problems_uses_is_not_known(tmp_path: Path) -> None:
    """So no move beside it is told to be unused."""
    (tmp_path / "moves").mkdir()
    (tmp_path / "moves" / "swing.yaml").write_text("title: Swing\nhold: 9s\n", "utf-8")
    file = tmp_path / "one.yaml"
    file.write_text("title: Short\nsteps: [swingg]\n", "utf-8")
    assert unused_moves([file]) == []
    assert unused_moves([tmp_path / "moves" / "swing.yaml"]) == []


def test_moves_of_the_users_own_folder_may_be_used_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So nothing is told of them there."""
    (tmp_path / "moves").mkdir()
    (tmp_path / "moves" / "swing.yaml").write_text("title: Swing\nhold: 9s\n", "utf-8")
    file = tmp_path / "short.yaml"
    file.write_text("title: Short\nsteps: [rest]\n", "utf-8")
    assert [Path(one.place.file).name for one in unused_moves([file])] == ["swing.yaml"]
    monkeypatch.setenv(folders.FOLDER_VARIABLE, str(tmp_path))
    assert unused_moves([file]) == []


def test_errors_hide_no_warnings_of_other_lines(tmp_path: Path) -> None:
    """What is doubtful in a text does not follow from what is wrong elsewhere."""
    file = tmp_path / "file.yaml"
    file.write_text("title: LIE DOWN NOW\nsteps: [nowhere]\n", "utf-8")
    assert [problem.code.id for problem in check_file(file)] == ["R109", "R054"]
    file.write_text("title: LIE DOWN NOW: NOW\nsteps: [[]]\n", "utf-8")
    assert [problem.code.id for problem in check_file(file)] == ["R018", "R034"]


def test_beside_what_can_be_mended_all_warnings_are_told(tmp_path: Path) -> None:
    """Once, at their places in the file as it is."""
    file = tmp_path / "file.yaml"
    text = "title: A\nsteps:\n  - {title: Hold, hodl: 10m}\n  - {title: Reach, hold: 9m}\n"
    file.write_text(text, "utf-8")
    found = [(one.code.id, one.place.line, one.place.column) for one in check_file(file)]
    mended = [(one.code.id, one.place.line, one.place.column) for one in mended_of(file)]
    assert found == sorted([*mended, ("R012", 3, 19)], key=lambda one: one[1:])
    assert len(mended) > 2


def mended_of(file: Path) -> list[Problem]:
    """The warnings of the file once it is mended."""
    return check_file(file, file.read_bytes().replace(b"hodl", b"hold"))


def test_what_is_said_in_words_leaves_no_doubt(tmp_path: Path) -> None:
    """Units, signs and abbreviations that the program reads aloud need not be written out."""
    file = tmp_path / "mended.yaml"
    words = "Press #2 for ~30 s, max. 5 min/day, incl. rest, w/o shoes & e.g. 1/2 in, < 20 °C."
    lines = ("title: Mended", "before: Stop at any time.", "steps:", "  - title: Press")
    file.write_text("\n".join((*lines, f'    say: "{words}"', "    hold: 5s\n")), "utf-8")
    assert check_file(file) == []


def test_without_the_data_of_the_voices_a_file_can_be_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is wrong with the machine is no fault of the file: `guide doctor` tells that."""

    def speaks(_language: str) -> bool:
        raise RefusalError("eSpeak NG could not read its data.")

    file = tmp_path / "one.yaml"
    file.write_text("title: Qapla\nlanguage: tlh\nsteps:\n  - {title: A, hold: 20s}\n", "utf-8")
    before = [problem.code for problem in check_file(file)]
    assert Code.UNSPOKEN_LANGUAGE in before
    monkeypatch.setattr("audio.speech.espeak_voices.speaks", speaks)
    after = [problem.code for problem in check_file(file)]
    assert after == [code for code in before if code is not Code.UNSPOKEN_LANGUAGE]


@pytest.mark.parametrize("piece", ["-", "a", "a.", "{", "1 ", "www.", "A"])
def test_what_is_too_long_for_a_text_is_not_looked_at(tmp_path: Path, piece: str) -> None:
    """It is told as such; to look for addresses in it would take hours."""
    file = tmp_path / "long.yaml"
    title = piece * (900_000 // len(piece))
    file.write_text(f'title: T\nsteps:\n  - title: "{title}"\n    hold: 5s\n', "utf-8")
    assert [problem.code for problem in check_file(file)] == [Code.TEXT_TOO_LONG]
