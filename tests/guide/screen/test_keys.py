"""The table of keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.language.words import ENGLISH, words_of
from guide.screen.keys import ANSWERS, HELP, INTERRUPT, KEYS, OTHER, VERBS, command_for, label_in
from guide.session.commands import Verb, YesOr


def test_no_key_means_two_things() -> None:
    """Every name is there once, and none is the help, the interrupt or any other key."""
    names = [name for key in KEYS for name in key.names]
    assert len(names) == len(set(names)) == len(VERBS)
    assert not {HELP, INTERRUPT, OTHER} & {*names, *ANSWERS}
    assert not ANSWERS.keys() & set(names)


def test_a_person_can_do_all_there_is_to_do() -> None:
    """Every verb has a key, but those of media keys, which know pause and play apart."""
    keys = {*VERBS.values(), *ANSWERS.values()}
    keys |= {command_for(key, ENGLISH) for key in (INTERRUPT, OTHER)}
    assert set(Verb) - keys == {Verb.PAUSE, Verb.RESUME}


@pytest.mark.parametrize(("key", "verb"), [("N", Verb.NEXT), ("X", Verb.HURTS), ("Q", Verb.QUIT)])
def test_capitals_are_letters(key: str, verb: Verb) -> None:
    """With caps lock on, keys mean the same."""
    assert command_for(key, ENGLISH) is verb


@pytest.mark.parametrize("key", [OTHER, "z", "f5", "home", HELP])
def test_a_key_without_a_use_ends_an_alarm_and_nothing_else(key: str) -> None:
    """It never stands for a command that does something where no alarm rings."""
    assert command_for(key, ENGLISH) is Verb.ACKNOWLEDGE


@pytest.mark.parametrize(
    ("language", "key", "other"),
    [
        ("de", "j", Verb.ACKNOWLEDGE),
        ("es", "s", Verb.SILENT),
        ("fr", "o", Verb.ACKNOWLEDGE),
        ("it", "s", Verb.SILENT),
        ("nl", "j", Verb.ACKNOWLEDGE),
        ("pl", "t", Verb.HOW_LONG),
        ("pt", "s", Verb.SILENT),
    ],
)
def test_yes_has_a_key_of_the_language(language: str, key: str, other: Verb) -> None:
    """Which is shown, and may have another use where nothing is asked; so does ``y`` everywhere."""
    words = words_of(language)
    assert command_for(key.upper(), words) == YesOr(other)
    assert command_for("y", words) is Verb.YES
    assert command_for(key, ENGLISH) is other
    assert label_in(words, "y/q") == f"{key}/q"


def test_the_documents_show_the_keys_as_they_are() -> None:
    """Each with its label and its sentence, in the order of the help."""
    text = (Path(__file__).parents[3] / "docs" / "playing.md").read_text("utf-8")
    rows = [
        f"| {' '.join(f'`{label}`' for label in key.label.split())} | {key.verb.value.text} |"
        for key in KEYS
    ]
    assert "\n".join(rows) in text
