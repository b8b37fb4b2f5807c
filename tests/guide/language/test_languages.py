"""Texts in several languages: one is read, and what is missing in it is told."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide import folders
from guide.language.languages import (
    OWN,
    Language,
    demand,
    is_tag,
    lookup,
    tag_meant,
    tag_pattern,
    wish,
)
from guide.library.listing import routines
from guide.problems.codes import Code
from guide.problems.missing_texts import FEW, render_all
from guide.problems.problem import RoutineError
from guide.reading.parameters import Given
from guide.reading.source import read_in_all, read_routine, read_whole
from tests.guide import strategies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guide.format.routine import Routine
    from guide.problems.problem import Problem


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A routine's file, beside which only its own moves are found."""
    monkeypatch.setattr(folders, "BUNDLED", tmp_path / "bundled")
    monkeypatch.setenv(folders.FOLDER_VARIABLE, str(tmp_path))
    (tmp_path / "moves").mkdir()
    return tmp_path / "routine.yaml"


def problems_of(file: Path, language: Language) -> list[Problem]:
    """What is told of a file in a language."""
    with pytest.raises(RoutineError) as caught:
        read_routine(file, given=Given(language=language))
    return list(caught.value.problems)


def read(file: Path, language: Language) -> Routine:
    """A file as it is in a language."""
    return read_routine(file, given=Given(language=language))


@pytest.mark.parametrize(
    ("wanted", "there", "found"),
    [
        ("de", ["en", "de"], "de"),
        ("DE", ["en", "de"], "de"),
        ("de-AT", ["en", "de"], "de"),
        ("de-AT", ["de", "de-at"], "de-at"),
        ("de", ["en", "de-CH", "de-AT"], "de-CH"),
        ("de-AT", ["de-CH"], "de-CH"),
        ("zh-Hant-TW", ["zh", "zh-Hant"], "zh-Hant"),
        ("fr", ["en", "de"], None),
        ("no", [], None),
    ],
)
def test_the_nearest_language_is_taken(wanted: str, there: list[str], found: str | None) -> None:
    """The same, else one that says less, else another of the same language; never another one."""
    assert lookup(wanted, there) == found


@pytest.mark.parametrize(
    ("written", "meant"),
    [("german", "de"), ("de_AT", "de-AT"), ("jp", "ja"), ("Englisch", "en"), ("now", None)],
)
def test_what_is_no_tag_may_be_meant_for_one(written: str, meant: str | None) -> None:
    """Names of languages, codes of countries, other signs; and none is guessed for other words."""
    assert not is_tag(written)
    assert tag_meant(written) == meant


@given(st.from_regex(r"[A-Za-z]{1,4}(-[A-Za-z0-9]{0,9})?", fullmatch=True))
def test_the_pattern_for_editors_takes_just_the_tags(text: str) -> None:
    """Whatever looks like one."""
    assert bool(re.search(tag_pattern(), text)) == is_tag(text)


def test_a_routine_is_read_in_the_language_that_is_wanted(file: Path) -> None:
    """A demand is met, a wish is met where it can be, and its own form of the language stays."""
    file.write_text(
        "title: {en: Evening, de: Abend}\nlanguage: en-GB\nsteps:\n"
        "  - {title: {en: Reach, de-CH: Strecken}, hold: 20s}\n"
    )
    assert (read(file, Language()).language, read(file, Language()).title) == ("en-GB", "Evening")
    assert read(file, demand("en-US")).language == "en-GB"
    german = read(file, demand("de-AT"))
    assert (german.language, german.title) == ("de", "Abend")
    assert german.steps[0].title == "Strecken"  # type: ignore[union-attr]
    assert read(file, wish("de")).language == "de"
    assert read(file, wish("fr")).language == "en-GB"
    (problem,) = problems_of(file, demand("fr"))
    assert problem.code is Code.LANGUAGE_NOT_THERE


def test_a_wish_gives_way_where_a_text_is_missing(file: Path) -> None:
    """Nobody is left without a session for it, while a demand tells what is missing."""
    file.write_text("title: {en: Evening, de: Abend}\nsteps:\n  - {title: Reach, hold: 20s}\n")
    assert read(file, wish("de")).language == "en"
    (problem,) = problems_of(file, demand("de"))
    assert (problem.code, problem.place.line) == (Code.MISSING_TRANSLATION, 3)


def test_without_a_language_it_is_the_first_of_the_title(file: Path) -> None:
    """And its plain texts are in that."""
    file.write_text("title: {de: Abend, en: Evening}\nsteps:\n  - {title: Strecken, hold: 20s}\n")
    assert read(file, Language()).language == "de"
    (problem,) = problems_of(file, demand("en"))
    assert "missing in English (en): it is in German (de)" in problem.message


