"""The table of keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.screen.keys import ANSWERS, HELP, INTERRUPT, KEYS, OTHER, VERBS, verb_for
from guide.session.commands import Verb


def test_no_key_means_two_things() -> None:
    """Every name is there once, and none is the help, the interrupt or any other key."""
    names = [name for key in KEYS for name in key.names]
    assert len(names) == len(set(names)) == len(VERBS)
    assert not {HELP, INTERRUPT, OTHER} & {*names, *ANSWERS}
    assert not ANSWERS.keys() & set(names)


def test_a_person_can_do_all_there_is_to_do() -> None:
    """Every verb has a key, but those of media keys, which know pause and play apart."""
    keys = {*VERBS.values(), *ANSWERS.values(), verb_for(INTERRUPT), verb_for(OTHER)}
    assert set(Verb) - keys == {Verb.PAUSE, Verb.RESUME}


@pytest.mark.parametrize(("key", "verb"), [("N", Verb.NEXT), ("X", Verb.HURTS), ("Q", Verb.QUIT)])
def test_capitals_are_letters(key: str, verb: Verb) -> None:
    """With caps lock on, keys mean the same."""
    assert verb_for(key) is verb


@pytest.mark.parametrize("key", [OTHER, "z", "f5", "home", HELP])
def test_a_key_without_a_use_ends_an_alarm_and_nothing_else(key: str) -> None:
    """It never stands for a command that does something where no alarm rings."""
    assert verb_for(key) is Verb.ACKNOWLEDGE


def test_the_documents_show_the_keys_as_they_are() -> None:
    """Each with its label and its sentence, in the order of the help."""
    text = (Path(__file__).parents[3] / "docs" / "playing.md").read_text("utf-8")
    rows = [
        f"| {' '.join(f'`{label}`' for label in key.label.split())} | {key.verb.value.text} |"
        for key in KEYS
    ]
    assert "\n".join(rows) in text
