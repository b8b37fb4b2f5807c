"""What every contender has to make: the same words, chimes and silences in a row."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class Piece(NamedTuple):
    """Something that sounds, and the silence after it in seconds; ``text`` is None: a chime."""

    text: str | None
    chime_s: float
    silence_s: float


def read_pieces(compiled: Path) -> list[Piece]:
    """Read them from the output of ``guide compile --json``."""
    timeline = json.loads(compiled.read_text("utf-8"))
    rate = timeline["sample_rate"]
    pieces: list[Piece] = []
    for cue in timeline["cues"]:
        seconds = cue["frames"] / rate
        if cue["kind"] == "speech":
            pieces.append(Piece(cue["text"], 0.0, 0.0))
        elif cue["kind"] == "silence" and pieces:
            pieces[-1] = pieces[-1]._replace(silence_s=pieces[-1].silence_s + seconds)
        else:
            pieces.append(Piece(None, seconds, 0.0))
    return pieces


def different(pieces: list[Piece]) -> list[Piece]:
    """Return each piece once: who makes them one by one makes none twice."""
    return list(dict.fromkeys(pieces))
