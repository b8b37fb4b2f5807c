"""Reading: every bad input gives problems with places and hints, every good one a model."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide import folders
from guide.format.routine import CountRange, Group, Move, Offset, Prompt, SecondsRange, Settings
from guide.problems.problem import MAX_PROBLEMS, RoutineError
from guide.reading.source import read_as, read_routine
from guide.syntax.text_file import MAX_BYTES
from tests.guide import strategies
from tests.guide.expected import expected, problems_in, told

CORPUS = Path(__file__).parents[1] / "corpus"
BAD = sorted(path.name for path in (CORPUS / "bad").glob("*.yaml"))

START = "title: Title\nsteps:\n"


@pytest.fixture(autouse=True)
def library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the corpus' own moves are found, by paths as seen from ``corpus/bad``."""
    monkeypatch.chdir(CORPUS / "bad")
    monkeypatch.setattr(folders, "BUNDLED", Path("../library"))
    monkeypatch.setenv(folders.FOLDER_VARIABLE, "no-such-folder")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file to be written."""
    return tmp_path / "routine.yaml"


@pytest.mark.parametrize("name", BAD)
def test_bad_files(name: str) -> None:
    """Each file of the corpus has just the problems it says itself, in order, in one go."""
    file = Path(name)
    assert told(problems_in(file), file) == expected(file)
    assert expected(file)


@pytest.mark.parametrize("name", BAD)
def test_every_problem_has_a_second_sentence(name: str) -> None:
    """Which says what to write."""
    for problem in problems_in(Path(name)):
        assert re.fullmatch(r"['`A-Z\d].*[.?]", problem.hint), problem


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        (b"", "1:1", "there is nothing in this file"),
        (b"# only a comment\n", "1:1", "there is nothing in this file"),
        (b"---\n...\n", "1:1", "there is nothing in this file"),
        (b"title: Caf\xe9\nsteps: [rest]\n", "1:11", "the byte 0xE9 is not UTF-8"),
        (b"title: T\nsteps: [\xf0\x9f\x98]\n", "2:9", "the byte 0xF0 is not UTF-8"),
        ("title: é\n".encode("utf-16"), "1:1", "this is not UTF-8, but probably UTF-16"),
        ("title: é\n".encode("utf-16-le"), "1:1", "this is not UTF-8, but probably UTF-16"),
        ("title: é\n".encode("utf-16-be"), "1:1", "this is not UTF-8, but probably UTF-16"),
        (bytes(range(256)), "1:1", "this is not a text file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "1:1", "this is not a text file"),
        (b"title: T\r\nsteps: [\x1b]", "2:9", "the character U+001B has no place in a routine"),
        ("title: 🧘\u2028\n".encode(), "1:9", "the character U+2028 has no place in a routine"),
        (b"title: T\n# \xef\xbb\xbf\n", "2:3", "the character U+FEFF has no place in a routine"),
    ],
)
def test_files_that_are_no_text(file: Path, content: bytes, place: str, message: str) -> None:
    """Encodings other than UTF-8, binary files and control characters have their place."""
    file.write_bytes(content)
    assert [str(one) for one in problems_in(file)] == [f"{file}:{place}: {message}"]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing file, a folder, a device and an impossible name are problems, not errors."""
    paths = [tmp_path / "none.yaml", tmp_path, Path("/dev/zero"), Path("a\0b"), Path("x" * 5000)]
    for path in paths:
        (problem,) = problems_in(path)
        assert problem.place.file == str(path)
        assert str(problem).startswith(f"{path}: ")
        assert (problem.as_dict()["line"], problem.as_dict()["column"]) == (None, None)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (START + "  - rest\n# " + "x" * 10_000_000, "this file is larger than 1 MiB"),
        (START + "  - a\n" * 160_000, "this is more than 150000 texts"),
        (START + f"  - {{title: A, hold: 3s, say: {'word ' * 200_000}}}", "this text has 999999"),
        ("title: Deep\nsteps: " + "[" * 100_000, "this is nested too deep"),
        ("[" * 100_000 + "]" * 100_000, "this is nested too deep"),
        ("{a: " * 100_000, "this is nested too deep"),
        ("- " * 100_000, "this is nested too deep"),
        ("? " * 100_000, "this is nested too deep"),
        ("\n".join(" " * depth + "a:" for depth in range(1200)), "this is nested too deep"),
        (
            "- &a0 [x]\n" + "".join(f"- &a{i + 1} [*a{i}]\n" for i in range(40)),
            "this is nested too",
        ),
        (
            "a: &a {x: y}\n"
            + "".join(
                f"{key}: &{key} {{<<: [{', '.join([f'*{base}'] * 9)}]}}\n"
                for base, key in zip("abcdefghijklm", "bcdefghijklmn", strict=True)
            ),
            "this is more than 150000 texts",
        ),
    ],
    ids=lambda value: value[:30] if len(value) < 60 else "file",
)
def test_bombs(file: Path, text: str, message: str) -> None:
    """What is far too large, deep or multiplied is one problem, found at once."""
    file.write_text(text, encoding="utf-8")
    (problem,) = problems_in(file)
    assert problem.message.startswith(message)


