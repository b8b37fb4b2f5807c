"""How much room text takes is known of any script, and in exactly so much it is set."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from guide.language.columns import columns, fitted
from tests.guide.strategies import texts


def test_signs_take_two_columns_or_one_or_none() -> None:
    """Wide ones two; marks upon others, and what is not seen, none."""
    assert columns("ab") == 2
    assert columns("\N{CJK UNIFIED IDEOGRAPH-6F22}") == 2
    assert columns("e\N{COMBINING ACUTE ACCENT}") == 1
    assert columns("\N{DEVANAGARI LETTER KA}\N{DEVANAGARI VOWEL SIGN U}") == 1
    assert columns("a\N{ZERO WIDTH SPACE}b") == 2


@given(texts, st.integers(1, 60))
def test_texts_are_cut_to_their_columns(text: str, width: int) -> None:
    """Exactly, also where signs are twice as wide or take no room."""
    assert columns(fitted(text, width)) == width
    if columns(text) <= width:
        assert fitted(text, width).startswith(text)
