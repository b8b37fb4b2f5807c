"""Words in a slot: as written, briefly, faster, or not at all, and always with both lengths."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.clip import to_frames
from guide.compiling.slots import FASTEST, fit_words
from guide.compiling.talk import Wording
from tests.guide.lengths import KnownLengths

LENGTHS = KnownLengths(long=5.0, short=2.0)


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
    ],
)
def test_the_policy_in_its_order(
    words: Wording, slot_s: float, text: str | None, speed: float
) -> None:
    """As written, then the brief form, then the shorter one faster, then nothing."""
    fitted = fit_words(words, to_frames(slot_s), LENGTHS)
    assert (fitted.text, fitted.speed) == (text, speed)


def test_the_warning_names_both_lengths_and_what_is_done() -> None:
    """An author can act on it without looking anything up."""
    fitted = fit_words(Wording("long", "short"), to_frames(3.0), LENGTHS)
    assert fitted.warning == '"long" takes 5.0 s, its slot is 3.0 s: its brief form is said'
    assert fit_words(Wording("long"), to_frames(9.0), LENGTHS).warning is None


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
