"""A text that is clearly in another language than its voice is told of, and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guide.checking.check import check_file
from guide.checking.doubtful_language import TELLING, looks_like
from guide.problems.codes import Code

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    "en": "Lie down on your back, and breathe slowly with the nose.",
    "de": "Leg dich auf den Boden, und atme mit der Nase ein.",
    "es": "Lleva las manos hacia el suelo con la espalda recta y los hombros sueltos.",
    "fr": "Posez les mains sur vos genoux et respirez doucement avec le ventre.",
    "it": "Porta il peso sul piede e gira lentamente la testa verso gli occhi della mano.",
    "nl": "Ga op je rug liggen en adem rustig naar het middenrif.",
    "pl": "Połóż się na plecach, ręce wzdłuż ciała, i nie wstrzymuj oddechu przez chwilę.",
    "pt": "Leve os braços ao chão com as costas retas, devagar, e não prenda o ar.",
}


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("read_as", TEXTS)
def test_each_language_is_told_from_the_others(language: str, read_as: str) -> None:
    """A sentence is right in its own language, and doubtful in the seven others."""
    assert looks_like(TEXTS[language], read_as) == (None if language == read_as else language)
    assert looks_like("", read_as) is None
    assert looks_like(TEXTS[language], "sv") is None
    assert len(TELLING[language]) >= 8


def test_a_german_move_in_an_english_routine_is_told(tmp_path: Path) -> None:
    """Where it is used, with what to write; a move that says its language is a problem itself."""
    (tmp_path / "moves").mkdir()
    move = tmp_path / "moves" / "nod.yaml"
    move.write_text(f"title: Nicken\nsay: {TEXTS['de']}\nhold: 20s\n", "utf-8")
    file = tmp_path / "evening.yaml"
    file.write_text("title: Evening\nbefore: Stop if it hurts.\nsteps: [nod]\n", "utf-8")
    (told,) = check_file(file)
    assert (told.code, told.place.line) == (Code.OTHER_LANGUAGE, 3)
    assert "German" in told.message
    assert "`language: de` at the top of the move nod" in str(told.hint)
    assert Code.OTHER_LANGUAGE in {one.code for one in check_file(move)}
    file.write_text("title: Abend\nlanguage: de\nbefore: Hör auf.\nsteps: [nod]\n", "utf-8")
    assert check_file(file) == []
