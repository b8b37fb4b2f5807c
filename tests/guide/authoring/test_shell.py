"""Commands that are printed can be copied into a shell."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.authoring.shell import command


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12), min_size=1))
def test_a_shell_reads_the_words_that_were_meant(words: list[str]) -> None:
    """Whatever signs are in them."""
    assert shlex.split(command(*words, windows=False)) == words


@pytest.mark.parametrize(
    ("word", "posix", "windows"),
    [
        ("spasm-relief", "spasm-relief", "spasm-relief"),
        ("dehnübung.yaml", "dehnübung.yaml", "dehnübung.yaml"),
        ("My Knee", "'My Knee'", '"My Knee"'),
        ("a\\b.yaml", "'a\\b.yaml'", "a\\b.yaml"),
    ],
)
def test_quotes_are_only_where_they_are_needed(word: str, posix: str, windows: str) -> None:
    """And of the kind that the shell knows."""
    assert command("guide", "play", word, windows=False) == f"guide play {posix}"
    assert command("guide", "play", word, windows=True) == f"guide play {windows}"
