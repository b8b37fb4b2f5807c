"""The catalogues: complete in every language, and what is compiled is what is written."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from guide.language.languages import WITH_WORDS, named
from guide.language.messages import CATALOGUES
from guide.language.words import ENGLISH, has_words, words_of
from guide.screen.keys import KEYS
from guide.session.commands import Verb

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "docs"))
import write_catalogues as catalogues  # noqa: E402 - a script of the documents

collected = cache(catalogues.collected)
LANGUAGES = tuple(tag for tag in WITH_WORDS if tag != "en")

SECONDS = {
    "de": {0: "0 Sekunden", 1: "1 Sekunde", 2: "2 Sekunden", 101: "1 Minute 41 Sekunden"},
    "es": {0: "0 segundos", 1: "1 segundo", 5: "5 segundos", 90: "1 minuto 30 segundos"},
    "fr": {0: "0 seconde", 1: "1 seconde", 2: "2 secondes", 120: "2 minutes"},
    "it": {1: "1 secondo", 22: "22 secondi", 3601: "1 ora 1 secondo"},
    "nl": {1: "1 seconde", 12: "12 seconden", 7200: "2 uur"},
    "pl": {
        **{0: "0 sekund", 1: "1 sekunda", 2: "2 sekundy", 5: "5 sekund", 12: "12 sekund"},
        **{22: "22 sekundy", 25: "25 sekund", 60: "1 minuta", 60 * 22: "22 minuty"},
        **{3600 * 101: "101 godzin", 3600 * 102: "102 godziny", 3600 * 112: "112 godzin"},
    },
    "pt": {1: "1 segundo", 2: "2 segundos", 3720: "1 hora 2 minutos"},
    "en": {0: "0 seconds", 1: "1 second", 22: "22 seconds", 3661: "1 hour 1 minute 1 second"},
}


def messages(language: str) -> list[Message]:
    """What is translated in a catalogue."""
    return [one for one in catalogues.read(catalogues.of_language(language)) if one.id]


def names(text: str) -> set[str]:
    """What is filled in."""
    return set(re.findall(r"\{(\w+)\}", text))


def test_all_languages_are_there() -> None:
    """English is the text of the code itself; every other one has a catalogue, and is listed."""
    assert {path.name for path in CATALOGUES.iterdir() if path.is_dir()} == set(LANGUAGES)
    assert [words_of(language).language for language in LANGUAGES] == list(LANGUAGES)


@pytest.mark.parametrize("document", ["README.md", "docs/authoring.md"])
def test_documents_name_all_languages(document: str) -> None:
    """In one list, in this order: where there is a language more it is named there too."""
    *others, last = (named(tag).partition(" (")[0] for tag in WITH_WORDS)
    assert f"{', '.join(others)} and {last}" in " ".join(
        (ROOT / document).read_text("utf-8").split()
    )


def test_the_template_is_what_the_code_says() -> None:
    """Whoever changes a sentence collects it anew: ``make catalogues``."""
    assert catalogues.written(collected()) == catalogues.TEMPLATE.read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_complete(language: str) -> None:
    """Every sentence, in all its forms, with the same names filled in, and nothing in doubt."""
    catalogue: Catalog = catalogues.read(catalogues.of_language(language))
    wanted = {(one.id, one.context) for one in collected() if one.id}
    assert {(one.id, one.context) for one in messages(language)} == wanted
    assert not catalogue.obsolete
    for message in messages(language):
        forms = message.string if isinstance(message.id, tuple) else (message.string,)
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        assert not message.fuzzy and all(forms), message.id
        if isinstance(message.id, tuple):
            assert len(forms) == catalogue.num_plurals
        for number, form in enumerate(forms):
            # A form for just one thing may have its number as a word, read aloud: "una hora".
            one = number == 0 and message.context == "read aloud" and len(forms) > 1
            assert names(form) == names(ids[-1]) or (one and not names(form)), form
            assert form == form.strip() and form[-1:] == form.rstrip()[-1:]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_end_as_their_originals_do(language: str) -> None:
    """A voice lowers its tone for a dot; what is a part of a sentence has none."""
    for message in messages(language):
        if isinstance(message.id, str) and message.context not in (
            "decimal sign",
            "signs of a unit",
        ):
            assert message.string.endswith(".") == message.id.endswith("."), message.string


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_in_english(language: str) -> None:
    """Some words are the same in two languages; sentences are not."""
    same = [one.id for one in messages(language) if one.string == one.id and one.id == str(one.id)]
    assert [text for text in same if len(re.findall(r"[A-Za-z]{2,}", text)) > 2] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    """A checkout works without a build: the compiled catalogue is kept beside its source."""
    path = catalogues.of_language(language)
    assert path.with_suffix(".mo").read_bytes() == catalogues.compiled(catalogues.read(path))


def test_collecting_again_changes_nothing(tmp_path: Path) -> None:
    """No dates and no lines are kept: what has not changed stays as it is."""
    before = {path: path.read_bytes() for path in CATALOGUES.rglob("*.?o*") if path.is_file()}
    for language in LANGUAGES:
        catalogue = catalogues.read(catalogues.of_language(language))
        catalogue.update(collected(), no_fuzzy_matching=True)
        assert catalogues.written(catalogue) == before[catalogues.of_language(language)]


@pytest.mark.parametrize("language", [*LANGUAGES, "en"])
def test_lengths_of_time_have_the_plurals_of_their_language(language: str) -> None:
    """By the rule in the head of each catalogue: Polish has three forms."""
    words = words_of(language)
    said = {seconds: words.duration(seconds) for seconds in SECONDS[language]}
    assert said == SECONDS[language]


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("de-AT", "de"),
        ("PT-br", "pt"),
        ("pt-PT", "pt"),
        ("pl", "pl"),
        ("en-GB", "en"),
    ],
)
def test_a_region_has_the_words_of_its_language(tag: str, language: str) -> None:
    """Whatever its case."""
    assert words_of(tag) is words_of(language)


@pytest.mark.parametrize("tag", ["", "..", "../de", "d/e", "x" * 300, "\0"])
def test_no_tag_leads_elsewhere(tag: str) -> None:
    """What is no language has no catalogue."""
    assert words_of(tag) is words_of("la")


def test_another_language_has_english_words_where_it_needs_words() -> None:
    """A side is said by itself, and numbers in digits, which any voice reads rightly."""
    words = words_of("la-VA")
    assert (words.language, has_words("la-VA"), has_words("de-AT")) == ("en", False, True)
    assert [words.first_side("sinistrum", sides) for sides in (2, 1)] == 2 * ["sinistrum."]
    assert words.next_side("dextrum") == "dextrum."
    assert [words.count(number) for number in (1, 3, 10)] == ["1", "3", "10"]
    assert (words.paused, words.volume(0)) == (ENGLISH.paused, "Volume 0.")


def test_english_needs_no_catalogue() -> None:
    """The program starts without reading one."""
    code = "import gettext; gettext.GNUTranslations = None; import guide.language.words as words"
    code += "; print('started')"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "started\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_is_said_as_the_screen_names_it(language: str) -> None:
    """By what it does, as in English: whoever wears a headset has no letters."""
    words = words_of(language)
    rest = words.hurt(None, easier=False, rest_s=20.0, then=words.follows(None, last=True))
    said = {
        Verb.NEXT: [words.ready],
        Verb.BACK: [words.left_out("Title")],
        Verb.QUIT: [words.no_hurry, words.ask_quit, rest[-1]],
    }
    for verb, texts in said.items():
        (short,) = (words.of(key.short) for key in KEYS if key.verb is verb)
        assert [text for text in texts if not re.search(rf"\b{short}\b", text.lower())] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("side", ["left", "SIDE"])
def test_a_side_is_said_as_it_is_written(language: str, side: str) -> None:
    """No sentence asks for another form of the word."""
    words = words_of(language)
    for text in (words.next_side(side), words.first_side(side, 1), words.first_side(side, 2)):
        assert re.search(rf"(^|\s){side}(\.|$)", text)
