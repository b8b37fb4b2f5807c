"""Texts as engines get them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.errors import VoiceError
from audio.speech.plain import LONGEST, plain_words


@given(st.text(st.characters(), max_size=200))
def test_no_commands_are_left(text: str) -> None:
    """Control characters, lone surrogates and rows of white space are single spaces."""
    words = plain_words(text)
    assert words == plain_words(words)
    assert not any(ord(letter) < 32 or 0x7F <= ord(letter) < 0xA0 for letter in words)
    assert "  " not in words
    words.encode()


def test_words_stay() -> None:
    """Nothing else changes."""
    assert (
        plain_words(" Breathe\nin,\tslowly — «so» 🙏 <b>\x1b ")
        == "Breathe in, slowly — «so» 🙏 <b>"
    )


def test_a_text_without_end() -> None:
    """More than can be spoken in one go is refused in one sentence."""
    plain_words("a" * LONGEST)
    with pytest.raises(VoiceError, match="5001 characters is too long"):
        plain_words("a" * (LONGEST + 1))
