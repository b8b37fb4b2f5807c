"""How lengths of time are written on a screen."""

from __future__ import annotations

from audio.clip import to_seconds


def clock(frames: int) -> str:
    """Return ``m:ss`` or ``h:mm:ss``, to the nearest second."""
    minutes, seconds = divmod(round(to_seconds(frames)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def about(frames: int) -> str:
    """Return ``about 10 min``, for a length that was not measured."""
    return f"about {max(1, round(to_seconds(frames) / 60))} min"


def span(low_s: float, high_s: float, open_end: bool = False) -> str:
    """Return an author's range: ``30-60 s``, ``20 min`` or ``45 s or longer``."""
    minutes = low_s >= 120 and low_s % 60 == 0 and high_s % 60 == 0
    low, high = (value / 60 if minutes else value for value in (low_s, high_s))
    text = f"{low:g}" if low == high else f"{low:g}-{high:g}"
    return f"{text} {'min' if minutes else 's'}{' or longer' if open_end else ''}"


def spent(seconds: float) -> str:
    """Return a length of time that has passed: ``40 s``, ``9 min 40 s``, ``1 h 2 min``."""
    minutes, left_s = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        left_s = 0
    parts = ((hours, "h"), (minutes, "min"), (left_s, "s"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 s"
