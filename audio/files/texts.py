"""Texts that have room for so many bytes."""

from __future__ import annotations


def cut(text: str, bytes_max: int) -> str:
    """Return as much of its beginning as fits, encoded as UTF-8, in whole characters."""
    return text.encode()[:bytes_max].decode(errors="ignore")
