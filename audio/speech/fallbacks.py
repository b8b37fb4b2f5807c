"""One voice after another: where the first fails the next one speaks, and a session goes on."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from audio.errors import VoiceError
from audio.speech.workers import EngineRefusedError, WrongChoiceError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from audio.clip import Clip
    from audio.speech.engine_voice import EngineVoice

    Open = Callable[[], EngineVoice]

FAILURES = 2
"""So many texts in a row that it could not speak, and a voice is passed over for good."""


class Fallbacks:
    """See ``Voice``; a voice is opened when its turn comes.

    What one of them has spoken stays as it was, and as long: it is asked for that, from its
    cache, also after it was passed over.
    """

    def __init__(
        self, voices: Sequence[Open], told: Callable[[str], object], *, wished: bool = False
    ) -> None:
        """Open the first of ``voices``.

        Args:
            voices: in the order in which they are tried.
            told: called with one sentence for each that fails, once.
            wished: a first one that there is not is passed over like one that fails.
        """
        self._voices = [voices[0]()]
        self._others = list(voices[1:])
        self._told = told
        self._wished = wished
        self._first = 0  # the voice that is tried first; those before are passed over
        self._failures = [0]  # of each, in a row
        self._unspoken: set[tuple[int, str, float]] = set()  # which voice could not speak what
        self._lock = threading.Lock()
        self._has_spoken = False  # from then on a voice that is not there has gone away
        self._closed = False

    @property
    def name(self) -> str:
        """That of the voice that speaks now."""
        return self._voices[self._first].name

    @property
    def version(self) -> str:
        """That of the voice that speaks now."""
        return self._voices[self._first].version

    @property
    def language(self) -> str:
        """The language that was asked for."""
        return self._voices[0].language

    def speak(self, text: str, speed: float = 1.0) -> Clip:
        """See ``Voice.speak``; raises what the last voice does."""
        number = 0
        while True:
            voice = self._voices[number]
            if number < self._first or (number, text, speed) in self._unspoken:
                if clip := voice.kept(text, speed):
                    return clip
            else:
                try:
                    clip = voice.speak(text, speed)
                except VoiceError as error:
                    wrong = isinstance(error, WrongChoiceError) and not (
                        self._has_spoken or self._wished
                    )
                    if wrong or not self._pass_over(number, text, speed, error):
                        raise
                else:
                    self._has_spoken = True
                    self._failures[number] = 0
                    return clip
            number += 1

    def close(self) -> None:
        """End all that were opened; harmless when repeated."""
        with self._lock:
            self._closed = True
            voices = list(self._voices)
        for voice in voices:
            voice.close()

    def _pass_over(self, number: int, text: str, speed: float, error: VoiceError) -> bool:
        """Have the next voice speak what ``number`` could not; return whether there is one."""
        with self._lock:
            if self._closed:
                return False
            if number + 1 == len(self._voices):
                if not self._others:
                    return False
                self._voices.append(self._others.pop(0)())
                self._failures.append(0)
                self._told(f"{error} Instead, {self._voices[-1].name} spoke.")
            self._unspoken.add((number, text, speed))
            self._failures[number] += 1
            if isinstance(error, EngineRefusedError) or self._failures[number] >= FAILURES:
                self._first = max(self._first, number + 1)
            return True
