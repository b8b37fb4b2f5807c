"""Puts a text in quotes, so that YAML reads it as it stands."""

from __future__ import annotations

from guide.problems.problem import quoted


def in_quotes(text: str) -> str | None:
    """Return a text of one line in quotes, or None if it would have to be changed for it."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return f"'{text}'" if "'" not in text else None


def put_in_quotes(text: str) -> str:
    """Return the sentence that tells to put a text in quotes; it shows the text in them.

    Where it would have to be changed for it, quotes inside are shown as single ones.
    """
    shown = in_quotes(text) or '"' + text.replace('"', "'") + '"'
    quotes = "double quotes" if shown[0] == '"' else "quotes"
    return f"Put the whole text in {quotes}: `{quoted(shown)[1:-1]}`."
