"""The schema: every valid file passes it, and every mistake that a schema can tell is told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from guide import folders
from guide.format.definition import definition
from guide.format.explained import explained
from guide.format.kinds.patterns import (
    MOMENT_PATTERN,
    counts_pattern,
    range_pattern,
    seconds_pattern,
)
from guide.format.quantities import (
    parse_count_range,
    parse_offset,
    parse_seconds,
    parse_seconds_range,
)
from guide.format.routine import (
    Between,
    Group,
    Move,
    OwnSounds,
    Phase,
    Prompt,
    Rest,
    Routine,
    Selection,
    Settings,
)
from guide.format.schema import schema
from guide.problems.problem import RoutineError
from guide.syntax.text_file import read_text
from guide.yaml.events import compose
from tests.guide import strategies
from tests.guide.editing import errors, position, seen, spans
from tests.guide.expected import problems_in

if TYPE_CHECKING:
    from guide.problems.problem import Problem

CORPUS = Path(__file__).parents[1] / "corpus"
BUNDLED = Path(__file__).parents[3] / "routines"
GOOD = [*BUNDLED.glob("**/*.yaml"), *(CORPUS / "good").glob("**/*.yaml")]
BAD = [*(CORPUS / "bad").glob("**/*.yaml")]
SCHEMAS = {Routine: schema(Routine), Move: schema(Move)}

CANNOT_TELL = {
    "what is in other files": "unknown move|a move that uses itself|with these changes,",
    "what is in sound files": "there is no sound file|the sound file ",
    "which end of a range is larger": "this range is upside down",
    "how long a text with units is": "a length of time that is too (long|short)",
    "how long the phase of a cue is": "no time is left for this cue",
    "how long one phase is beside another": "`up_to` is shorter than",
    "that two moments are the same": "there is a cue at this moment already",
    "whether a move has sides": r'"\{side\}" cannot be filled in here',
    "how much it is in all": r".* in all, (repetitions counted|and 24h are the most)",
    "which parameters there are": "unknown parameter",
    "how many steps there are to choose from": ".* cannot be chosen: there (is|are) only",
    "which form most keys of a step are from": "`.*` and `.*` cannot both be here",
    "that capitals make no difference": '".*" is here twice: capitals',
    "whether a word before a colon is a language": "a text with a colon in it needs quotes",
    "which languages the title is in": "this (text is missing|does not come) in ",
    "what a number or a truth looked like": 'expected .*but found "(.nan|TRUE)"',
}
"""What a schema cannot tell, and the problems of it that ``guide check`` tells."""


def schema_of(path: Path) -> dict[str, Any]:
    """The schema of what a file should be."""
    return SCHEMAS[Move if path.parent.name == folders.MOVES else Routine]


@pytest.fixture
def _library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the corpus' own moves are found."""
    monkeypatch.chdir(CORPUS / "bad")
    monkeypatch.setattr(folders, "BUNDLED", Path("../library"))


@pytest.mark.parametrize("model", SCHEMAS, ids=lambda model: model.__name__)
def test_it_is_a_schema(model: type[Any]) -> None:
    """Draft-07, and closed: each mapping of it says which keys it has, and takes no other."""
    Draft7Validator.check_schema(SCHEMAS[model])
    closed = [one for one in mappings(SCHEMAS[model]) if "hold" in one["properties"]]
    assert closed
    assert all(one["additionalProperties"] is False for one in mappings(SCHEMAS[model]))


def mappings(part: Any) -> list[dict[str, Any]]:
    """Every part of a schema that describes a mapping with keys of its own."""
    if isinstance(part, list):
        return [one for inner in part for one in mappings(inner)]
    if not isinstance(part, dict):
        return []
    own = [part] if part.get("type") == "object" and "properties" in part else []
    return own + [one for inner in part.values() for one in mappings(inner)]


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_good_files_pass(path: Path) -> None:
    """Every routine and move that is bundled or in the corpus."""
    assert not errors(schema_of(path), seen(read_text(path).text))


@given(strategies.documents)
def test_valid_routines_pass(document: strategies.Document) -> None:
    """Whichever they are, and however they are written."""
    for write in (strategies.as_block, strategies.as_flow, strategies.as_json):
        assert not errors(SCHEMAS[Routine], seen(write(document)))


WRITTEN = st.from_regex(r"[-+]?[0-9.xoe]{1,4}[ :.,smh%+x-]{0,2}[0-9]{0,2} ?[smh+]?", fullmatch=True)
ODD_LOOKS = (
    *("010", "0o17", "0x1F", "1e3", ".5", "+5", "-0", ".inf", ".nan", "1:30", "0:90", "12", "3.0"),
    *("2024-01-01", "true", "True", "false", "on", "no", "~", "null", "2.50", "30 S", "1H30M"),
)
LOOKS = WRITTEN | st.sampled_from(ODD_LOOKS)
"""Plain scalars that mean something to some parser of YAML."""

VALUES = {
    "a title": "title: VALUE\nsteps: [rest]",
    "a language": "title: T\nlanguage: VALUE\nsteps: [rest]",
    "settings": "title: T\nsettings: {countdown: VALUE}\nsteps: [rest]",
    "a length": "title: T\nsteps: [{rest: VALUE}]",
    "a paced length": "title: T\nsteps: [{title: A, each: [{for: VALUE}]}]",
    "one length": "title: T\nsteps: [{title: A, each: [{for: 0.1, up_to: VALUE}]}]",
    "a count": "title: T\nsteps: [{title: A, hold: 5s, reps: VALUE}]",
    "a flag": "title: T\nsteps: [{title: A, hold: 5s, optional: VALUE}]",
    "a side": "title: T\nsteps: [{title: A, hold: 5s, sides: [VALUE]}]",
    "a moment": "title: T\nsteps: [{title: A, hold: 3h, cues: {VALUE: X}}]",
}


