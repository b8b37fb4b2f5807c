"""A voice that remembers what it was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio.speech.fake import FakeVoice

if TYPE_CHECKING:
    from audio.clip import Clip


class AskedVoice(FakeVoice):
    """See ``FakeVoice``.

    Attributes:
        asked: every text, in order.
    """

    def __init__(self) -> None:
        """Begin with nothing asked."""
        super().__init__()
        self.asked: list[str] = []

    def speak(self, text: str, speed: float = 1.0) -> Clip:
        """See ``Voice.speak``."""
        self.asked.append(text)
        return super().speak(text, speed)
