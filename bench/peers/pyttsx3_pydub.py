"""Peer: pyttsx3 for each different cue, as its documentation shows it, joined with pydub.

Usage: pyttsx3_pydub.py COMPILED.json OUTPUT.wav

Its ``runAndWait`` may return before the file is written: it is waited for, to its last frame, and
asked for again where it does not come. One engine speaks all, for a second one that is let go of
may end the process. Segments are joined in one go: adding one to another copies both.
"""

from __future__ import annotations

import sys
import tempfile
import time
import wave
from functools import cache
from pathlib import Path

import pyttsx3
from pieces import read_pieces
from pydub import AudioSegment
from pydub.generators import Sine

RATE = 48_000
PATIENCE_S = 0.5
TRIES = 20


@cache
def voice() -> pyttsx3.Engine:
    """Return the one engine."""
    engine = pyttsx3.init()
    engine.setProperty("rate", 150)
    return engine


@cache
def speak(text: str) -> AudioSegment:
    """Return ``text`` spoken."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "spoken.wav")
        for _ in range(TRIES):
            voice().save_to_file(text, str(path))
            voice().runAndWait()
            given_up = time.monotonic() + PATIENCE_S
            while time.monotonic() < given_up:
                if is_whole(path):
                    return AudioSegment.from_wav(path).set_frame_rate(RATE)
                time.sleep(0.005)
    sys.exit(f"pyttsx3 lost the file {TRIES} times")


def is_whole(path: Path) -> bool:
    """Whether there is a WAV file with all of the frames that its head tells of, and with some."""
    try:
        with wave.open(str(path)) as file:
            length, width = file.getnframes(), file.getsampwidth() * file.getnchannels()
            return 0 < length == len(file.readframes(length)) // width
    except (OSError, EOFError, wave.Error):
        return False


@cache
def ring(seconds: float) -> AudioSegment:
    """Return a chime."""
    sine = Sine(660, sample_rate=RATE).to_audio_segment(duration=seconds * 1000)
    return sine.fade_out(int(seconds * 1000))


def main(compiled: Path, output: Path) -> None:
    """Join all pieces."""
    segments = []
    for piece in read_pieces(compiled):
        segments.append(ring(piece.chime_s) if piece.text is None else speak(piece.text))
        segments.append(AudioSegment.silent(piece.silence_s * 1000, frame_rate=RATE))
    joined = b"".join(segment.raw_data for segment in segments)
    whole = AudioSegment(joined, sample_width=2, frame_rate=RATE, channels=1)
    whole.export(output, format="wav")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