@pytest.mark.parametrize(
    ("step", "hint"),
    [
        ("  - childs-pose", "`known_as: childs-pose`"),
        ("  - rest", "`known_as: rest`"),
        ("  - move: childs-pose\n    say: Uklęknij.", "`known_as: childs-pose`"),
        ("  - title: Skłon\n    hold: 30s\n    easier: rest", "below `easier:`"),
    ],
)
def test_a_bundled_move_that_is_not_there_is_one_problem(
    tmp_path: Path, step: str, hint: str
) -> None:
    """At the author's line; what the hint says is enough, and so is a language that is there."""
    file = tmp_path / "routine.yaml"
    file.write_text(f"title: Wieczór\nlanguage: pl\nsteps:\n{step}\n", "utf-8")
    (problem,) = problems_of(file, Language())
    assert (problem.code, problem.place.file) == (Code.MISSING_TRANSLATION, str(file))
    assert "is not there in Polish (pl): it comes in English (en), German (de)" in problem.message
    assert hint in str(problem.hint)
    assert "hint: " in "".join(render_all([problem] * (FEW + 1)))
    own = "title: Skłon\n{0}say: Pochyl się.\n{0}hold: 30s\n"
    text = own.format(4 * " ")
    if "easier" in hint:
        text += "    easier:\n      " + own.format(6 * " ")
    else:
        text += "    known_as: rest\n"
    file.write_text(f"title: Wieczór\nlanguage: pl\nsteps:\n  - {text}", "utf-8")
    assert read(file, Language()).steps
    file.write_text("title: Abend\nlanguage: de\nsteps: [childs-pose, rest]\n", "utf-8")
    assert len(read(file, Language()).steps) == 2


def test_a_plain_move_may_be_in_the_language_that_is_missing(file: Path) -> None:
    """So what is told first of its texts is how its file says what they are in."""
    (file.parent / "moves").mkdir(exist_ok=True)
    (file.parent / "moves" / "nod.yaml").write_text("title: Nicken\nhold: 20s\n", "utf-8")
    file.write_text("title: {en: Evening, de: Abend}\nsteps: [nod]\n", "utf-8")
    (problem,) = problems_of(file, demand("de"))
    assert "If it is German, write `language: de` at the top of the move's file." in str(
        problem.hint
    )


def test_moves_say_what_their_plain_texts_are_in(file: Path) -> None:
    """Else they count as the routine's; a step may replace what a move has not."""
    (file.parent / "moves" / "sway.yaml").write_text("title: Sway\nlanguage: en\nhold: 20s\n")
    (file.parent / "moves" / "nod.yaml").write_text("title: Nicken\nhold: 20s\n")
    file.write_text("title: Abend\nlanguage: de\nsteps: [sway, nod]\n")
    (problem,) = problems_of(file, Language())
    assert Path(problem.place.file).name == "sway.yaml"
    assert problem.related[0].place.line == 3
    file.write_text(
        "title: Abend\nlanguage: de\nsteps: [{move: sway, title: Schwingen}, nod]\n",
    )
    assert [step.title for step in read(file, Language()).steps] == [  # type: ignore[union-attr]
        "Schwingen",
        "Nicken",
    ]


def test_values_and_respellings_are_in_the_language_that_is_read(file: Path) -> None:
    """Filled into texts, or instead of them; and no word is respelt for another voice."""
    file.write_text(
        "title: {en: Evening, de: Abend}\n"
        "with: {part: {en: arm, de: Arm}, all: {en: Reach., de: Streck dich.}}\n"
        "say_as: {psoas: {en: so-ass}, iliacus: illy-cuss}\n"
        "steps:\n"
        "  - title: {en: Reach, de: Strecken}\n"
        "    say: $all\n"
        "    brief: {en: Your $part., de: Dein $part.}\n"
        "    hold: 20s\n"
    )
    english, german = (one.value for one in read_in_all(file))
    assert [(move.say, move.brief) for move in (*english.steps, *german.steps)] == [  # type: ignore[union-attr]
        ("Reach.", "Your arm."),
        ("Streck dich.", "Dein Arm."),
    ]
    assert german.parameters[0] == ("part", "Arm")  # type: ignore[union-attr]
    assert len(english.say_as) == 2  # type: ignore[union-attr]
    assert not german.say_as  # type: ignore[union-attr]


