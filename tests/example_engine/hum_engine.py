"""An engine in a package of its own, as another author would write it: it hums.

All that it needs of the program is the shape of ``audio.speech.engine.Engine`` and two errors.
"""

from __future__ import annotations

from array import array
from math import sin

from audio.speech.engine import ANY_LANGUAGE, VoiceInfo, has_words, unknown_voice

RATE = 16_000
PITCHES = {"low": 0.05, "high": 0.1}
LANGUAGES = {"low": ANY_LANGUAGE, "high": "en"}


class Hum:
    """A hum as long as its text."""

    def __init__(self, voice: str | None, language: str, pace_wpm: int) -> None:
        """Hum ``low``, for which the language does not matter, or ``high``, as the English do."""
        del language
        self.voice = voice or "low"
        if self.voice not in PITCHES:
            raise unknown_voice("Hum", self.voice, {name: name for name in PITCHES})
        self.languages = (LANGUAGES[self.voice],)
        self.spent = False
        self._frames_a_letter = RATE * 10 / pace_wpm

    @staticmethod
    def list_voices() -> list[VoiceInfo]:
        """Return both."""
        return [
            VoiceInfo(name, LANGUAGES[name], f"hums {name}", licence="CC0-1.0") for name in PITCHES
        ]

    def speak(self, text: str, speed: float) -> tuple[int, bytes]:
        """Hum for as long as the text has letters."""
        frames = round(len(text) * self._frames_a_letter / speed) if has_words(text) else 0
        step = PITCHES[self.voice]
        return RATE, array("h", [round(9000 * sin(step * n)) for n in range(frames)]).tobytes()


class Broken:
    """One whose library is not there."""

    def __init__(self, **_: object) -> None:
        raise ImportError("no such library")

    @staticmethod
    def list_voices() -> list[VoiceInfo]:
        """Fail as well."""
        raise ImportError("no such library")
