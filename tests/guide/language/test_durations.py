"""Lengths of time as they are written and as they are spoken."""

from __future__ import annotations

import pytest

from audio.clip import to_frames
from guide.language.durations import about, clock, span
from guide.language.words import words_of


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0:00"),
        (59.4, "0:59"),
        (59.6, "1:00"),
        (61, "1:01"),
        (3600, "1:00:00"),
        (36061, "10:01:01"),
    ],
)
def test_a_clock(seconds: float, text: str) -> None:
    """Minutes and seconds, hours where there are any, to the nearest second."""
    assert clock(to_frames(seconds)) == text


@pytest.mark.parametrize(("seconds", "text"), [(5, "about 1 min"), (610, "about 10 min")])
def test_an_approximate_length(seconds: float, text: str) -> None:
    """Whole minutes, at least one."""
    assert about(to_frames(seconds)) == text


@pytest.mark.parametrize(
    ("low_s", "high_s", "open_end", "text"),
    [
        (30, 60, False, "30-60 s"),
        (45, 45, True, "45 s or longer"),
        (1200, 1200, False, "20 min"),
        (120, 180, False, "2-3 min"),
        (90, 90, False, "1 min 30 s"),
        (75, 75, True, "1 min 15 s or longer"),
        (45, 90, False, "45 s to 1 min 30 s"),
        (60, 90, False, "1 min to 1 min 30 s"),
        (60, 120, False, "1-2 min"),
        (37.5, 37.5, False, "38 s"),
        (10 / 3, 10 / 3, False, "3.3 s"),
        (9.96, 9.96, False, "10 s"),
        (2.5, 4, False, "2.5-4 s"),
        (59.9, 59.9, False, "1 min"),
        (5400, 5400, False, "1 h 30 min"),
    ],
)
def test_a_range(low_s: float, high_s: float, open_end: bool, text: str) -> None:
    """As an author would say it."""
    assert span(low_s, high_s, open_end) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 seconds"),
        (1, "1 second"),
        (45.4, "45 seconds"),
        (60, "1 minute"),
        (90, "1 minute 30 seconds"),
        (3725, "1 hour 2 minutes 5 seconds"),
    ],
)
def test_a_spoken_length(seconds: float, text: str) -> None:
    """In words that a voice reads well, with their plurals."""
    assert words_of("en").duration(seconds) == text
