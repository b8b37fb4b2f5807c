"""The engine ``espeak``: eSpeak NG, in a fresh copy of its process for every utterance.

In one process eSpeak is no pure function of its text: what it spoke before shows in the
samples. And some texts abort it. So it is initialised once, and forks for each utterance:
the same text gives the same bytes in any order, and an abort costs one fork (about 1 ms).
Where there is no fork, a fresh worker does the same.
"""

from __future__ import annotations

from functools import partial

from audio.speech.engine import limit_s
from audio.speech.espeak_library import Library
from audio.speech.espeak_voices import find_voice, languages_of, list_voices
from audio.speech.fork import CAN_FORK, in_a_fork, in_this_process
from audio.speech.sentences import sentences_of

_CALM_PAUSE = "\n\n"  # a new paragraph: 0.6 s at 150 words per minute, instead of 0.35 s
_COMMA, _CALM_COMMA = ", ", "; "  # of the same tune: 0.16 to 0.3 s, instead of 0.07 to 0.2 s


class Espeak:
    """eSpeak NG with one voice at one pace."""

    list_voices = staticmethod(list_voices)

    def __init__(
        self, voice: str | None, language: str, pace_wpm: int, *, can_fork: bool = CAN_FORK
    ) -> None:
        """Find the voice and initialise eSpeak.

        Raises:
            RefusalError: there is no such voice, or eSpeak is not installed whole.
        """
        self.voice = find_voice(voice, language)
        self.languages = languages_of(self.voice)
        self.spent = False
        self._can_fork = can_fork
        self._pace_wpm = pace_wpm
        self._library = Library(self.voice)

    def speak(self, text: str, speed: float) -> tuple[int, bytes | memoryview]:
        """See ``Engine.speak``; the same text and speed give the same bytes, always."""
        calm = _CALM_PAUSE.join(sentences_of(text)).replace(_COMMA, _CALM_COMMA)
        work = partial(self._library.synthesise, calm, round(self._pace_wpm * speed))
        if self._can_fork:
            return self._library.sample_rate, in_a_fork(work, limit_s(text))
        self.spent = True
        return self._library.sample_rate, in_this_process(work, limit_s(text))
