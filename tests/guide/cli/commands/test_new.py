"""``guide new``: what it asks, what it writes, and that it plays as it is."""

from __future__ import annotations

import os
import select
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guide.authoring.draft import Draft, OwnMove, file_name, routine_text
from guide.folders import BUNDLED
from guide.format.routine import Group
from guide.language.languages import demand
from guide.reading.parameters import Given
from guide.reading.source import read_routine
from tests.bells import bell
from tests.guide.cli.running import GUIDE, guide


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def asked(*arguments: str, answers: dict[str, str], status: int = 0) -> str:
    """Run ``guide`` on a terminal, give each answer when its question is there, and return all.

    Where lines of a question are broken makes no difference.
    """
    pty = pytest.importorskip("pty", reason="Windows has no pseudo terminals of this kind")
    ours, theirs = pty.openpty()
    process = subprocess.Popen([GUIDE, *arguments], stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    everything = shown = ""
    for question, answer in answers.items():
        while question not in " ".join(shown.split()) or not shown.rstrip(" ").endswith(":"):
            assert select.select([ours], [], [], 20)[0], f"{question!r} did not come after {shown}"
            shown += os.read(ours, 4096).decode()
        everything, shown = everything + shown, ""
        os.write(ours, f"{answer}\r".encode())
    with suppress(OSError):  # which is the end on Linux
        while data := os.read(ours, 4096):
            shown += data.decode()
    os.close(ours)
    assert process.wait(timeout=20) == status, everything + shown
    return everything + shown


def test_a_title_is_enough(here: Path) -> None:
    """The file is named by it, has comments, has nothing wrong, and plays."""
    result = guide("new", "Morning back care")
    assert result.returncode == 0, result.stderr
    assert "guide preview morning-back-care.yaml" in result.stdout
    text = (here / "morning-back-care.yaml").read_text("utf-8")
    assert text.count("#") > 10
    assert guide("check", "morning-back-care.yaml").stderr == ""
    timeline = guide("compile", "morning-back-care.yaml")
    assert timeline.returncode == 0
    assert "Side stretch" in timeline.stdout
    assert "warning" not in timeline.stderr


def test_printed_commands_can_be_copied(here: Path) -> None:
    """Also where the file's name has spaces in it."""
    result = guide("new", "Evening", "-o", "for my knee.yaml")
    assert "guide preview 'for my knee.yaml'" in result.stdout
    assert "guide check 'for my knee.yaml'" in (here / "for my knee.yaml").read_text("utf-8")


def test_options_answer_the_questions(here: Path) -> None:
    """Moves, a move of one's own, rounds, safety and language."""
    result = guide(
        *("new", "Evening", "--use", "rest, childs-pose", "--own", "Chair: turn"),
        *("--say", "{side}: turn to the {side}.", "--sides", "left, right", "--hold", "20s-30s"),
        *("--rounds", 2, "--safety", 'Stop: "at once" if it hurts.', "--language", "en-GB"),
    )
    assert result.returncode == 0, result.stderr
    routine = read_routine(here / "evening.yaml")
    (group,) = routine.steps
    assert isinstance(group, Group)
    assert (group.repeat, routine.language) == (2, "en-GB")
    assert [step.title for step in group.steps] == ["Rest", "Child's pose", "Chair: turn"]
    assert routine.before == ('Stop: "at once" if it hurts.',)
    assert group.steps[2].sides == ("left", "right")
    assert group.steps[2].say == "{side}: turn to the {side}."


def test_a_language_without_texts_of_ours_gets_none_in_english(here: Path) -> None:
    """Its voice would read them badly; what to write stands in comments."""
    assert guide("new", "Bonjour", "--language", "fr").returncode == 0
    routine = read_routine(here / "bonjour.yaml")
    assert (routine.before, [step.title for step in routine.steps]) == ((), ["Bonjour"])


@pytest.mark.parametrize(
    ("tag", "title"),
    [("en-GB", "Child's pose"), ("de-AT", "Haltung des Kindes"), ("es", "Postura")],
)
def test_moves_and_safety_come_in_the_languages_of_the_bundled_ones(
    here: Path, tag: str, title: str
) -> None:
    """What is said for safety is what the bundled routines say."""
    result = guide("new", "A", "--language", tag)
    assert result.returncode == 0, result.stderr
    routine = read_routine(here / "a.yaml")
    relief = read_routine(BUNDLED / "spasm-relief.yaml", given=Given(language=demand(tag)))
    assert routine.before == relief.before[: len(routine.before)] != ()
    assert len(routine.steps) == 3 and routine.steps[0].title.startswith(title)
    assert routine.steps[2].sides == relief.steps[0].sides
    assert guide("check", "a.yaml").stdout.startswith("a.yaml: fine")


@pytest.mark.parametrize(
    ("told", "tag"),
    [("English", "en"), ("german", "de"), ("Portuguese (Brazil)", "pt-br"), ("de-AT", "de-AT")],
)
def test_a_language_may_be_called_by_its_name(here: Path, told: str, tag: str) -> None:
    """As 'guide voices' lists it, capitals aside; what is written is its tag."""
    result = guide("new", "Evening", "--own", "Reach", "--language", told)
    assert result.returncode == 0, result.stderr
    assert read_routine(here / "evening.yaml").language == tag


def test_another_routine_is_begun_from(here: Path) -> None:
    """Only the title is another: comments and layout stay as they are."""
    assert guide("new", "My relief", "--from", "spasm-relief").returncode == 0
    original = (BUNDLED / "spasm-relief.yaml").read_text("utf-8")
    expected = original.replace("en: Spasm relief", "en: My relief", 1)
    line, text = (here / "my-relief.yaml").read_text("utf-8").split("\n", 1)
    assert (line.startswith("# yaml-language-server: $schema="), text) == (True, expected)
    assert (here / line.partition("=")[2]).is_file()
    assert guide("new", "Again", "--from", "./my-relief.yaml").returncode == 0
    assert (here / "again.yaml").read_text("utf-8").count("language-server") == 1


def test_one_that_is_begun_from_another_needs_no_title(here: Path) -> None:
    """It is numbered, so that neither is taken for the other; and so is its file."""
    first = guide("new", "--from", "spasm-relief")
    assert first.returncode == 0, first.stderr
    assert read_routine(here / "spasm-relief-2.yaml").title == "Spasm relief 2"
    assert guide("new", "--from", "./spasm-relief-2.yaml").returncode == 0
    assert read_routine(here / "spasm-relief-3.yaml").title == "Spasm relief 3"
    assert guide("new", "--move", "--from", "cat-cow").returncode == 0
    assert (here / "moves" / "cat-and-cow-2.yaml").exists()


def test_a_move_is_not_taken_for_a_routine(here: Path) -> None:
    """It says which option makes it right, both ways round."""
    move = guide("new", "Mine", "--from", "cat-cow")
    assert move.returncode == 1
    assert '"cat-cow" is a move: to begin from it, add --move.' in move.stderr
    routine = guide("new", "Mine", "--move", "--from", "spasm-relief")
    assert routine.returncode == 1
    assert '"spasm-relief" is a routine: to begin from it, leave --move out.' in routine.stderr


def test_nor_is_the_file_of_a_move(here: Path) -> None:
    """Wherever it lies, and whatever is wrong with a file is told at its own place."""
    (here / "moves").mkdir()
    for file in ("moves/own.yaml", "own.yaml"):
        (here / file).write_text("title: Own\nhold: 3s\n", "utf-8")
        refused = guide("new", "Mine", "--from", file)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert f'"{file}" is a move: to begin from it, add --move.' in refused.stderr
    (here / "old.yaml").write_text("title: Old\nsteps: [rst]\n", "utf-8")
    assert guide("new", "Mine", "--from", "old.yaml").stderr.startswith("old.yaml:2:9: unknown")
    assert (
        "leave --move out"
        in guide("new", "Mine", "--move", "--from", BUNDLED / "spasm-relief.yaml").stderr
    )
    assert not (here / "mine.yaml").exists()


def test_on_a_terminal_enter_takes_the_usual_title(here: Path) -> None:
    """The question shows it."""
    asked("new", "--from", "spasm-relief", answers={"called [Spasm relief 2]:": ""})
    assert (here / "spasm-relief-2.yaml").exists()


@pytest.mark.parametrize(
    "title",
    ['"Old: one"   # why', "'Old'", ">-\n  Old\n  one\n", "&a Old", "Old # why"],
)
def test_a_title_is_replaced_however_it_was_written(here: Path, title: str) -> None:
    """What follows it stays, the comment too."""
    rest = "steps: # those\n- {rest: 3s}   # three\n"
    (here / "old.yaml").write_text(f"# First.\ntitle: {title}\n{rest}", "utf-8")
    result = guide("new", "Old: two", "--from", "./old.yaml")
    assert result.returncode == 0, result.stderr
    text = (here / "old-two.yaml").read_text("utf-8")
    assert text.endswith(rest) and text.split("\n")[1] == "# First."
    assert ("# why" in text) == ("# why" in title)
    assert read_routine(here / "old-two.yaml").title == "Old: two"


def own_routine(folder: Path) -> Path:
    """A routine with a move of its own, which is based on another one, and a sound."""
    (folder / "moves").mkdir(parents=True)
    (folder / "moves" / "own.yaml").write_text("move: base\ntitle: Own\n", "utf-8")
    (folder / "moves" / "base.yaml").write_text("title: Base\nhold: 3s\n", "utf-8")
    (folder / "bowl.wav").write_bytes(bell())
    path = folder / "a.yaml"
    path.write_text("title: A\nsounds: {end: bowl.wav}\nsteps: [own, rest]\n", "utf-8")
    return path


def test_moves_and_sounds_of_the_original_come_along(here: Path) -> None:
    """With the moves that those are based on; what is found there already is left as it is."""
    own_routine(here / "a")
    result = guide("new", "B", "--from", "a/a.yaml")
    assert result.returncode == 0, result.stderr
    assert read_routine(here / "b.yaml").steps[0].title == "Own"
    names = {path.name for path in (here / "moves").iterdir() if path.suffix == ".yaml"}
    assert names == {"own.yaml", "base.yaml"}
    assert (here / "bowl.wav").read_bytes() == bell()
    assert "moves/base.yaml" in result.stdout
    again = guide("new", "C", "--from", "a/a.yaml")
    assert (again.returncode, "moves/base.yaml" in again.stdout) == (0, False)
    assert guide("new", "B", "--from", "a/a.yaml", "-o", "a").returncode == 0
    moved = guide("new", "D", "--move", "--from", "a/moves/own.yaml", "-o", here / "a" / "moves")
    assert moved.returncode == 0, moved.stderr


def test_another_move_of_the_name_is_not_taken_for_it(here: Path) -> None:
    """It is told which file has it, and nothing is written."""
    own_routine(here / "a")
    (here / "moves").mkdir()
    (here / "moves" / "base.yaml").write_text("title: Another\nhold: 9s\n", "utf-8")
    result = guide("new", "B", "--from", "a/a.yaml")
    assert result.returncode == 1
    assert "a/moves/base.yaml" in result.stderr and "moves/base.yaml is another" in result.stderr
    assert not (here / "b.yaml").exists() and not (here / "moves" / "own.yaml").exists()


def test_a_move_of_one_s_own_is_found_by_routines_beside_it(here: Path) -> None:
    """It is written into ``moves``, and may begin from another one."""
    made = guide("new", "--move", "Wall angel", "--say", "Lift your {side} arm.", "--sides", "l,r")
    assert made.returncode == 0, made.stderr
    assert guide("new", "--move", "My cow", "--from", "cat-cow").returncode == 0
    assert guide("new", "Evening", "--use", "wall-angel,my-cow").returncode == 0
    titles = [step.title for step in read_routine(here / "evening.yaml").steps]
    assert titles == ["Wall angel", "My cow"]


def test_on_a_terminal_it_asks(here: Path) -> None:
    """A wrong answer is asked again; Enter takes what is usual."""
    asked(
        "new",
        answers={
            "What is it called": "Evening",
            "Language": "",
            "Which of them": "chids-pose",
            "Did you mean childs-pose?": "childs-pose",
            "its name, or none": "Twist",
            "Its sides": "left,right",
            "What is said": "Turn to the {side}.",
            "How long": "soon",
            "length of time": "40s",
            "How often": "2",
            "for safety": "",
        },
    )
    (group,) = read_routine(here / "evening.yaml").steps
    assert isinstance(group, Group)
    assert [step.title for step in group.steps] == ["Child's pose", "Twist"]


def test_each_answer_is_checked_when_it_is_given(here: Path) -> None:
    """So that none is thrown away: also those that only a whole routine shows to be wrong."""
    (here / "evening.yaml").write_text("mine", "utf-8")
    asked(
        "new",
        answers={
            "What is it called": "...",
            "No name of a file": "Evening",
            "there is a file of that name": "Night",
            "Language": "",
            "Which of them": "cat-cow",
            "its name, or none": "Twi\x1bst",  # Escape is a key like others where there is readline
            "Its sides": "a,b,c,d,e",
            "at most 4": "none",
            "What is said": "Turn to the {side}.",
            "has no meaning here": "Turn.",
            "How long": "5h",
            "4h at most": "60s-30s",
            "upside down": "4h",
            "How often": "20",
            "24h are the most": "99",
            "from 1 to 20": "2",
            "for safety": "Mind the {side}.",
            "Here you can use {title}": "none",
        },
    )
    assert (here / "evening.yaml").read_text("utf-8") == "mine"
    routine = read_routine(here / "night.yaml")
    assert routine.before == ()


def test_moves_are_chosen_by_number_or_by_a_part_of_their_name(here: Path) -> None:
    """The question says so, and that there may be none; but a routine has a step."""
    said = asked(
        "new",
        "Evening",
        answers={
            "Language": "",
            "or none [childs-pose,cat-cow]": "chi",
            "Did you mean childs-pose?": "99",
            'no move "99"': "none",
            "its name": "none",
            "has no step": "1, childs-pose",
            "its name, or none": "",
            "How often": "",
            "for safety": "",
        },
    )
    assert "1 cat-cow" in said
    steps = read_routine(here / "evening.yaml").steps
    assert [step.title for step in steps] == ["Cat and cow", "Child's pose"]


def test_arrow_keys_change_an_answer(here: Path) -> None:
    """They are no part of it."""
    pytest.importorskip("readline", reason="Windows' terminals do it by themselves")
    answers = {"What is it called": "Eening\x1b[D\x1b[D\x1b[D\x1b[D\x1b[Dv", "How long": ""}
    answers = {"What is it called": answers["What is it called"], "sides": "", "said": ""} | answers
    asked("new", "--move", answers=answers)
    assert (here / "moves" / "evening.yaml").exists()


def test_what_is_there_is_told_before_any_question(here: Path) -> None:
    """Where no answer could change it."""
    (here / "evening.yaml").write_text("mine", "utf-8")
    assert "--force" in asked("new", "Evening", answers={}, status=1)
    assert "--force" in asked("new", "-o", "evening.yaml", answers={}, status=1)


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("new",), 2, "What is it called?"),
        (("new", ""), 2, "expected a text"),
        (("new", "\U0001f600 \U0001f9d8"), 2, "give one with -o"),
        (("new", "x" * 201), 2, "200 are the most"),
        (("new", "A\x1b[31m"), 2, "has no place in a text"),
        (("new", "A", "--use", "cat-cw"), 2, "Did you mean cat-cow?"),
        (("new", "A", "--hold", "10s"), 2, "--own"),
        (("new", "A", "--own", "B", "--hold", "60s-30s"), 2, "upside down"),
        (("new", "A", "--own", "B", "--say", "{sied}"), 2, "Did you mean {side}?"),
        (("new", "A", "--own", "B", "--say", "{side}"), 1, "This move has no sides"),
        (("new", "A", "--own", "B", "--hold", "5h"), 2, "4h at most"),
        (("new", "A", "--use", "none"), 2, "no step"),
        (("new", "A", "--use", "chi"), 2, "Did you mean childs-pose?"),
        (("new", "A", "--rounds", "0"), 2, "from 1 to 20, not '0'"),
        (("new", "A", "--safety", "{side}"), 2, "Here you can use {title}"),
        (("new", "A", "--language", "xx"), 2, "guide voices"),
        (("new", "A", "--language", "Klingon"), 2, "such as English or de"),
        (("new", "A", "--from", "spasm-relif"), 1, "Did you mean spasm-relief?"),
        (("new", "A", "--from", "nowhere.yaml"), 1, "no such file"),
        (("new", "A", "--from", "spasm-relief", "--rounds", "2"), 2, "leave the other options"),
        (("new", "A", "--move", "--rounds", "2"), 2, "for a routine"),
        (("new", "A", "--move", "--from", "cat-cw"), 1, "Did you mean cat-cow?"),
        (("new", "A", "-o", "/nowhere/a.yaml"), 1, "no such folder"),
        (("new", "A", "-o", "a.txt"), 2, ".yaml"),
        (("new", "A", "-o", "/proc/a.yaml"), 1, "cannot be written"),
    ],
)
def test_what_cannot_be_is_told(
    here: Path, arguments: tuple[str, ...], status: int, told: str
) -> None:
    """In a sentence, and nothing is written."""
    result = guide(*arguments)
    assert result.returncode == status, result.stderr
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert not list(here.iterdir())