def test_ten_thousand_different_steps(file: Path) -> None:
    """As many as a list may have, each written out, none like another."""
    step = "  - {{title: Reach {0}, say: Reach to {0}., brief: Reach., reps: 2, hold: {1}s}}\n"
    steps = (step.format(number, 1 + number % 3) for number in range(10_000))
    file.write_text(START + "".join(steps), encoding="utf-8")
    assert len({step.title for step in read_routine(file).steps}) == 10_000  # type: ignore[union-attr]


def test_large_files_are_not_read_whole(file: Path) -> None:
    """A file of any size costs no more memory than the largest that is allowed."""
    with file.open("wb") as sparse:
        sparse.truncate(1 << 40)
    (problem,) = problems_in(file)
    assert str(MAX_BYTES >> 20) in problem.message


def test_too_many_problems(file: Path) -> None:
    """Of very many problems only the first are listed, and that is said."""
    file.write_text(START + "  - nothing-like-it\n" * 9000, encoding="utf-8")
    problems = problems_in(file)
    assert len(problems) == MAX_PROBLEMS + 1
    assert problems[-1].message == "these are the first 100 problems, and there may be more"


def test_all_moves_of_a_long_chain(tmp_path: Path) -> None:
    """Moves that are based on one another without end are a problem, not a recursion."""
    for number in range(100):
        text = f"move: m{number + 1}\ntitle: Title\n"
        (tmp_path / f"m{number}.yaml").write_text(text, encoding="utf-8")
    file = tmp_path.rename(tmp_path.with_name("moves")) / "m0.yaml"
    (problem,) = problems_in(file)
    assert problem.message == "more than 16 moves are based on one another"


def test_problems_raise_one_error() -> None:
    """Reading raises one error, and it carries every problem."""
    with pytest.raises(RoutineError) as caught:
        read_routine(Path("words.yaml"))
    assert list(caught.value.problems) == problems_in(Path("words.yaml"))
    assert "words.yaml:1:8: expected a text, but found a list" in str(caught.value)


def test_odd_texts_are_plain_words() -> None:
    """What looks like markup, commands, nothing or a number is spoken as it is written."""
    routine = read_routine(Path("../good/odd.yaml"))
    assert routine.title == "🧘 التمدد — שלום {title}"
    assert routine.language == "no"
    assert routine.before == (
        "- a dash in front",
        "$(rm -rf /) `reboot` ; echo $HOME",
        "[[h@'loU]] \\e and \\x1b are plain, and so is {{this}}.",
        "on",
        "tab here",
    )
    one, on, tilde, lines = routine.steps
    assert isinstance(one, Move)
    assert isinstance(on, Move)
    assert isinstance(tilde, Move)
    assert isinstance(lines, Move)
    assert (one.title, one.say, one.phases[0].length.low) == ("null and void", "no", 10)
    assert (on.title, on.phases[0].length.low) == ("on", 90)
    assert (tilde.title, tilde.note) == ("~", "{anything} goes here")
    assert (lines.title, lines.phases[0].length.low) == ("Two lines", 90)


def test_aliases_repeat() -> None:
    """Anchors and aliases work, and every use of a step is a step."""
    routine = read_routine(Path("../good/aliases.yaml"))
    first, second, third = routine.steps
    assert first == second
    assert isinstance(third, Move)
    assert third.say == "Reach up."


