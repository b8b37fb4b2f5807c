"""Peer: pyttsx3 for each cue, as its documentation shows it, joined with pydub.

Usage: pyttsx3_pydub.py COMPILED.json OUTPUT.wav

Its ``runAndWait`` may return before the file is written, and the file may never be: such a
cue is asked for again, with an engine of its own.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import pyttsx3
from pieces import read_pieces
from pydub import AudioSegment
from pydub.generators import Sine

PATIENCE_S = 0.5
TRIES = 20


def speak(text: str, path: Path) -> AudioSegment:
    """Return ``text`` spoken."""
    for _ in range(TRIES):
        engine = pyttsx3.init()
        engine.setProperty("rate", 150)
        engine.save_to_file(text, str(path))
        engine.runAndWait()
        given_up = time.monotonic() + PATIENCE_S
        while time.monotonic() < given_up:
            if path.exists() and path.stat().st_size > 1000:
                return AudioSegment.from_wav(path)
            time.sleep(0.005)
    sys.exit(f"pyttsx3 lost the file {TRIES} times")


def main(compiled: Path, output: Path) -> None:
    """Join all pieces."""
    whole = AudioSegment.empty()
    with tempfile.TemporaryDirectory() as folder:
        for number, piece in enumerate(read_pieces(compiled)):
            if piece.text is None:
                whole += Sine(660).to_audio_segment(duration=piece.chime_s * 1000)
            else:
                whole += speak(piece.text, Path(folder, f"{number}.wav"))
            whole += AudioSegment.silent(piece.silence_s * 1000)
        whole.set_frame_rate(48_000).export(output, format="wav")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
