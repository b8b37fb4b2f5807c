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


def read_slots(compiled: Path) -> list[tuple[Piece, float]]:
    """Read pieces, each with the seconds from its beginning to the next, from ``guide compile``."""
    timeline = json.loads(compiled.read_text("utf-8"))
    rate = timeline["sample_rate"]
    slots: list[tuple[Piece, float]] = []
    for cue in timeline["cues"]:
        seconds = cue["frames"] / rate
        if cue["kind"] == "speech":
            slots.append((Piece(cue["text"], 0.0, 0.0), seconds))
        elif cue["kind"] == "silence" and slots:
            piece, slot_s = slots[-1]
            longer = piece._replace(silence_s=piece.silence_s + seconds)
            slots[-1] = longer, slot_s + seconds
        else:
            slots.append((Piece(None, seconds, 0.0), seconds))
    return slots


def read_pieces(compiled: Path) -> list[Piece]:
    """Read them from the output of ``guide compile --json``."""
    return [piece for piece, _ in read_slots(compiled)]


def different(pieces: list[Piece]) -> list[Piece]:
    """Return each piece once: who makes them one by one makes none twice."""
    return list(dict.fromkeys(pieces))