def test_every_form() -> None:
    """Every form that a key, a step, a phase or a cue can have is read."""
    routine = read_routine(Path("../good/forms.yaml"))
    assert (routine.language, routine.equipment) == ("en-GB", ("mat", "ball"))
    assert (routine.before, routine.after) == (("Lie down.",), ("Well done.", "{title} is over."))
    assert routine.settings == Settings(countdown=0, change_over_s=0, halfway=False)
    pose, lifts, rest, group, side, breathe = routine.steps
    assert isinstance(pose, Move)
    assert (pose.title, pose.phases[0].length) == ("Child's pose", SecondsRange(30, 60))
    assert isinstance(lifts, Move)
    assert (lifts.reps.low, lifts.reps.high, len(lifts.phases)) == (8, 8, 2)
    assert isinstance(rest, Move)
    assert (rest.rest, rest.optional, rest.phases[0].length) == (True, True, SecondsRange(20, 20))
    assert isinstance(group, Group)
    assert group.between
    assert (group.repeat, group.between.phases[0].length) == (2, SecondsRange(10, 20))
    assert group.between.rest
    inner = group.steps[1]
    assert isinstance(inner, Group)
    assert isinstance(inner.steps[0], Move)
    assert inner.steps[0].phases[0].length == SecondsRange(5, 5, until_ready=True)
    assert isinstance(side, Move)
    assert (side.sides, side.equipment, side.safety) == (
        ("left", "right"),
        ("chair",),
        "Stop when it hurts.",
    )
    assert side.phases[0].held
    assert side.phases[0].cues == (
        Prompt(Offset(share=0.5), "{remaining} of {duration} left.", "Halfway."),
        Prompt(Offset(seconds=10, from_end=True), "Ten seconds left."),
    )
    assert isinstance(breathe, Move)
    breathe_in, out = breathe.phases
    assert (breathe_in.held, breathe_in.up_to, breathe_in.tone) == (False, 5, "rising")
    assert (breathe_in.name, breathe_in.brief) == ("in", "")
    assert (out.held, out.alarm, out.length.low) == (True, True, 90)


def test_changes() -> None:
    """A change replaces key by key; `hold` and `each` replace each other, cues go with `hold`."""
    pose, slower, phases, held = read_routine(Path("../good/changes.yaml")).steps
    assert isinstance(pose, Move)
    assert (pose.title, pose.say) == ("Slow pose", "Sit back and fold forward.")
    assert (pose.phases[0].length.low, len(pose.phases[0].cues)) == (120, 2)
    assert isinstance(slower, Move)
    assert (slower.title, slower.phases[0].cues) == ("Slower", ())
    assert isinstance(phases, Move)
    assert [phase.length.low for phase in phases.phases] == [3, 4]
    assert isinstance(held, Move)
    assert (len(held.phases), held.phases[0].held, held.equipment) == (1, True, ())
    assert held.reps.high == 10


def test_moves_know_their_name_in_the_library() -> None:
    """Also with changes, whatever they are; a move that is written in place has none."""
    steps = read_routine(Path("../good/changes.yaml")).steps
    assert [getattr(step, "name", None) for step in steps] == [*["slow-pose"] * 3, "hip-lifts"]
    *_, side, breathe = read_routine(Path("../good/forms.yaml")).steps
    assert isinstance(side, Move)
    assert isinstance(breathe, Move)
    assert (side.name, breathe.name) == (None, None)


def test_easier_forms() -> None:
    """Changes are laid over the step as it is there, whole moves are taken as they stand."""
    plain, short, sitting, leaning = read_routine(Path("../good/easier.yaml")).steps
    assert isinstance(plain, Move)
    assert plain.easier is not None
    assert (plain.say, plain.come_out) == ("Reach your {side} arm up.", "Lower your {side} arm.")
    assert (plain.easier.title, plain.easier.say) == ("Reach", "Lift your {side} arm a little.")
    assert (plain.easier.reps, plain.easier.phases) == (CountRange(2, 4), plain.phases)
    assert (plain.easier.come_out, plain.easier.easier) == (plain.come_out, None)
    assert isinstance(short, Move)
    assert short.easier is not None
    assert (short.easier.title, short.easier.sides) == ("Short reach", ("left",))
    assert short.easier.phases[0].length.low == 10
    assert isinstance(sitting, Move)
    assert sitting.easier is not None
    assert (sitting.easier.title, sitting.easier.sides, sitting.easier.say) == ("Sit", (), "Sit.")
    assert isinstance(leaning, Move)
    assert leaning.easier is not None
    assert leaning.easier.easier is not None
    assert (leaning.easier.title, leaning.easier.easier.title) == ("Lean", "Slow pose")


