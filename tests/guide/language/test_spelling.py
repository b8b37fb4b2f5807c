"""Which word was meant: what is suggested, and what may be written without asking."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.language.spelling import LONGEST, did_you_mean, edits_between, surely_meant

MOVES = (
    *("cat-cow", "childs-pose", "hip-adduction", "hip-lifts", "massage-lower-back"),
    *("massage-neck", "rest", "slow-breathing"),
)
KEYS = ("title", "hold", "each", "reps", "sides", "brief", "rest", "step", "repeat", "between")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Hip Lifts", "hip-lifts"),
        ("hip_lifts", "hip-lifts"),
        ("hiplifts", "hip-lifts"),
        ("hip-lift", "hip-lifts"),
        ("child-pose", "childs-pose"),
        ("childs-pos", "childs-pose"),
        ("rset", "rest"),
        ("rests", "rest"),
        ("cat-ocw", "cat-cow"),
    ],
)
def test_slips_that_may_be_mended(word: str, meant: str) -> None:
    """Capitals, signs between words, two letters swapped, a letter missing or too many."""
    assert did_you_mean(word, MOVES) == surely_meant(word, MOVES) == meant


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("test", "rest"),
        ("rest-2", "rest"),
        ("slow-breathing-2", "slow-breathing"),
        ("hip-abduction", "hip-adduction"),
        ("hpi-lift", "hip-lifts"),
        ("masage-nekc", "massage-neck"),
    ],
)
def test_what_is_near_is_only_suggested(word: str, meant: str) -> None:
    """Another letter makes another word, a number another move, and two slips are two."""
    assert did_you_mean(word, MOVES) == meant
    assert surely_meant(word, MOVES) is None


@pytest.mark.parametrize(
    "word",
    [
        *("fast-breathing", "massage-upper-back", "massage-knee", "swimming", "rest 20s", "cow"),
        *("hip-lifts" * 1000, ""),
    ],
)
def test_another_word_is_no_slip(word: str) -> None:
    """A name in which one word is quite another is not near, however long the rest is."""
    assert did_you_mean(word, MOVES) is None


@pytest.mark.parametrize("word", ["sets", "time", "break", "name", "duration", "on", "x"])
def test_other_words_for_keys_are_no_slips_either(word: str) -> None:
    """What begins or sounds alike is not meant by that."""
    assert did_you_mean(word, KEYS) is None


def test_of_equally_near_words_none_is_surely_meant() -> None:
    """A person has to choose, also where only capitals differ."""
    assert did_you_mean("sav", ["say", "save"]) == "say"
    assert surely_meant("sav", ["say", "save"]) is None
    assert surely_meant("Rest", ["rest", "REST"]) is None
    assert surely_meant("rets", ["rest", "rents"]) is None


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [("", "", 0), ("", "abc", 3), ("hodl", "hold", 1), ("upper", "lower", 3), ("ca", "abc", 3)],
)
def test_edits_between_words(one: str, other: str, edits: int) -> None:
    """A swap counts once, and no letter is changed twice."""
    assert edits_between(one, other) == edits


_words = st.text("abc", max_size=6)


@given(_words, _words, st.integers(0, 5), st.sampled_from("abc"))
def test_edits_are_counted_both_ways(one: str, other: str, at: int, letter: str) -> None:
    """The same there and back, at least what the lengths differ by, and one for one slip."""
    apart = edits_between(one, other)
    assert apart == edits_between(other, one)
    assert abs(len(one) - len(other)) <= apart <= max(len(one), len(other))
    assert (apart == 0) == (one == other)
    assert edits_between(one, one[:at] + letter + one[at:]) == 1
    assert edits_between(one, one[:at] + one[at + 1 :]) == (at < len(one))


@given(st.text(max_size=LONGEST), st.lists(st.text(max_size=LONGEST), max_size=4))
def test_what_is_surely_meant_is_also_suggested(word: str, known: list[str]) -> None:
    """Whatever the words are."""
    assert surely_meant(word, known) in (None, did_you_mean(word, known))
