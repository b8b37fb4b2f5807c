"""Peer: espeak-ng for each different cue, FFmpeg for chimes, silences and joining.

Usage: espeak_ffmpeg.py COMPILED.json OUTPUT.wav
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from subprocess import run

from pieces import different, read_pieces

RATE = "22050"  # espeak-ng's own
FFMPEG = ("ffmpeg", "-v", "error", "-nostdin")


def main(compiled: Path, output: Path) -> None:
    """Make one file per piece, with the silence after it, and join them by a list."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pieces = read_pieces(compiled)
        spoken: dict[str, Path] = {}
        made = {}
        for piece in different(pieces):
            made[piece] = folder / f"{len(made)}.wav"
            if piece.text is None:
                sine = f"sine=frequency=660:duration={piece.chime_s}:sample_rate={RATE}"
                make = ["-f", "lavfi", "-i", f"{sine},afade=t=out:d={piece.chime_s}"]
            else:
                if piece.text not in spoken:
                    spoken[piece.text] = folder / f"spoken-{len(spoken)}.wav"
                    speak = ["espeak-ng", "-s", "150", "-w", spoken[piece.text]]
                    run([*speak, "--", piece.text], check=True)
                make = ["-i", spoken[piece.text]]
            padded = ["-af", f"apad=pad_dur={piece.silence_s}", made[piece]]
            run([*FFMPEG, *make, *padded], check=True)
        list_ = folder / "pieces.txt"
        list_.write_text("".join(f"file '{made[piece]}'\n" for piece in pieces), "utf-8")
        join = ["-f", "concat", "-safe", "0", "-i", list_, "-ar", "48000", output]
        run([*FFMPEG, *join], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
