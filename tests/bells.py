"""Sound files for the tests, as somebody has them who replaces chimes."""

from __future__ import annotations

import io
import re
import wave
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path


def bell(seconds: float = 0.5, rate: int = 44_100, channels: int = 2, level: float = 0.2) -> bytes:
    """A WAV of a tone of 600 Hz, equal in all channels."""
    at = np.arange(round(seconds * rate)) / rate
    tone = np.rint(32767 * level * np.sin(2 * np.pi * 600 * at)).astype("<i2")
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.repeat(tone, channels).tobytes())
    return written.getvalue()


def write_bells(folder: Path, text: str) -> None:
    """Put a sound into ``folder`` for each name of a sound file in a text."""
    for name in re.findall(r"[\w/-]+\.(?:wav|ogg|mp3|flac)", text):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(bell())
