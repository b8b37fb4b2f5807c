"""What is written is spoken as the language, the routine and the user say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.speech.fake import FakeVoice
from guide.compiling.compiler import Compiler
from guide.compiling.sounds import Sounds
from guide.fitting.fit import settle
from guide.language.pronunciation import Pronunciation
from guide.problems.problem import RoutineError
from tests.guide.strategies import read, texts

if TYPE_CHECKING:
    from audio.clip import Clip

OWN = (("psoas", "so-ass"), ("SI", "S I"))
USERS = (("SI joint", "sacro iliac joint"), ("Psoas", "never"), ("tens", "tenz"))

ROUTINE = """\
title: Psoas, 30 s
say_as: {psoas: so-ass}
steps:
  - title: Lean
    say: Lean 5-10 cm.
    sides: [L, R]
    hold: 1s
"""


class Listening(FakeVoice):
    """A voice that remembers what it was given to speak."""

    def __init__(self) -> None:
        """Begin with nothing heard."""
        super().__init__()
        self.heard: set[str] = set()

    def speak(self, text: str, speed: float = 1.0) -> Clip:
        """Speak, and remember it."""
        self.heard.add(text)
        return super().speak(text, speed)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("The psoas.", "The so-ass."),
        ("PSOAS, Psoas and iliopsoas", "so-ass, so-ass and iliopsoas"),
        ("Your SI joint", "Your sacro iliac joint"),
        ("Your SI, at last", "Your S I, at last"),
        ("Use TENS for 30 s", "Use tenz for 30 seconds"),
        ("Tension", "Tension"),
    ],
)
def test_whole_words_are_respelt(written: str, said: str) -> None:
    """Of any case, the longest first; the routine's own before the user's."""
    assert Pronunciation("en", OWN, USERS)(written) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en-GB", "30 seconds"),
        ("EN", "30 seconds"),
        ("de", "30 Sekunden"),
        ("la", "30 s"),
        ("eng", "30 s"),
    ],
)
def test_the_language_decides(language: str, said: str) -> None:
    """One without rules gets its texts as they are written."""
    assert Pronunciation(language)("30 s") == said


def test_words_are_respelt_in_every_language() -> None:
    """They are the author's own."""
    assert Pronunciation("de", (("HWS", "Halswirbelsäule"),))("Die HWS") == "Die Halswirbelsäule"


@pytest.mark.parametrize(("word", "text"), [("&", "a & b"), ("C++", "C++!"), (".*", "a.* b")])
def test_signs_can_be_respelt(word: str, text: str) -> None:
    """They are no patterns, and need no space around them."""
    assert Pronunciation("de", ((word, "SAID"),))(text) == text.replace(word, "SAID")


@given(st.lists(st.tuples(texts, texts), max_size=4).map(tuple), texts)
def test_any_words_can_be_respelt_in_any_text(
    words: tuple[tuple[str, str], ...], text: str
) -> None:
    """And a text without any of them is left alone."""
    said = Pronunciation("xx", words)(text)
    if not any(word.split()[0].lower() in text.lower() for word, _ in words):
        assert said == text


def test_the_voice_gets_the_spoken_form_and_the_cue_keeps_the_written_one() -> None:
    """Everything goes through one place: what the author says, and what the program does."""
    plan = settle(read(ROUTINE))
    voice = Listening()
    sounds = Sounds(voice, Pronunciation(plan.language, plan.say_as))
    sections = list(Compiler(plan, sounds).sections())
    for section in sections:
        assert list(sounds.mix(section).runs())
    assert voice.heard >= {
        "so-ass, 30 seconds.",
        "Lean 5 to 10 centimetres.",
        "First the left side.",
        "Now the right side.",
    }
    written = {cue.text for section in sections for cue in section.cues if cue.text}
    assert written >= {"Psoas, 30 s.", "Lean 5-10 cm.", "First the L side."}
    assert not voice.heard & {"Psoas, 30 s.", "Lean 5-10 cm.", "First the L side."}


@pytest.mark.parametrize(
    ("say_as", "told"),
    [
        ("[psoas]", "expected words with how they are said"),
        ("psoas", "expected words with how they are said"),
        ("{psoas: }", "expected a text"),
        ("{psoas: [a, b]}", "expected a text"),
        ("{psoas: a, Psoas: b}", '"Psoas" is here twice'),
        ("{'': a}", "expected a text"),
        ("{" + ", ".join(f"w{n}: a" for n in range(501)) + "}", "500 are the most"),
        ("{psoas: '" + "a" * 201 + "'}", "200 are the most"),
    ],
)
def test_what_is_no_list_of_words_is_a_problem(say_as: str, told: str) -> None:
    """With its place, like all others."""
    with pytest.raises(RoutineError) as caught:
        read(f"title: T\nsay_as: {say_as}\nsteps: [rest]\n")
    assert told in caught.value.problems[0].message
    assert caught.value.problems[0].place.line == 2
