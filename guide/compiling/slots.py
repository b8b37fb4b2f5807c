"""Words in a slot of time: what is said when they take longer than there is room for.

They are never cut off and never overlap what follows. In this order: the words as written,
their brief form, the shorter of the two up to 1.25 times as fast, nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from audio.clip import to_seconds

if TYPE_CHECKING:
    from guide.compiling.row import Lengths
    from guide.compiling.talk import Wording

FASTEST = 1.25
_SPEEDS = (1.1, 1.2, FASTEST)
"""Few of them, so that the same words are found in the cache again."""


class Fitted(NamedTuple):
    """The words as they will be spoken, or None; and what had to be done, for the author."""

    text: str | None
    speed: float = 1.0
    frames: int = 0
    warning: str | None = None


def fit_words(words: Wording, slot: int, lengths: Lengths) -> Fitted:
    """Choose how ``words`` are spoken in a slot of ``slot`` frames."""
    wanted = lengths.of_speech(words.say)
    if wanted <= slot:
        return Fitted(words.say, 1.0, wanted)
    too_long = f'"{_shown(words.say)}" takes {_s(wanted)}, its slot is {_s(slot)}'
    shorter = words.say
    if words.brief:
        frames = lengths.of_speech(words.brief)
        if frames <= slot:
            return Fitted(words.brief, 1.0, frames, f"{too_long}: its brief form is said")
        if frames < wanted:
            shorter, wanted = words.brief, frames
    if wanted <= slot * FASTEST:
        for speed in _SPEEDS:
            frames = lengths.of_speech(shorter, speed)
            if frames <= slot:
                form = "its brief form" if shorter == words.brief else "it"
                warning = f"{too_long}: {form} is said {speed} x faster"
                return Fitted(shorter, speed, frames, warning)
    return Fitted(None, warning=f"{too_long}: it is left out; shorten it or give it a brief form")


def _shown(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39].rstrip()}…"


def _s(frames: int) -> str:
    return f"{max(0.0, to_seconds(frames)):.1f} s"
