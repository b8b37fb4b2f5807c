"""A voice for tests: in this process, at once, the same everywhere."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np

from audio.clip import SAMPLE_RATE, Clip, to_frames

if TYPE_CHECKING:
    from collections.abc import Mapping

LETTER_S = 0.06
"""How long, in seconds, it hums for each character."""

_AMPLITUDE = 6000  # of 32768


class FakeVoice:
    """Hums a tone for each text, as long as the text has characters; see ``Voice``."""

    def __init__(self, language: str = "en", lengths_s: Mapping[str, float] | None = None) -> None:
        """Speak for as many seconds as ``lengths_s`` says, or else by the text's length."""
        self.name = "fake"
        self.version = "1"
        self.language = language
        self._lengths_s = lengths_s or {}

    def speak(self, text: str, speed: float = 1.0) -> Clip:
        """Return a tone between 200 and 600 Hz, of a pitch of the text's own."""
        length_s = self._lengths_s.get(text, LETTER_S * len(text)) / speed
        frequency = 200 + zlib.crc32(text.encode(errors="replace")) % 400
        moments = np.arange(max(1, to_frames(length_s))) / SAMPLE_RATE
        tone = _AMPLITUDE * np.sin(2 * np.pi * frequency * moments)
        samples = np.rint(tone).astype(np.int16)
        samples.flags.writeable = False
        return Clip(samples)

    def close(self) -> None:
        """Nothing is open."""
