"""What is written instead of the words that come to mind for keys."""

from __future__ import annotations

import re
from typing import Any

import pytest

from guide.format.definition import definition
from guide.format.other_words import OTHER_WORDS, instead_of
from guide.format.routine import BASED_ON, Group, Move, Phase, Rest, Selection
from guide.syntax.nodes import Scalar, Source

WORDS = [(model, word) for model, words in OTHER_WORDS.items() for word in words]


def scalar(text: str) -> Scalar:
    """A value as an author wrote it."""
    source = Source("a.yaml", text)
    return Scalar(text, True, source.place_at(0), source, 0, len(text))


@pytest.mark.parametrize(("model", "word"), WORDS)
def test_no_word_is_a_key_and_each_names_one(model: type[Any], word: str) -> None:
    """Of the model itself, unless it belongs elsewhere, which the sentence says then."""
    known = {*definition(model), *([BASED_ON.name] if model is Move else [])}
    assert word not in known
    told = instead_of(word, model, scalar("5s"))
    assert told is not None
    assert told[0].isupper()
    assert told.endswith(".")
    if key := re.fullmatch(r"Write `(\w+): .*`\.", told):
        assert key[1] in known


def test_the_authors_own_value_is_shown_where_it_is_short() -> None:
    """Of a list, a mapping or a long text, dots stand for it; braces in it stay as they are."""
    assert instead_of("duration", Move, scalar("30s")) == "Write `hold: 30s`."
    assert instead_of("Repetitions", Move, scalar("{x}")) == "Write `reps: {x}`."
    assert instead_of("duration", Move, scalar("very " * 20)) == "Write `hold: ...`."
    assert instead_of("duration", Move, None) == "Write `hold: ...`."
    assert instead_of("nothing-like-it", Move, None) is None


def test_a_count_is_how_often_or_whether_aloud() -> None:
    """A number tells how often; yes and no tell that the repetitions are counted or not."""
    assert instead_of("count", Move, scalar("8")) == "Write `reps: 8`."
    assert instead_of("count", Move, scalar("true")) == "Write `count_reps: true`."
    assert instead_of("count", Move, scalar("No")) == "Write `count_reps: false`."


@pytest.mark.parametrize("model", [Move, Phase, Rest, Group, Selection])
def test_what_is_settled_for_a_routine_is_told_to_go_there(model: type[Any]) -> None:
    """Such as numbers before the end of a hold, which look as if each step had its own."""
    told = (
        "A routine settles it for all its steps: write `settings: {count_out: 5}` beside its title."
    )
    assert instead_of("count_out", model, scalar("5")) == told
