"""A voice that fails is told of once, and the next one speaks on."""

from __future__ import annotations

import numpy as np
import pytest

from audio.clip import Clip
from audio.errors import VoiceError
from audio.speech.fallbacks import FAILURES, Fallbacks
from audio.speech.workers import EngineRefusedError, WrongChoiceError


class Actor:
    """A voice whose clips have a length of its own, and which fails as it is told."""

    language = "en"

    def __init__(self, name: str, frames: int) -> None:
        self.name = name
        self.frames = frames
        self.fails: dict[str, VoiceError] = {}
        self.asked: list[str] = []
        self.spoken: dict[str, Clip] = {}
        self.closed = 0

    def speak(self, text: str, speed: float = 1.0) -> Clip:
        self.asked.append(text)
        if error := self.fails.get(text) or self.fails.get("*"):
            raise error
        return self.spoken.setdefault(text, Clip(np.zeros(self.frames, np.int16)))

    def kept(self, text: str, speed: float = 1.0) -> Clip | None:
        return self.spoken.get(text)

    def close(self) -> None:
        self.closed += 1


@pytest.fixture
def cast() -> tuple[Fallbacks, Actor, Actor, list[str]]:
    """Two voices, and what is told."""
    first, second = Actor("first", 1), Actor("second", 2)
    told: list[str] = []
    return Fallbacks([lambda: first, lambda: second], told.append), first, second, told


Cast = tuple[Fallbacks, Actor, Actor, list[str]]


def test_the_second_is_opened_when_it_is_needed() -> None:
    """Its worker would take a processor from the first."""
    opened: list[str] = []

    def open_(name: str) -> Actor:
        opened.append(name)
        return Actor(name, 1)

    voice = Fallbacks([lambda: open_("first"), lambda: open_("second")], opened.append)
    voice.speak("Hold.")
    voice.close()
    assert opened == ["first"]


def test_an_engine_that_cannot_work_is_passed_over_for_good(cast: Cast) -> None:
    """Told once, asked once."""
    voice, first, _, told = cast
    first.fails["*"] = EngineRefusedError("It is not installed.")
    assert [voice.speak(text).frames for text in ("a", "b", "c")] == [2, 2, 2]
    assert first.asked == ["a"]
    assert told == ["It is not installed. Instead, second spoke."]
    assert voice.name == "second"


def test_one_text_that_fails_is_spoken_by_the_next(cast: Cast) -> None:
    """All others are still spoken by the first; and it is not asked for that one again."""
    voice, first, _, told = cast
    first.fails["b"] = VoiceError("It crashed.")
    assert [voice.speak(text).frames for text in ("a", "b", "c", "b")] == [1, 2, 1, 2]
    assert first.asked == ["a", "b", "c"]
    assert len(told) == 1
    assert voice.name == "first"


def test_a_voice_that_fails_amid_a_session_is_passed_over(cast: Cast) -> None:
    """After some texts in a row; what it spoke before stays as long as it was."""
    voice, first, _, told = cast
    assert voice.speak("before").frames == 1
    first.fails["*"] = VoiceError("It died.")
    for number in range(FAILURES + 3):
        assert voice.speak(f"after {number}").frames == 2
    assert len(first.asked) == 1 + FAILURES
    assert voice.speak("before").frames == 1
    assert len(told) == 1


def test_a_wrong_name_is_an_error(cast: Cast) -> None:
    """Who mistypes a voice wants to know, and not to hear another."""
    voice, first, second, told = cast
    first.fails["*"] = WrongChoiceError("No such voice.")
    with pytest.raises(WrongChoiceError):
        voice.speak("a")
    assert not told and not second.asked


def test_a_voice_that_goes_away_is_no_wrong_name(cast: Cast) -> None:
    """It has spoken before: somebody has removed it meanwhile."""
    voice, first, _, told = cast
    voice.speak("before")
    first.fails["*"] = WrongChoiceError("No such voice.")
    assert voice.speak("after").frames == 2
    assert told == ["No such voice. Instead, second spoke."]


def test_where_all_fail_the_last_reason_is_raised(cast: Cast) -> None:
    """The others were told."""
    voice, first, second, told = cast
    first.fails["*"], second.fails["*"] = VoiceError("One."), VoiceError("Two.")
    with pytest.raises(VoiceError, match="Two"):
        voice.speak("a")
    assert told == ["One. Instead, second spoke."]


def test_closing_is_no_failure(cast: Cast) -> None:
    """Nobody speaks on when the session is over."""
    voice, first, second, told = cast
    first.fails["*"] = VoiceError("It was closed.")
    voice.close()
    with pytest.raises(VoiceError, match="closed"):
        voice.speak("a")
    assert not told and not second.asked
    assert first.closed == 1
