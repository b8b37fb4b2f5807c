"""Templates: names in braces are filled in, and nothing else ever happens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.format.templates import NAMES, fill, pieces

VALUES = {name: name.upper() for name in NAMES}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Lift your {side} arm.", "Lift your SIDE arm."),
        ("{rep} of {reps}", "REP of REPS"),
        ("{{side}}", "{side}"),
        ("{{{side}}}", "{SIDE}"),
        ("{{ and }}", "{ and }"),
        ("", ""),
    ],
)
def test_filling(text: str, filled: str) -> None:
    """Names are filled in, doubled braces are braces."""
    assert fill(text, VALUES) == filled


def test_values_are_not_filled_in_again() -> None:
    """A value that looks like a template is said as it is."""
    assert fill("{title}", {"title": "{side} {{"}) == "{side} {{"


@given(st.text("{}ab \n", max_size=30))
def test_pieces_are_all_of_a_text(text: str) -> None:
    """Taken apart, no character of a text is lost, and each piece knows where it began."""
    done = 0
    for piece in pieces(text):
        assert piece.index == done
        written = {"name": f"{{{piece.text}}}", "words": piece.text, "brace": piece.text}[
            piece.kind
        ]
        if piece.kind == "words" and piece.text in "{}":
            written *= 2
        assert text[done:].startswith(written)
        done += len(written)
    assert done == len(text)


@given(st.text(max_size=50))
def test_a_text_without_braces_is_itself(text: str) -> None:
    """Doubling the braces of any text says it as it is."""
    assert fill(text.replace("{", "{{").replace("}", "}}"), {}) == text
