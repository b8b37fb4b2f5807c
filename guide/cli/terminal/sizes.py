"""Sizes of files, for people."""

from __future__ import annotations


def bytes_shown(size: int) -> str:
    """Return a size in bytes for people."""
    return f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{size / 1e3:.1f} kB"
