"""What a voice is, and what can be asked of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from audio.clip import Clip

PACE_WPM_MIN, PACE_WPM_MAX = 80, 300


@dataclass(frozen=True, slots=True)
class Parameters:
    """Every knob of a voice, checked once and passed whole.

    Attributes:
        engine: the engine's name, or None for the platform's default with its fallbacks.
        voice: the engine's own name of a voice, or None for the engine's choice.
        language: BCP 47 tag that the voice must speak, such as ``en`` or ``de-AT``.
        pace_wpm: speaking pace in words per minute, 80 to 300.

    Raises:
        ValueError: a value is out of its range.
    """

    engine: str | None = None
    voice: str | None = None
    language: str = "en"
    pace_wpm: int = 150

    def __post_init__(self) -> None:
        if not PACE_WPM_MIN <= self.pace_wpm <= PACE_WPM_MAX:
            raise ValueError(
                f"the pace is {PACE_WPM_MIN} to {PACE_WPM_MAX} words per minute, "
                f"not {self.pace_wpm}"
            )


class Voice(Protocol):
    """Speaks texts as clips. Safe to call from several threads at once."""

    @property
    def name(self) -> str:
        """The engine and voice, for people: ``espeak en-gb``."""

    @property
    def version(self) -> str:
        """The versions of what speaks: another one may sound different."""

    @property
    def language(self) -> str:
        """BCP 47 tag of what it speaks."""

    def speak(self, text: str, speed: float = 1.0) -> Clip:
        """Return the clip of ``text``, from the cache if it was spoken before.

        Args:
            text: plain words; nothing in it is interpreted as markup or commands.
            speed: how much faster than the voice's own pace, 1.0 to 1.25.

        Raises:
            VoiceError: the engine failed, and failed again after a restart.
        """

    def close(self) -> None:
        """End the worker processes; harmless when called twice."""
