"""The engine ``silent``: a soft tone for each word, as long as the word; for tests and practice.

It needs no library and no data, and cannot fail; the same text gives the same bytes everywhere.
So it is also what a session goes on with when no voice works any more.
"""

from __future__ import annotations

import zlib
from array import array
from functools import lru_cache
from math import pi, sin

from audio.speech.engine import ANY_LANGUAGE, VoiceInfo, has_words, unknown_voice

SAMPLE_RATE = 16_000
"""Hz."""

VOICE = "tones"
"""The only one."""

LETTERS_A_WORD = 6
"""With the space after it: how a pace in words is told as one in letters."""

_AMPLITUDE = 6000  # of 32768
_LOWEST_HZ, _TONES = 220, (0, 2, 4, 7, 9)  # semitones above it: any of them go together
_FADE = SAMPLE_RATE // 100


class Silent:
    """Tones at one pace."""

    def __init__(self, voice: str | None, language: str, pace_wpm: int) -> None:
        """Speak no language and every one.

        Raises:
            RefusalError: there is no such voice.
        """
        del language
        self.voice = voice or VOICE
        if self.voice != VOICE:
            raise unknown_voice("The engine silent", self.voice, {VOICE: VOICE})
        self.languages = (ANY_LANGUAGE,)
        self.spent = False
        self._letter_s = 60 / (pace_wpm * LETTERS_A_WORD)

    @staticmethod
    def list_voices() -> list[VoiceInfo]:
        """Return the only voice."""
        return [VoiceInfo(VOICE, ANY_LANGUAGE, "a tone for each word")]

    def speak(self, text: str, speed: float) -> tuple[int, bytes]:
        """See ``Engine.speak``: as long as its words and the spaces between them."""
        pcm = array("h")
        for word in text.split():
            frames = round(len(word) * self._letter_s * SAMPLE_RATE / speed)
            gap = round(self._letter_s * SAMPLE_RATE / speed)
            if has_words(word):
                pcm.extend(_tone(word, frames))
            pcm.frombytes(bytes(2 * gap))
        return SAMPLE_RATE, pcm.tobytes()


@lru_cache(1000)
def _tone(word: str, frames: int) -> array[int]:
    """Return a tone of the word's own pitch, soft at both ends."""
    which = zlib.crc32(word.casefold().encode(errors="replace"))
    step = 2 * pi * _LOWEST_HZ * 2 ** (_TONES[which % len(_TONES)] / 12) / SAMPLE_RATE
    fade = max(1, min(_FADE, frames // 2))
    soft = (min(1.0, n / fade, (frames - n) / fade) for n in range(frames))
    return array("h", [round(_AMPLITUDE * gain * sin(step * n)) for n, gain in enumerate(soft)])
