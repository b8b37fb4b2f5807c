"""Everything that the program itself says in a session, and how it words lengths of time."""

from __future__ import annotations

REST = "Rest"
THE_END = "the end"
FINISHED = "That is the end of the session."
COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def as_sentence(text: str) -> str:
    """Return ``text`` with an end that a voice lowers its tone for."""
    return text if text.rstrip().endswith((".", "!", "?", "…", ":")) else f"{text.rstrip()}."


def first_side(side: str) -> str:
    """Said before the first side's clock starts."""
    return f"First the {side} side."


def next_side(side: str) -> str:
    """Said between two sides."""
    return f"Now the {side} side."


def count(number: int) -> str:
    """Return a number of a countdown, 1 to 10, as a word."""
    return COUNTS[number - 1]


def duration(seconds: float) -> str:
    """Return a length of time as it is spoken: ``1 minute 30 seconds``, to the whole second."""
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    parts = [
        f"{number} {unit}{'' if number == 1 else 's'}"
        for number, unit in ((hours, "hour"), (minutes, "minute"), (left, "second"))
        if number
    ]
    return " ".join(parts) or "0 seconds"