def test_a_file_that_is_there_is_kept(here: Path) -> None:
    """Unless it may be replaced."""
    (here / "evening.yaml").write_text("mine")
    result = guide("new", "Evening")
    assert (result.returncode, (here / "evening.yaml").read_text()) == (1, "mine")
    assert "--force" in result.stderr
    assert guide("new", "Evening", "--force").returncode == 0


@given(st.text(max_size=300))
@example("CON")
@example("com1")
@example("..")
def test_any_title_makes_a_name_for_every_system_or_none(title: str) -> None:
    """No separator, no dot, no device, and not too long."""
    name = file_name(title)
    assert len(f"{name}.yaml".encode()) <= 200
    assert name == "" or Path(name).name == name
    assert not any(sign in name for sign in '<>:"/\\|?*. ')
    assert name.lower() not in ("con", "prn", "aux", "nul", "com1")


_words = st.text(min_size=1, max_size=40).map(lambda text: " ".join(text.split()))
_words = _words.filter(lambda text: text and text.isprintable() and "{" not in text)


@given(
    st.builds(
        Draft,
        title=_words,
        language=st.just("en"),
        uses=st.just(("rest",)),
        own=st.builds(
            OwnMove,
            title=_words,
            say=_words.filter(lambda text: "}" not in text),
            hold=st.just("30s"),
            sides=st.lists(_words, max_size=2, unique_by=str.casefold).map(tuple),
        ),
        rounds=st.integers(1, 3),
        safety=st.lists(_words.filter(lambda text: "}" not in text), max_size=2).map(tuple),
    )
)
@example(Draft("$A", "en", ("rest",), OwnMove("$B", "$$c", "30s", ("$d", "e")), 1, ("$F",)))
def test_whatever_is_said_is_read_as_it_was_said(
    tmp_path_factory: pytest.TempPathFactory, draft: Draft
) -> None:
    """Any words survive being written as YAML."""
    path = tmp_path_factory.mktemp("draft") / "a.yaml"
    path.write_text(routine_text(draft, "a"), "utf-8")
    routine = read_routine(path)
    first = routine.steps[0]
    own = (first.steps if isinstance(first, Group) else routine.steps)[-1]
    assert draft.own
    assert (routine.title, routine.before) == (draft.title, draft.safety)
    assert (own.title, own.say, own.sides) == (draft.own.title, draft.own.say, draft.own.sides)
