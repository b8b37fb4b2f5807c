"""The floor of a first sound: start the interpreter, make one clip, open the device, play it.

Usage: first_sound.py TEXT CLIP.wav [lean]

The clip is made by espeak-ng where it is not there yet. ``lean`` keeps miniaudio from importing
what it needs for helpers that are not used here, which is most of its own start.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import types
import wave
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator

if "lean" in sys.argv:
    sys.modules["numpy"] = None  # type: ignore[assignment]
    sys.modules["urllib.request"] = types.ModuleType("urllib.request")

import miniaudio


def blocks(clip: bytes) -> Generator[bytes, int, None]:
    """Give the clip block by block, then silence."""
    frames = yield b""
    while True:
        block, clip = clip[: frames * 2], clip[frames * 2 :]
        frames = yield block.ljust(frames * 2, b"\0")


def main(text: str, path: Path) -> None:
    """Play the clip until somebody ends this process."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if not path.exists():
        subprocess.run(["espeak-ng", "-s", "150", "-w", path, "--", text], check=True)
    with wave.open(str(path)) as file:
        rate, clip = file.getframerate(), file.readframes(file.getnframes())
    device = miniaudio.PlaybackDevice(
        miniaudio.SampleFormat.SIGNED16, 1, rate, buffersize_msec=20, callback_periods=3
    )
    playing = blocks(clip)
    next(playing)
    device.start(playing)
    signal.pause()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