def test_many_missing_texts_are_a_line_each_and_a_sum(file: Path) -> None:
    """So that somebody who begins to translate sees how much there is to do."""
    steps = "".join(f"  - {{title: Step {number}, hold: 20s}}\n" for number in range(9))
    file.write_text(f"title: {{en: Evening, de: Abend}}\nsteps:\n{steps}")
    told = [*render_all(problems_of(file, demand("de")))]
    assert len(told) > FEW
    assert not any("\n" in lines for lines in told)
    assert told[-2] == f"9 texts are missing in German (de): 9 in {file}."
    assert {one.missing_in for one in problems_of(file, demand("de"))} == {("de",)}


def test_lists_tell_the_languages(file: Path) -> None:
    """And have only what comes in the one that is demanded."""
    file.write_text("title: {en: Evening, de: Abend}\nsteps: [{title: {en: A, de: B}, hold: 9s}]\n")
    (file.parent / "other.yaml").write_text("title: Other\nsteps: [{title: A, hold: 9s}]\n")
    assert [one.brief.languages for one in routines(OWN)] == [
        ["en"],
        ["en", "de"],
    ]
    assert [one.name for one in routines(demand("de"))] == ["routine"]
    assert len(routines(wish("de"))) == 2


TEXTS = ("title", "summary", "lead", "say", "brief", "safety", "come_out", "phase")
LISTS = ("equipment", "before", "after", "sides")


def translated(node: Any, numbers: Iterator[int], key: str = "") -> Any:
    """A document with a mapping for each text; the German ones are all different."""
    if key in TEXTS and isinstance(node, str):
        return {"en": node, "de": f"Text {next(numbers)}"} if node.strip() else node
    if isinstance(node, list):
        inner = "title" if key in LISTS else ""
        return [translated(one, numbers, inner) for one in node]
    if key in LISTS:
        return translated(node, numbers, "title")
    if key == "cues":
        return {at: translated(cue, numbers, "say") for at, cue in node.items()}
    if isinstance(node, dict) and key not in ("say_as", "settings"):
        return {name: translated(one, numbers, name) for name, one in node.items()}
    return node


def in_german(node: Any) -> Any:
    """The same document with the German texts alone."""
    if isinstance(node, list):
        return [in_german(one) for one in node]
    if isinstance(node, dict):
        if {*node} == {"en", "de"}:
            return node["de"]
        return {key: in_german(one) for key, one in node.items()}
    return node


def mappings(node: Any) -> list[dict[str, str]]:
    """All texts in several languages."""
    if isinstance(node, list):
        return [found for one in node for found in mappings(one)]
    if not isinstance(node, dict):
        return []
    if {*node} == {"en", "de"}:
        return [node]
    return [found for one in node.values() for found in mappings(one)]


def alone(node: Any, key: str = "") -> Any:
    """A document without moves of the library, which come in languages of their own."""
    if isinstance(node, list):
        return [alone(one, key) for one in node]
    if isinstance(node, dict):
        of_move = {"title": "T", "hold": "9s"} if "move" in node else {}
        inner = {name: alone(one, name) for name, one in node.items() if name != "move"}
        return of_move | inner
    if key == "easier":
        return {"reps": 2}
    return {"title": "T", "hold": "9s"} if key in ("steps", "of") else node


documents = strategies.documents.map(alone).map(lambda one: {**one, "language": "en", "say_as": {}})


@given(documents)
def test_each_language_reads_as_the_plain_routine_in_it(document: strategies.Document) -> None:
    """Whatever is in it, and with the same numbers."""
    several = translated(document, count())
    german = in_german(several) | {"language": "de"}
    for write in (strategies.as_block, strategies.as_json):
        for language, plain in (("en", document), ("de", german)):
            whole = write(several).encode()
            found = read_whole(Path("r.yaml"), whole, given=Given(language=demand(language)))
            assert found.value == read_whole(Path("r.yaml"), write(plain).encode()).value


@given(documents, st.data())
def test_one_missing_text_is_one_problem(
    document: strategies.Document, data: st.DataObject
) -> None:
    """At its place, in that language alone."""
    several = translated(document, count())
    every = mappings(several)[1:]  # but the title, which tells the languages
    if not every:
        return
    one = data.draw(st.sampled_from(every))
    del one["de"]
    whole = strategies.as_block(several).encode()
    read_whole(Path("r.yaml"), whole)
    with pytest.raises(RoutineError) as caught:
        read_whole(Path("r.yaml"), whole, given=Given(language=demand("de")))
    (problem,) = caught.value.problems
    assert problem.code is Code.MISSING_TRANSLATION
    line = problem.lines[problem.place.line - 1]
    assert "en" in line[problem.place.column - 1 :]
