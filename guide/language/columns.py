"""How much room text takes on a terminal, whatever script it is in."""

from __future__ import annotations

import unicodedata


def columns(text: str) -> int:
    """Return how many columns ``text`` takes: two for wide signs, none for marks upon others."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def fitted(text: str, width: int, more: str = "…") -> str:
    """Return ``text`` in exactly ``width`` columns: filled up, or cut with ``more`` at its end."""
    if columns(text) > width:
        room = max(0, width - columns(more))
        kept, used = "", 0
        for sign in text:
            used += _columns(sign)
            if used > room:
                break
            kept += sign
        text = (kept.rstrip() + more)[:width]
    return text + " " * (width - columns(text))


def _columns(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
