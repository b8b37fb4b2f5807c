"""Puts a text in quotes, so that YAML reads it as it stands."""

from __future__ import annotations


def in_quotes(text: str) -> str | None:
    """Return a text of one line in quotes, or None if it would have to be changed for it."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return f"'{text}'" if "'" not in text else None
