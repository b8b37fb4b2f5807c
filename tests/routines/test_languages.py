"""The bundled content says the same in English, German and Spanish, and all of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml

from guide.format.templates import NAMES
from tests.routines.bundled import (
    LANGUAGES,
    MOVES,
    ROUTINES,
    move_in,
    move_path,
    path,
    routine_in,
    words_in,
    words_of_move,
)
from tests.routines.said import FACTS, facts_missing, foreign_words, says, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ONE_TEXT = {"title", "summary", "say", "brief", "lead", "safety", "come_out", "phase"}
TEXTS = {"before", "after", "equipment", "sides", "between"}
NUMBERS = {
    "two": ("zwei", "dos"),
    "three": ("drei", "tres"),
    "five": ("fünf", "cinco"),
    "ten": ("zehn", "diez"),
    "fifteen": ("fünfzehn", "quince"),
    "twenty": ("zwanzig", "veinte"),
}
LETTERS = {"en": "", "de": "äöüÄÖÜß", "es": "áéíóúñüÁÉÍÓÚ"}

every_language = pytest.mark.parametrize("language", LANGUAGES)
every_routine = pytest.mark.parametrize("file", ROUTINES, ids=lambda file: file.stem)
every_move = pytest.mark.parametrize("file", MOVES, ids=lambda file: file.stem)
every_file = pytest.mark.parametrize("file", (*ROUTINES, *MOVES), ids=lambda file: file.stem)


def written(file: Path) -> Iterator[tuple[str, object]]:
    """Yield each text of a file as it is written there, behind the key that it is of."""

    def walk(node: object, key: str) -> Iterator[tuple[str, object]]:
        if isinstance(node, list):
            for item in node:
                if key in TEXTS:
                    yield key, item
                else:
                    yield from walk(item, key)
        elif isinstance(node, dict):
            for name, value in node.items():
                if name in ONE_TEXT or (key == "cues" and "say" not in value):
                    yield name, value
                else:
                    yield from walk(value, name)

    yield from walk(yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader), "")


def translations(file: Path) -> Iterator[tuple[str, ...]]:
    """Yield each text of a file, in all its languages."""
    for _, text in written(file):
        if isinstance(text, dict):
            yield tuple(text.values())


@every_file
def test_every_text_is_there_in_each_language(file: Path) -> None:
    """In the same order everywhere; only nothing to say is the same in all."""
    for key, text in written(file):
        if text != "":
            assert isinstance(text, dict), (key, text)
            assert tuple(text) == LANGUAGES, (key, text)


@every_file
def test_nothing_is_left_untranslated(file: Path) -> None:
    """No text is the same in two languages."""
    for texts in translations(file):
        assert len(set(texts)) == len(LANGUAGES), texts


@every_file
def test_no_text_has_words_of_another_language(file: Path) -> None:
    """The most frequent words of each are in none of the others."""
    for texts in translations(file):
        for language, text in zip(LANGUAGES, texts, strict=True):
            assert not foreign_words(language, text), text


@every_file
def test_the_same_is_filled_in(file: Path) -> None:
    """A side that one language names, the others name too."""
    for texts in translations(file):
        found = [set(re.findall(rf"\{{(?:{'|'.join(NAMES)})\}}", text)) for text in texts]
        assert found[1:] == found[:-1], texts


@every_file
def test_numbers_are_the_same(file: Path) -> None:
    """Each number that is spoken in English is spoken in German and Spanish."""
    for english, *others in translations(file):
        for number, names in NUMBERS.items():
            if number in words(english):
                for text, name in zip(others, names, strict=True):
                    assert name in words(text), text


def test_one_sentence_has_one_translation() -> None:
    """So that a fact of safety is changed everywhere or nowhere."""
    known: dict[str, tuple[str, ...]] = {}
    for file in (*ROUTINES, *MOVES):
        for english, *others in translations(file):
            assert known.setdefault(english, tuple(others)) == tuple(others)


@every_language
@every_routine
def test_safety_is_spoken_before_the_first_step(file: Path, language: str) -> None:
    """Discomfort and pain, stopping, comfort, and what the product is not."""
    before = routine_in(language, file).before
    assert facts_missing(language, before, "discomfort", "stopping", "no device") == []


@every_language
@every_routine
def test_a_routine_says_when_to_see_a_doctor(file: Path, language: str) -> None:
    """Pain of more than a day, and each sign that needs help at once."""
    routine = routine_in(language, file)
    spoken = (*routine.before, *routine.after)
    assert facts_missing(language, spoken, "doctor", "urgent", "accident") == []


@every_language
def test_the_urgent_signs_come_first_where_pain_is_acute(language: str) -> None:
    """Somebody with a spasm hears them before doing anything."""
    before = routine_in(language, path("spasm-relief")).before
    assert facts_missing(language, before, "doctor", "urgent", "accident") == []


@every_language
@pytest.mark.parametrize("file", [file for file in MOVES if file.stem.startswith("massage")])
def test_a_massage_always_warns_of_pain_and_pulse(file: Path, language: str) -> None:
    """The rule stands in `safety`, which no level of talk leaves out; the easier form obeys it."""
    massage = move_in(language, file)
    assert facts_missing(language, [massage.safety or ""], "pulse") == []
    assert massage.easier
    spoken = " ".join(phase.say or "" for phase in massage.easier.phases)
    assert facts_missing(language, [spoken], "no pressure") == []


@every_language
@pytest.mark.parametrize("name", ["massage-hold", "massage-lower-back", "massage-neck"])
def test_a_massage_near_the_spine_stays_beside_it(name: str, language: str) -> None:
    """Beside the spine, never on it."""
    spoken = " ".join(words_of_move(move_in(language, move_path(name))))
    assert facts_missing(language, [spoken], "spine") == []


@every_language
def test_heat_and_ice_are_always_wrapped_and_ice_is_never_longer_than_twenty_minutes(
    language: str,
) -> None:
    """Said as safety, and in both forms of each reminder."""
    move = move_in(language, move_path("heat-and-ice"))
    assert facts_missing(language, [move.safety or ""], "wrapped", "ice", "numb skin") == []
    heat, _, cold = move.phases
    for cue in (*heat.cues, *cold.cues):
        for text in (cue.say, cue.brief or ""):
            assert says([text], *FACTS[language]["reminder"])


@every_language
@every_move
def test_every_move_says_how_to_come_out_of_it(file: Path, language: str) -> None:
    """Shortly: at most 25 words, for somebody who is in pain."""
    come_out = move_in(language, file).come_out
    assert come_out
    assert len(come_out.split()) <= 25


@every_language
@every_file
def test_words_are_good_to_hear(file: Path, language: str) -> None:
    """No symbols, no abbreviations, no capitals, no digits that a voice might misread."""
    for text in words_in(language, file):
        plain = re.sub(r"\{(side|rep)\}[.:]?", "x", text)
        assert not re.search(rf"[^A-Za-z .,'{LETTERS[language]}-]", plain), text
        assert not re.search(r"\b[A-Z]{2,}\b", plain), text
        assert not re.search(r"\b(min|mins|sec|secs|seg|approx|ca|bzw|etc|cm|reps?)\b", plain), text


@every_language
@every_file
def test_sentences_are_short(file: Path, language: str) -> None:
    """At most 20 words, but for the list of urgent signs; nobody can read it again."""
    at_once = FACTS[language]["urgent"][0]
    for text in words_in(language, file):
        for sentence in re.split(r"(?<=[.])\s+", text):
            if not says([sentence], at_once):
                assert len(sentence.split()) <= 20, sentence


@pytest.mark.parametrize(
    ("language", "formal"), [("de", r"\b(Ihr|Ihre|Ihren|Ihnen)\b"), ("es", r"\b(usted|vosotros)\b")]
)
@every_file
def test_it_speaks_to_one_person_as_a_friend_does(file: Path, language: str, formal: str) -> None:
    """German says du, Spanish says tú."""
    for text in words_in(language, file):
        assert not re.search(formal, text), text
