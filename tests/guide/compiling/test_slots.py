"""Words in a slot: as written, briefly, faster, or not at all, and always with both lengths."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.clip import to_frames
from guide.compiling.slots import FASTEST, fit_words
from guide.compiling.talk import Wording
from tests.guide.lengths import KnownLengths

LENGTHS = KnownLengths(long=5.0, equal=5.0, short=2.0)


@pytest.mark.parametrize(
    ("words", "slot_s", "text", "speed"),
    [
        (Wording("long", "short"), 5.0, "long", 1.0),
        (Wording("long", "short"), 4.9, "short", 1.0),
        (Wording("long", "short"), 2.0, "short", 1.0),
        (Wording("long", "short"), 1.9, "short", 1.1),
        (Wording("long", "short"), 1.6, "short", 1.25),
        (Wording("long", "short"), 1.5, None, 1.0),
        (Wording("long"), 4.5, "long", 1.2),
        (Wording("long"), 3.9, None, 1.0),
        (Wording("short", "long"), 1.8, "short", 1.2),
        (Wording("short"), 0.0, None, 1.0),
        (Wording("long", "equal"), 4.5, "long", 1.2),
    ],
)
def test_the_policy_in_its_order(
    words: Wording, slot_s: float, text: str | None, speed: float
) -> None:
    """As written, then the brief form, then the shorter one faster, then nothing."""
    fitted = fit_words(words, to_frames(slot_s), LENGTHS)
    assert (fitted.text, fitted.speed) == (text, speed)
    assert fitted.frames == (LENGTHS.of_speech(text, speed) if text else 0)


@pytest.mark.parametrize(
    ("words", "slot_s", "done"),
    [
        (Wording("long", "short"), 3.0, "its brief form is said"),
        (Wording("long", "short"), 1.9, "its brief form is said 1.1 x faster"),
        (Wording("long"), 4.5, "it is said 1.2 x faster"),
        (Wording("long", "short"), 1.0, "it is left out; shorten it or give it a brief form"),
        (Wording("long"), -1.0, "it is left out; shorten it or give it a brief form"),
    ],
)
def test_the_warning_names_both_lengths_and_what_is_done(
    words: Wording, slot_s: float, done: str
) -> None:
    """An author can act on it without looking anything up."""
    fitted = fit_words(words, to_frames(slot_s), LENGTHS)
    assert fitted.warning == f'"long" takes 5.0 s, its slot is {max(0.0, slot_s):.1f} s: {done}'


def test_what_fits_is_not_warned_of() -> None:
    """To the frame."""
    assert fit_words(Wording("long"), to_frames(5.0), LENGTHS).warning is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x" * 40, "x" * 40),
        ("x" * 41, "x" * 39 + "…"),
        (f"{'x' * 38} and so on", "x" * 38 + "…"),
    ],
)
def test_long_words_are_known_by_their_beginning(text: str, shown: str) -> None:
    """A warning stays a line; no space stands before the dots."""
    warning = fit_words(Wording(text), 0, LENGTHS).warning
    assert warning
    assert warning.startswith(f'"{shown}" takes ')


@given(st.text(min_size=1), st.none() | st.text(min_size=1), st.integers(-10, to_frames(12)))
def test_what_is_said_fits(say: str, brief: str | None, slot: int) -> None:
    """Nothing is ever longer than its slot, nor faster than a person follows."""
    lengths = KnownLengths()
    fitted = fit_words(Wording(say, brief), slot, lengths)
    if fitted.text is not None:
        assert fitted.text in (say, brief)
        assert fitted.frames == lengths.of_speech(fitted.text, fitted.speed) <= slot
        assert 1 <= fitted.speed <= FASTEST
    assert (fitted.warning is None) == ((fitted.text, fitted.speed) == (say, 1.0))
