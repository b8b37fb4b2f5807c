"""Peer: a live session by pyttsx3 and ``time.sleep``, with chimes played by aplay.

Usage: pyttsx3_sleep.py COMPILED.json FOLDER-OF-CHIMES slots|due

What is said and rung has its time until the next. ``slots`` sleeps for what is left of it; ``due``
sleeps until the next is due, as counted from the start.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from subprocess import run

import pyttsx3
from pieces import read_slots


def main(compiled: Path, chimes: Path, way: str) -> None:
    """Play the session."""
    engine = pyttsx3.init()
    engine.setProperty("rate", 150)
    started = due = time.monotonic()
    for piece, slot_s in read_slots(compiled):
        began = time.monotonic()
        if piece.text is None:
            run(["aplay", "-q", chimes / f"{piece.chime_s:.3f}.wav"], check=True)
        else:
            engine.say(piece.text)
            engine.runAndWait()
        due = (due if way == "due" else began) + slot_s
        time.sleep(max(0.0, due - time.monotonic()))
    print(f"{time.monotonic() - started:.3f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
