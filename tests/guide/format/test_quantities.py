"""Quantities: every way in which people write lengths of time, counts and moments."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.format.quantities import (
    CountRange,
    Offset,
    SecondsRange,
    in_words,
    parse_count_range,
    parse_offset,
    parse_seconds,
    parse_seconds_range,
)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("45s", 45),
        ("1m30s", 90),
        ("1 min 30 s", 90),
        ("1 minute 30 seconds", 90),
        ("1h", 3600),
        ("1h 1s", 3601),
        ("1.5h", 5400),
        ("20 min", 1200),
        ("2.5s", 2.5),
        ("90", 90),
        ("010", 10),
        ("1:30", 90),
        ("90:00", 5400),
        ("1:00:01", 3601),
        ("0:07.5", 7.5),
        (" 45  S ", 45),
        ("0s", 0),
    ],
)
def test_seconds(text: str, seconds: float) -> None:
    """Units, words, clocks and bare numbers are all seconds in the end."""
    assert parse_seconds(text) == seconds


NO_SECONDS = (
    "|s|-5s|+5s|1e3|.5s|5.s|nan|inf|1:75|1:5|1s1m|1m1m|٣s|1 2|5,5s|45 reps|1:2:3|:30|0x10| "
)


@pytest.mark.parametrize("text", [*NO_SECONDS.split("|"), "9" * 1000])
def test_no_seconds(text: str) -> None:
    """What is no length of time for everybody is none."""
    assert parse_seconds(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("45s", SecondsRange(45, 45)),
        ("30s-60s", SecondsRange(30, 60)),
        ("30-60s", SecondsRange(30, 60)),
        ("1-2 min", SecondsRange(60, 120)),
        ("30s - 1m30s", SecondsRange(30, 90)),
        ("30s–1:00", SecondsRange(30, 60)),
        ("60s-30s", SecondsRange(60, 30)),
        ("45s+", SecondsRange(45, 45, until_ready=True)),
        ("1 min +", SecondsRange(60, 60, until_ready=True)),
        ("30s-60s+", None),
        ("30s-", None),
        ("1-2-3", None),
        ("+", None),
    ],
)
def test_ranges(text: str, expected: SecondsRange | None) -> None:
    """A range has two ends, or an open one; a bare number shares the unit after the dash."""
    assert parse_seconds_range(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", CountRange(5, 5)),
        ("5-10", CountRange(5, 10)),
        ("10 — 5", CountRange(10, 5)),
        ("-5", None),
        ("5.0", None),
        ("five", None),
        ("1-2-3", None),
        ("9" * 5000, None),
    ],
)
def test_counts(text: str, expected: CountRange | None) -> None:
    """Counts are whole numbers, one or two of them."""
    assert parse_count_range(text) == expected


@pytest.mark.parametrize(
    ("text", "expected", "moment_s"),
    [
        ("20s", Offset(seconds=20), 20),
        ("1m", Offset(seconds=60), 60),
        ("-10s", Offset(seconds=10, from_end=True), 50),
        ("- 10s", Offset(seconds=10, from_end=True), 50),
        ("50%", Offset(share=0.5), 30),
        ("0%", Offset(share=0), 0),
        ("-25 %", Offset(share=0.25, from_end=True), 45),
        ("-0s", Offset(seconds=0, from_end=True), 60),
    ],
)
def test_moments(text: str, expected: Offset, moment_s: float) -> None:
    """A moment is counted from the start or from the end, in seconds or as a share."""
    assert parse_offset(text) == expected
    assert expected.within(60) == moment_s


@pytest.mark.parametrize("text", ["", "soon", "%", "-", "--5s", "50%%", "10s-20s", "1e1%"])
def test_no_moments(text: str) -> None:
    """What is no moment is none."""
    assert parse_offset(text) is None


@given(st.integers(1, 4 * 3600).map(float) | st.floats(0.1, 59.9).map(lambda s: round(s, 1)))
def test_lengths_in_words_are_read_back(seconds: float) -> None:
    """What a hint proposes to write means the same length."""
    assert parse_seconds(in_words(seconds)) == pytest.approx(seconds)


@given(st.text())
def test_any_text_is_a_quantity_or_none(text: str) -> None:
    """No text makes the parsing fail."""
    for parse in (parse_seconds, parse_seconds_range, parse_count_range, parse_offset):
        parse(text)
