"""Where engines pause: between sentences, in the writing of any language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.speech.sentences import sentences_of

APART = {
    "en": ("Hold.", "3 more!", "(Rest.)", "“Now?”", "Lift…", "and lower...", "slowly."),
    "de": ("Halte.", "„Über den Kopf.“", "Öffne dich.", "10 Atemzüge.", "Ändere nichts."),
    "es": ("Sube.", "¡Muy bien!", "¿Duele?", "Élla descansa.", "21 veces."),
    "fr": ("Levez.", "Étirez-vous.", "« Bien. »", "À gauche.", "Ça va ?", "Oui."),
    "it": ("Alza.", "È tutto.", "2 volte."),
    "nl": ("Zit.", "“Sta.”", "Één keer."),
    "pl": ("Stań.", "Ćwicz dalej.", "Łagodnie.", "„Żadnych” ruchów."),
    "pt": ("Sente.", "Às vezes.", "É isso."),
    "el, ru, he, zh": ("Κάτσε.", "Άνω.", "Встань.", "Ещё раз.", "שב.", "קום.", "坐下。", "起来。"),
}
TOGETHER = {
    "en": "Hold, i.e. rest for 3.5 s, approx. so, e.g. as here (etc. and so on).",
    "de": "Bewege z. B. über 10 cm das Knie, z. B. Knie und u. a. „ähnliche“, ca. 30 Mal, Nr. 2.",
    "es": "Apoya p. ej. ángulos y brazos, etc. último, aprox. última.",
    "fr": "Levez-vous, etc. à gauche, p. ex. être assis, env. 30 fois.",
    "it": "Muovi ecc. è bene, p. es. ora.",
    "nl": "Beweeg bijv. één arm, o.a. elleboog, ca. 10 keer.",
    "pl": "Zrób np. ćwiczenie, itd. łagodnie, tzn. żaden, ok. 30 razy.",
    "pt": "Mova p. ex. é bom, etc. às vezes.",
    "el, ru": "Κάτσε κ.λπ. άνω, т. е. ещё раз.",  # noqa: RUF001
}


@pytest.mark.parametrize("language", APART)
def test_sentences_are_parted(language: str) -> None:
    """Whatever letter, number or sign the next one begins with."""
    assert sentences_of(" ".join(APART[language])) == list(APART[language])


@pytest.mark.parametrize("language", TOGETHER)
def test_a_sentence_stays_whole(language: str) -> None:
    """A dot is not always its end."""
    assert sentences_of(TOGETHER[language]) == [TOGETHER[language]]


@given(st.text("aÜé1.!?…。 «„”()", max_size=60))
def test_nothing_but_spaces_is_lost(text: str) -> None:
    """In no text, however odd."""
    assert "".join(sentences_of(text)).replace(" ", "") == text.replace(" ", "")
