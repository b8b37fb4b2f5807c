"""Mending: what has one right answer is written, and not a byte else is changed."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide import folders
from guide.checking.fixing import mended, write
from guide.problems.problem import Edit, GuideError
from guide.syntax.edits import applied, edits_of
from tests.guide import strategies

CORPUS = Path(__file__).parents[1] / "corpus"
BAD = sorted(path.name for path in (CORPUS / "bad").glob("*.yaml"))
WRONG = "title: T\nsteps:\n  - {title: A, say: 猫 up., hold: 60s-30s, optional: yes}  # a note\n"
RIGHT = "title: T\nsteps:\n  - {title: A, say: 猫 up., hold: 30s-1m, optional: true}  # a note\n"


@pytest.fixture(autouse=True)
def library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the corpus' own moves are found, by paths as seen from ``corpus/bad``."""
    monkeypatch.chdir(CORPUS / "bad")
    monkeypatch.setattr(folders, "BUNDLED", Path("../library"))
    monkeypatch.setenv(folders.FOLDER_VARIABLE, "no-such-folder")


@pytest.mark.parametrize("name", BAD)
def test_bad_files_become_their_mended_form(name: str) -> None:
    """The file of that name in ``corpus/mended``; where there is none, nothing is changed."""
    form = CORPUS / "mended" / name
    result = mended(Path(name))
    if not form.exists():
        assert not result.mendings
        return
    lines = result.after.splitlines(keepends=True)
    content = (line for line in lines if not line.startswith((b"# expect ", b"#   ")))
    assert b"".join(content) == form.read_bytes()
    comments = [line for line in lines if line.startswith(b"#")]
    assert comments == [
        line for line in result.before.splitlines(keepends=True) if line.startswith(b"#")
    ]
    assert not edits_of(result.left, Path(name))
    assert all(mending.before != mending.after for mending in result.mendings)


def test_every_mended_form_is_that_of_a_bad_file() -> None:
    """None is left over."""
    assert {path.name for path in (CORPUS / "mended").iterdir()} <= set(BAD)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=repr)
@pytest.mark.parametrize("last", [True, False], ids=["ended", "not ended"])
def test_line_ends_and_marks_stay(tmp_path: Path, mark: bytes, ending: str, last: bool) -> None:
    """And so does a last line without an end."""
    file = tmp_path / "file.yaml"
    wrong, right = (
        mark + (text if last else text.rstrip("\n")).replace("\n", ending).encode()
        for text in (WRONG, RIGHT)
    )
    file.write_bytes(wrong)
    result = mended(file)
    assert file.read_bytes() == wrong == result.before
    assert result.after == right
    write(file, result)
    assert file.read_bytes() == right


def test_permissions_stay(tmp_path: Path) -> None:
    """A file that others may read is not taken from them."""
    file = tmp_path / "file.yaml"
    file.write_text(WRONG, "utf-8")
    file.chmod(0o640)
    write(file, mended(file))
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["file.yaml"]


def test_what_others_wrote_meanwhile_is_kept(tmp_path: Path) -> None:
    """An editor may have saved it between reading and writing."""
    file = tmp_path / "file.yaml"
    file.write_text(WRONG, "utf-8")
    result = mended(file)
    file.write_text("title: New\n", "utf-8")
    with pytest.raises(GuideError, match="changed by another program"):
        write(file, result)
    assert file.read_text("utf-8") == "title: New\n"
    assert [path.name for path in tmp_path.iterdir()] == ["file.yaml"]


def test_moves_of_other_files_are_left_alone(tmp_path: Path) -> None:
    """Only the file that was named is written, though its move could be mended as well."""
    (tmp_path / "moves").mkdir()
    move = tmp_path / "moves" / "slow.yaml"
    move.write_text("title: Slow\nhold: 60s-30s\n", "utf-8")
    file = tmp_path / "file.yaml"
    file.write_text("title: T\nsteps: [slow]\n", "utf-8")
    result = mended(file)
    assert not result.mendings
    assert [problem.place.file for problem in result.left] == [str(move)]


