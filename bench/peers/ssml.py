"""Peer: one espeak-ng process speaks one SSML document, which names the file of a chime."""

from __future__ import annotations

import math
import wave
from array import array
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from bench.peers.pieces import read_pieces

if TYPE_CHECKING:
    from pathlib import Path

RATE = 22050
"""espeak-ng's own, Hz: it takes no file of another one."""
PAUSE_S = 0.41
"""The pause that espeak-ng makes after a sentence by itself; a break takes its place."""


def write_document(compiled: Path, path: Path) -> None:
    """Write the document that ``espeak-ng -m -f`` speaks, and its chimes beside it."""
    lines = []
    chimes: dict[float, Path] = {}
    for piece in read_pieces(compiled):
        if piece.text is None:
            if piece.chime_s not in chimes:
                chimes[piece.chime_s] = path.with_name(f"chime-{len(chimes)}.wav")
                write_chime(chimes[piece.chime_s], piece.chime_s)
            sounds, pause_s = f"<audio src={quoteattr(str(chimes[piece.chime_s]))}/>", 0.0
        else:
            sounds, pause_s = escape(piece.text), PAUSE_S
        lines.append(f'{sounds}<break time="{round((pause_s + piece.silence_s) * 1000)}ms"/>')
    path.write_text("<speak>\n" + "\n".join(lines) + "\n</speak>\n", "utf-8")


def write_chime(path: Path, seconds: float) -> None:
    """Write a tone that fades away."""
    count = round(seconds * RATE)
    tone = (16_384 * math.sin(2 * math.pi * 660 * n / RATE) * (1 - n / count) for n in range(count))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(array("h", map(int, tone)).tobytes())
