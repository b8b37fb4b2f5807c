"""Numbers as they are read aloud in the languages of catalogues."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.languages import WITH_WORDS
from guide.pronunciation import Pronunciation

SAID = {
    "de": {
        "Halte 30 s.": "Halte 30 Sekunden.",
        "1 min 30 s": "eine Minute 30 Sekunden",
        "1 Minute 1 Sekunde": "eine Minute eine Sekunde",
        "1 Std., 5 Min. und 10 Sek. Pause": "eine Stunde, 5 Minuten und 10 Sekunden Pause",
        "30-60 s, dann 2–3 cm": "30 bis 60 Sekunden, dann 2 bis 3 Zentimeter",
        "5-10 Mal": "5 bis 10 Mal",
        "Kniebeuge x 10": "Kniebeuge 10 Mal",
        "3x täglich, 3 x 10": "3 Mal täglich, 3 Mal 10",
        "2,5 kg oder 2.5 kg": "2,5 Kilogramm oder 2,5 Kilogramm",
        "1 m weit, 90° und 40 °C": "ein Meter weit, 90 Grad und 40 Grad Celsius",
    },
    "es": {"2 h 1 min": "2 horas un minuto", "30-60 s": "30 a 60 segundos", "x 2": "2 veces"},
    "fr": {"1 h 2 mn": "une heure 2 minutes", "30 - 60 s": "30 à 60 secondes", "3 x": "3 fois"},
    "it": {"1 h": "un'ora", "20 cm": "20 centimetri", "10-15": "10 a 15"},
    "nl": {"1 min": "één minuut", "30 s": "30 seconden", "2 u": "2 uur", "10x": "10 keer"},
    "pl": {
        "1 min 2 s": "jedna minuta dwie sekundy",
        "3 min, 5 min, 22 min": "3 minuty, 5 minut, 22 minuty",
        "2 minuty": "dwie minuty",
        "2-3 min": "2 do 3 minut",
        "5 km i 2 kg": "5 kilometrów i 2 kilogramy",
        "90°": "90 stopni",
    },
    "pt": {"1 h": "uma hora", "2 h": "duas horas", "30-60 s": "30 a 60 segundos"},
}

LANGUAGES = tuple(tag for tag in WITH_WORDS if tag != "en")  # which has a reader of its own

KEPT = (
    "4-7-8", "12.03.2025", "1:30", "10:30-11:00", "555-123456", "L4-5", "v2.5", "3 sets", "mm cm",
    "http://example.org/5-10", "ABC 30", "5sx", "30 Schritte", "x", "1.500 m", "2x4y", "", "²",
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_units_ranges_and_times_are_read_in_words(language: str) -> None:
    """In the right plural and gender, and with the decimal sign of the language."""
    read = Pronunciation(language)
    assert {text: read(text) for text in SAID[language]} == SAID[language]


@pytest.mark.parametrize("text", KEPT)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_measure_stays(language: str, text: str) -> None:
    """Rhythms, dates, times of day, numbers of things and addresses."""
    assert Pronunciation(language)(text) == text


@given(st.sampled_from(LANGUAGES), st.text("0159x×-–.,:/ smhcgk°CMinute", max_size=40))
def test_what_was_read_is_read_the_same_again(language: str, text: str) -> None:
    """Nothing is left in it to be read, but a number that stands in a name's place."""
    read = Pronunciation(language)
    once = read(text)
    assert isinstance(once, str)
    assert len(re.findall(r"\d", once)) <= len(re.findall(r"\d", text))