_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(_texts, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 4), _texts)), st.booleans())
def test_all_that_is_outside_of_edits_stays(
    text: str, drafts: list[tuple[int, int, str]], marked: bool
) -> None:
    """To the byte, whatever the file consists of."""
    edits: list[Edit] = []
    for start, length, replacement in sorted(drafts):
        if start + length <= len(text) and (not edits or start > edits[-1].end):
            edits.append(Edit(start, start + length, replacement))
    mark = "\ufeff" if marked else ""
    text = text.removeprefix("\ufeff")
    edits = [edit for edit in edits if edit.end <= len(text)]
    kept, done = [mark], 0
    for edit in edits:
        kept += [text[done : edit.start], edit.replacement]
        done = edit.end
    kept.append(text[done:])
    assert applied((mark + text).encode(), edits).decode() == "".join(kept)


_ONE_SLIP = (
    ("hold:", "hodl:"), ("hold: ", "hold:"), ("title:", "titel:"), ("steps:", "step:"),
    ("- ", "-"), ("true", "yes"), ("s-", "s to "), ("rest", "rset"), ("childs-pose", "child-pose"),
    ("cat-cow", "Cat cow"), ("  ", "\t"), ("{side}", "{sied}"), ("repeat:", "repeats:"),
    ("-", "\N{MINUS SIGN}"), ("choose:", "chose:"), ("of:", "off:"), ("s\n", "\n"), ("s-", "-"),
    ("each-rep", "each-reps"), ("sides:", "side:"), ("rep", "reps"), ("for:", "fro:"),
)  # fmt: skip


@given(strategies.documents.map(strategies.as_block), st.data())
def test_a_slip_is_undone_or_left_alone(
    tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject
) -> None:
    """Once nothing is wrong any more, the routine is the one it was before the slip."""
    right, wrong = data.draw(st.sampled_from([slip for slip in _ONE_SLIP if slip[0] in text]))
    pieces = text.split(right)
    where = data.draw(st.integers(1, len(pieces) - 1))
    first, rest = pieces[:where], pieces[where:]
    file = tmp_path_factory.getbasetemp() / "slip.yaml"
    file.write_bytes((right.join(first) + wrong + right.join(rest)).encode())
    result = mended(file)
    if result.mendings and not any(problem.is_error for problem in result.left):
        after = strategies.read(result.after.decode().removeprefix("\ufeff"))
        assert after == strategies.read(text)


_SLIPS = (
    ("hold:", "hodl:"), ("hold: ", "hold:"), ("title:", "titel:"), ("- ", "-"), ("true", "yes"),
    ("s-", "s to "), ("say:", "say: Note: "), ("steps:", "stpes:"), ("  ", "\t"), ("rest", "rset"),
    ("{side}", "{sied}"), ("s\n", ",5s\n"), ("-", "\N{MINUS SIGN}"), ("\n", "\r\n"), ('"', "'"),
)  # fmt: skip


@given(
    strategies.documents.map(strategies.as_block) | strategies.documents.map(strategies.as_flow),
    st.lists(st.tuples(st.sampled_from(_SLIPS), st.integers(0, 5)), min_size=1, max_size=6),
)
def test_after_mending_nothing_is_left_to_mend(
    tmp_path_factory: pytest.TempPathFactory, text: str, slips: list[tuple[tuple[str, str], int]]
) -> None:
    """Of any routine with slips of the pen in it; and mending it ends."""
    for (right, wrong), skipped in slips:
        pieces = text.split(right)
        if len(pieces) > skipped + 1:
            first, rest = pieces[: skipped + 1], pieces[skipped + 1 :]
            text = right.join(first) + wrong + right.join(rest)
    file = tmp_path_factory.getbasetemp() / "slips.yaml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    result = mended(file)
    assert not edits_of(result.left, file)
    if result.mendings:
        assert result.after.count(b"\r\n") == result.before.count(b"\r\n")
        assert result.after.count(b"\n") == result.before.count(b"\n")
        file.write_bytes(result.after)
        assert not mended(file).mendings


def test_a_protected_file_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its folder would let it be replaced: the protection is what its owner meant."""
    file = tmp_path / "routine.yaml"
    file.write_text(WRONG, "utf-8")
    result = mended(file)
    file.chmod(0o444)
    monkeypatch.setattr("os.access", lambda *_: False)  # for root, who may write anything
    with pytest.raises(GuideError, match="is protected from being written to"):
        write(file, result)
    assert file.read_text("utf-8") == WRONG