@pytest.mark.parametrize("where", VALUES)
@given(text=LOOKS)
def test_values_pass_whatever_an_editor_takes_them_for(where: str, text: str) -> None:
    """What our reader reads as text may look like a number, a truth value or a date."""
    written = VALUES[where].replace("VALUE", text)
    try:
        strategies.read(written)
    except RoutineError:
        return
    assert not errors(SCHEMAS[Routine], seen(written))


@pytest.mark.usefixtures("_library")
def test_mistakes_are_told() -> None:
    """All that the reader tells of the corpus, where it tells it; but for what no schema can."""
    untold: list[Problem] = []
    for path in BAD:
        told, problems = told_of(path.relative_to(CORPUS / "bad"))
        for problem in problems:
            place = position(problem.place.line, problem.place.column)
            if not any(start <= place < end for start, end in told):
                untold.append(problem)
    reasons = {reason_of(problem) for problem in untold}
    assert reasons == CANNOT_TELL.keys()


def told_of(path: Path) -> tuple[list[tuple[int, int]], list[Problem]]:
    """What the schema underlines in a file, and the problems of what is in it.

    What is no YAML is told by every editor: the schema has nothing to do with it.
    """
    of_yaml: list[Problem] = []
    try:
        root = compose(read_text(path), of_yaml)
    except RoutineError:
        return [], []
    if root is None:
        return [], []
    mine = [one for one in problems_in(path) if one.place.file == str(path) and one not in of_yaml]
    return spans(schema_of(path), root), mine


def reason_of(problem: Problem) -> str:
    """Why no schema can tell a problem."""
    reasons = [why for why, told in CANNOT_TELL.items() if re.match(told, problem.message)]
    assert reasons, f"the schema should tell this: {problem}"
    return reasons[0]


QUANTITIES = st.text("0123456789.:%-+ smhMin\N{EN DASH}", max_size=9) | st.from_regex(
    r"(-?[0-9]{1,2}(\.5|:30)? ?(h|min|m|S|sec|%)?( ?[-\u2013] ?[0-9]{1,2} ?(s|m)?)?\+?)?",
    fullmatch=True,
)


@given(QUANTITIES)
def test_patterns_are_what_is_parsed(text: str) -> None:
    """The patterns of the schema take just the texts that the reader takes, bounds aside."""
    zero = seconds_pattern(may_be_zero=True)
    assert bool(re.search(zero, text)) == (parse_seconds(text) is not None)
    lengths = parse_seconds_range(text)
    taken = lengths is not None and max(lengths.low, lengths.high) > 0
    assert bool(re.search(range_pattern(open_end=True), text)) == taken
    moment = parse_offset(text)
    inside = moment is not None and (
        bool(moment.seconds or moment.share) if moment.from_end else (moment.share or 0) < 1
    )
    inside = inside and (moment is None or (moment.share or 0) <= 1)
    assert bool(re.search(MOMENT_PATTERN, text)) == inside


@given(st.integers(0, 1), st.integers(1, 1200), QUANTITIES | st.integers(0, 1300).map(str))
def test_patterns_of_counts(low: int, high: int, text: str) -> None:
    """They know the bounds too, of both ends of a range."""
    counts = parse_count_range(text)
    taken = counts is not None and all(low <= one <= high for one in (counts.low, counts.high))
    assert bool(re.search(counts_pattern(low, high), text)) == taken


MODELS = (Routine, OwnSounds, Settings, Group, Selection, Rest, Between, Move, Phase, Prompt)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_key_is_explained_by_examples(model: type[Any]) -> None:
    """Each of which is read, and passes the schema."""
    for key in definition(model):
        examples = explained(model, key).examples
        assert examples, f"{model.__name__}.{key} has no example in guide/format/explained.py"
        for example in examples:
            document = with_value(model, key, example)
            strategies.read(strategies.as_block(document))
            assert not errors(SCHEMAS[Routine], document)


def with_value(model: type[Any], key: str, example: Any) -> dict[str, Any]:
    """A routine in which a key of a model has a value."""
    if model is Routine:
        return {"title": "T", "steps": ["rest"], key: example}
    if model is Settings:
        return {"title": "T", "steps": ["rest"], "settings": {key: example}}
    if model is OwnSounds:
        return {"title": "T", "steps": ["rest"], "sounds": {key: example}}
    if model is Prompt:
        cue = {"say": "Halfway.", key: example}
        return with_value(Phase, "cues", {"50%": cue})
    if model is Phase:
        length = {} if key in ("for", "hold") else {"for": "5s" if key == "up_to" else "30s"}
        return with_value(Move, "each", [length | {key: example}])
    optional = {"optional": True} if key == "priority" else {}
    if model is Between:
        return with_value(Group, "between", {"rest": "9s"} | optional | {key: example})
    least = {
        Group: {"steps": ["rest"]},
        Selection: {"choose": 1, "of": ["rest"] * 3},
        Rest: {"rest": "9s"} | optional,
        Move: {"title": "T"} | optional,
    }[model]
    if model is Move and key not in ("hold", "each"):
        least = least | {"hold": "1m", "sides": ["left", "right"]}
    return {"title": "T", "steps": [least | {key: example}]}
