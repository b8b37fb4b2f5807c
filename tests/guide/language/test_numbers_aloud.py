"""Numbers as they are read aloud in the languages of catalogues."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.language.languages import WITH_WORDS
from guide.language.pronunciation import Pronunciation
from guide.language.words import words_of

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
        "3 min, 5 min, 22 min": "3 minuty, 5 minut, dwadzieścia dwie minuty",
        "2 minuty": "dwie minuty",
        "2-3 min": "2 do 3 minut",
        "5 km i 2 kg": "5 kilometrów i 2 kilogramy",
        "90°": "90 stopni",
    },
    "pt": {"1 h": "uma hora", "2 h": "duas horas", "30-60 s": "30 a 60 segundos"},
}

LANGUAGES = tuple(tag for tag in WITH_WORDS if tag != "en")  # which has a reader of its own
AGREEING = {
    "de": "ein Mal, 21 Minuten, 22 Stunden, 31 Sekunden, 32 Kilogramm, 0 Sekunden",
    "es": "una vez, veintiún minutos, 22 horas, treinta y un segundos, 32 kilogramos, 0 segundos",
    "fr": "une fois, vingt et une minutes, 22 heures, trente et une secondes, 32 kilogrammes, "
    "0 seconde",
    "it": "una volta, 21 minuti, 22 ore, 31 secondi, 32 chilogrammi, 0 secondi",
    "nl": "één keer, 21 minuten, 22 uur, 31 seconden, 32 kilogram, 0 seconden",
    "pl": "jeden raz, 21 minut, dwadzieścia dwie godziny, 31 sekund, 32 kilogramy, 0 sekund",
    "pt": "uma vez, 21 minutos, vinte e duas horas, 31 segundos, 32 quilogramas, 0 segundos",
}
HOURS = {
    "es": "veintiuna horas, 22 horas, treinta y una horas, 32 horas",
    "fr": "vingt et une heures, 22 heures, trente et une heures, 32 heures",
    "it": "21 ore, 22 ore, 31 ore, 32 ore",
    "pl": "21 godzin, dwadzieścia dwie godziny, 31 godzin, trzydzieści dwie godziny",
    "pt": "vinte e uma horas, vinte e duas horas, trinta e uma horas, trinta e duas horas",
}

KEPT = (
    "4-7-8", "12.03.2025", "1:30", "10:30-11:00", "555-123456", "L4-5", "v2.5", "3 sets", "mm cm",
    "http://example.org/5-10", "ABC 30", "5sx", "30 Schritte", "x", "1.500 m", "2x4y", "", "²",
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_units_ranges_and_times_are_read_in_words(language: str) -> None:
    """In the right plural and gender, and with the decimal sign of the language."""
    read = Pronunciation(language)
    assert {text: read(text) for text in SAID[language]} == SAID[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_agree_with_their_unit(language: str) -> None:
    """In words where a voice would read them in the wrong gender; 0 of anything is not one."""
    read = Pronunciation(language)
    assert read("1x, 21 min, 22 h, 31 s, 32 kg, 0 s") == AGREEING[language]
    if language in HOURS:
        assert read("21 h, 22 h, 31 h, 32 h") == HOURS[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_program_says_itself_is_read_in_words(language: str) -> None:
    """An hour with its own name, whatever article it has."""
    words, read = words_of(language), Pronunciation(language)
    for seconds in (1, 60, 3600):
        assert "1" not in read(words.duration(seconds))
    assert read(words.session_left(0)) == words.session_left(0)


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