def test_places() -> None:
    """Routine, steps, phases and cues know where they were written, in the moves' files too."""
    routine = read_routine(Path("../good/forms.yaml"))
    pose, *_, side, _ = routine.steps
    assert isinstance(pose, Move)
    assert str(pose.place) == "../good/forms.yaml:8:5"
    assert str(pose.phases[0].place) == "../library/moves/childs-pose.yaml:3:7"
    assert isinstance(side, Move)
    assert str(side.phases[0].cues[1].place) == "../good/forms.yaml:25:7"


def test_moves_are_recognised(tmp_path: Path) -> None:
    """A file is checked as a move if it lies among moves, or looks like one."""
    move = tmp_path / "anywhere.yaml"
    move.write_text("title: Reach\nhold: 10s\n", encoding="utf-8")
    assert problems_in(move) == []
    assert read_as(Move, move).value.title == "Reach"
    (tmp_path / "moves").mkdir()
    unclear = tmp_path / "moves" / "unclear.yaml"
    unclear.write_text("title: Reach\n", encoding="utf-8")
    assert [one.message for one in problems_in(unclear)] == ["`hold` or `each` is missing"]


def test_moves_beside_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A move is looked for beside the routine, then among the user's own, then the bundled."""
    user = tmp_path / "user"
    monkeypatch.setenv(folders.FOLDER_VARIABLE, str(user))
    routine = tmp_path / "routine.yaml"
    routine.write_text("title: T\nsteps: [rest]\n", encoding="utf-8")
    titles = []
    for folder in (None, user / "moves", tmp_path / "moves"):
        if folder:
            folder.mkdir(parents=True)
            (folder / "rest.yaml").write_text(f"title: {folder.parent.name}\nhold: 9s\n")
        (step,) = read_routine(routine).steps
        assert isinstance(step, Move)
        titles.append(step.title)
    assert titles == ["Rest", "user", tmp_path.name]


@given(strategies.documents)
def test_every_way_of_writing_yaml_means_the_same(document: strategies.Document) -> None:
    """A valid routine reads the same from blocks, from brackets and from JSON."""
    written = [
        form(document) for form in (strategies.as_block, strategies.as_flow, strategies.as_json)
    ]
    block, flow, json = (strategies.read(text) for text in written)
    assert block == flow == json


@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_arbitrary_files_are_only_ever_problems(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    """No bytes at all make reading fail in any other way than by problems inside the file."""
    _assert_sound(tmp_path_factory.getbasetemp() / "arbitrary.yaml", content)


_SIGNS = (
    """{ } [ ] : - | % # " ' &a *a <<: !!int 0 + null ~ {side} {{ hold: each: cues: \\x00 é 🧘"""
)
_NASTY = st.sampled_from([*_SIGNS.split(), ": ", "- ", "\n", "\t", " ", "\0", "\n- "]) | st.text(
    max_size=3
)


@given(
    strategies.documents.map(strategies.as_block),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), _NASTY), min_size=1, max_size=4),
)
def test_damaged_routines_are_only_ever_problems(
    tmp_path_factory: pytest.TempPathFactory, text: str, damages: list[tuple[float, int, str]]
) -> None:
    """A routine that is damaged anywhere reads, or has problems inside the file."""
    for where, length, nasty in damages:
        start = int(where * len(text))
        text = text[:start] + nasty + text[start + length :]
    content = text.encode("utf-8", "surrogatepass")
    _assert_sound(tmp_path_factory.getbasetemp() / "damaged.yaml", content)


def _assert_sound(file: Path, content: bytes) -> None:
    """Check a file of ``content``; every problem lies in it, in order, none is there twice."""
    file.write_bytes(content)
    problems = problems_in(file)
    lines = re.split(r"\r\n|\r|\n", content.decode("utf-8", "replace").removeprefix("\ufeff"))
    for problem in problems:
        place = problem.place
        if place.file == str(file):
            assert 1 <= place.line <= len(lines)
            assert 1 <= place.column <= len(lines[place.line - 1]) + 1
            assert place.length >= 1
        assert problem.hint
    assert len(set(problems)) == len(problems)
    assert problems == sorted(problems, key=lambda one: one.place)
