"""Peer: one espeak-ng process speaks one SSML document. It has silences instead of chimes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from pathlib import Path

    from peers.pieces import Piece


def write_document(pieces: list[Piece], path: Path) -> None:
    """Write the document that ``espeak-ng -m -f`` speaks."""
    lines = []
    for piece in pieces:
        pause_ms = round((piece.chime_s + piece.silence_s) * 1000)
        lines.append(f'{escape(piece.text or "")}<break time="{pause_ms}ms"/>')
    path.write_text("<speak>\n" + "\n".join(lines) + "\n</speak>\n", "utf-8")
