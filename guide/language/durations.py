"""How lengths of time are written: what is not a session's own is written in English."""

from __future__ import annotations

import math

from audio.clip import to_seconds
from guide.language.words import ENGLISH, Words


def clock(frames: int) -> str:
    """Return ``m:ss`` or ``h:mm:ss``, to the nearest second."""
    minutes, seconds = divmod(round(to_seconds(frames)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def about(frames: int, words: Words = ENGLISH) -> str:
    """Return ``about 10 min``, for a length that was not measured."""
    minutes = max(1, round(to_seconds(frames) / 60))
    return words.gettext("about {duration}").format(duration=f"{minutes} min")


def span(low_s: float, high_s: float, open_end: bool = False, words: Words = ENGLISH) -> str:
    """Return an author's range, rounded as a person does it.

    ``30-60 s``, ``1 min 15 s``, ``2-3 min``, ``45 s to 1 min 30 s`` or ``45 s or longer``;
    tenths of a second only below ten seconds.
    """
    low, high = _number(low_s, words), _number(high_s, words)
    if low == high:
        text = _whole(low_s, words)
    elif high_s <= 60:
        text = f"{low}-{high} s"
    elif low_s % 60 == 0 == high_s % 60 and low_s:
        text = f"{words.number(low_s / 60)}-{words.number(high_s / 60)} min"
    else:
        low, high = _whole(low_s, words), _whole(high_s, words)
        text = words.gettext("{low} to {high}").format(low=low, high=high)
    return words.gettext("{duration} or longer").format(duration=text) if open_end else text


def _number(seconds: float, words: Words) -> str:
    return words.number(round(seconds, 1)) if seconds < 10 else f"{math.floor(seconds + 0.5)}"


def _whole(seconds: float, words: Words) -> str:
    return spent(math.floor(seconds + 0.5)) if seconds >= 10 else f"{_number(seconds, words)} s"


def spent(seconds: float) -> str:
    """Return a length of time that has passed: ``40 s``, ``9 min 40 s``, ``1 h 2 min``."""
    minutes, left_s = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        left_s = 0
    parts = ((hours, "h"), (minutes, "min"), (left_s, "s"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 s"
