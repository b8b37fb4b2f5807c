"""The table of codes: complete, true, and used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guide import folders
from guide.checking.check import check_file
from guide.checking.unused import unused_moves
from guide.language.languages import WITH_WORDS, all_named
from guide.problems.codes import Code
from guide.problems.explaining import FOLDER, explanation_of
from guide.problems.problem import Problem
from guide.syntax.text_file import MAX_BYTES

CORPUS = Path(__file__).parents[1] / "corpus"
ABOUT_FILES = {
    Code.NO_SUCH_FILE: None,
    Code.UNREADABLE_FILE: None,
    Code.FILE_TOO_LARGE: b" " * (MAX_BYTES + 1),
    Code.NOT_UTF_8: b"title: Caf\xe9\n",
    Code.NOT_TEXT: bytes(range(256)),
    Code.TOO_MANY_PROBLEMS: b"title: T\nsteps:\n" + b"  - nothing-like-it\n" * 200,
}
"""What has no example: it is not about what was written, or too long to be shown."""
ABOUT_SETTINGS = {Code.NOT_TOML, Code.WRONG_SETTING}
"""What no routine has, but the file of a person's own settings."""


def write(example: str, folder: Path) -> list[Path]:
    """Write the files of an example; returns them, the main one first."""
    if example.startswith("- "):
        steps = "\n".join(f"  {line}" for line in example.splitlines())
        example = f"title: Example\nsteps:\n{steps}"
    pieces = re.split(r"^# (moves/\S+|\S+\.wav)\n", example, flags=re.MULTILINE)
    texts = {"routine.yaml": pieces[0], **dict(zip(pieces[1::2], pieces[2::2], strict=True))}
    (folder / "moves").mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return [folder / name for name in texts]


def codes_of(example: str, folder: Path) -> set[Code]:
    """What a check of an example tells."""
    main, *_ = write(example, folder)
    return {problem.code for problem in (*check_file(main), *unused_moves([main]))}


@pytest.mark.parametrize("code", Code, ids=lambda code: code.id)
def test_every_example_has_its_problem_and_its_mended_form_has_not(
    code: Code, tmp_path: Path
) -> None:
    """And the mended form has no error at all."""
    if code in {*ABOUT_FILES, *ABOUT_SETTINGS}:
        assert not explanation_of(code).wrong
        return
    wrong, right = tmp_path / "wrong", tmp_path / "right"
    wrong.mkdir()
    right.mkdir()
    assert code in codes_of(explanation_of(code).wrong, wrong)
    left = codes_of(explanation_of(code).right, right)
    assert code not in left
    assert not [one for one in left if one.severity == "error"]


@pytest.mark.parametrize("code", ABOUT_FILES, ids=lambda code: code.id)
def test_what_has_no_example_is_told_of_such_a_file(code: Code, tmp_path: Path) -> None:
    """A missing file, a folder, and files that are no routines."""
    content = ABOUT_FILES[code]
    file = tmp_path if code is Code.UNREADABLE_FILE else tmp_path / "file.yaml"
    if content is not None:
        file.write_bytes(content)
    assert code in {problem.code for problem in check_file(file)}


def test_every_code_is_expected_by_a_file_of_the_corpus() -> None:
    """Apart from those that no file can have."""
    texts = [path.read_text("utf-8") for path in CORPUS.rglob("*.yaml")]
    found = {
        id_ for text in texts for id_ in re.findall(r"^# expect \S+ (R\d+) ", text, re.MULTILINE)
    }
    assert found == {code.id for code in Code if code not in {*ABOUT_FILES, *ABOUT_SETTINGS}}


def test_codes_are_short_and_stand_in_order() -> None:
    """None is given twice, and warnings come behind the errors."""
    ids = [code.id for code in Code]
    assert all(re.fullmatch(r"R\d{3}", id_) for id_ in ids)
    assert ids == sorted(set(ids))


def test_every_row_is_whole() -> None:
    """A meaning of one sentence, an explanation, and two examples or none."""
    for code in Code:
        assert re.fullmatch(r"[^\n]{10,90}\.", code.meaning), code
        text, wrong, right = explanation_of(code)
        assert text.endswith("."), code
        assert bool(wrong) == bool(right), code


def test_nothing_is_explained_that_has_no_code() -> None:
    """A file for each code, named as it is, and no other file."""
    assert {file.name for file in FOLDER.iterdir()} == {f"{code.id}.md" for code in Code}


def test_no_example_is_lost() -> None:
    """A file has one word before its example and one behind; all else is read as text."""
    for code in Code:
        written = (FOLDER / f"{code.id}.md").read_text("utf-8")
        read = explanation_of(code)
        shown = f"{read.text} Not so: ```yaml {read.wrong} ``` But so: ```yaml {read.right} ```"
        assert written.split() == (shown if read.wrong else read.text).split(), code


def test_the_languages_that_are_told_are_those_there_are() -> None:
    """Who adds a catalogue adds its name."""
    assert all_named(WITH_WORDS) in explanation_of(Code.NO_CATALOGUE).text


def test_no_problem_is_without_a_code() -> None:
    """It cannot even be made."""
    with pytest.raises(TypeError):
        Problem("a place", "a message")  # type: ignore[arg-type, call-arg]


@pytest.fixture(autouse=True)
def nobodys_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may have moves of their own."""
    monkeypatch.setenv(folders.FOLDER_VARIABLE, "no-such-folder")
