"""What other programs say of a sound, and what its spectrum shows."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from audio.loudness import Sound


def ffmpeg_loudness(sound: Sound, rate: int) -> tuple[float, float]:
    """Return the integrated loudness in LUFS and the true peak in dBTP, by FFmpeg's ebur128."""
    made = subprocess.run(
        f"ffmpeg -hide_banner -nostats -f f32le -ar {rate} -ac 1 -i - "
        "-af ebur128=peak=true -f null -".split(),
        input=sound.astype("<f4").tobytes(),
        capture_output=True,
        check=True,
    )
    summary = made.stderr.decode().rpartition("Summary:")[2]
    loudness = re.search(r"I: +(\S+) LUFS", summary)
    peak = re.search(r"Peak: +(\S+) dBFS", summary)
    assert loudness
    assert peak
    return float(loudness[1]), float(peak[1])


def spoken(text: str, folder: Path) -> bytes:
    """Return the samples, int16 at 22050 Hz, of eSpeak NG's command speaking a text."""
    path = folder / "spoken.wav"
    subprocess.run(["espeak-ng", "-s", "150", "-w", path, text], check=True)
    return path.read_bytes()[44:]


def decibels(ratio: float) -> float:
    """Return a ratio of amplitudes in dB."""
    return float(20 * np.log10(ratio))


def share_between(sound: Sound, low_hz: float, high_hz: float, rate: int) -> float:
    """Return what share of the power lies between two frequencies."""
    power = np.abs(np.fft.rfft(sound)) ** 2
    hz = np.fft.rfftfreq(len(sound), 1 / rate)
    return float(power[(hz >= low_hz) & (hz <= high_hz)].sum() / power.sum())
