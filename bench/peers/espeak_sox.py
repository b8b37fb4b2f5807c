"""Peer: espeak-ng for each cue, sox for chimes, silences and joining.

Usage: espeak_sox.py COMPILED.json OUTPUT.wav
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from subprocess import run

from pieces import read_pieces

RATE = "22050"  # espeak-ng's own


def main(compiled: Path, output: Path) -> None:
    """Make one file per piece, with the silence after it, and join them."""
    with tempfile.TemporaryDirectory() as folder:
        spoken = Path(folder, "spoken.wav")
        padded = []
        for number, piece in enumerate(read_pieces(compiled)):
            padded.append(Path(folder, f"{number}.wav"))
            if piece.text is None:
                make = ["-n", "-r", RATE, "-b", "16", padded[-1], "synth", f"{piece.chime_s}"]
                make += ["sine", "660", "fade", "0", f"{piece.chime_s}", f"{piece.chime_s}"]
            else:
                run(["espeak-ng", "-s", "150", "-w", spoken, "--", piece.text], check=True)
                make = [spoken, padded[-1]]
            run(["sox", *make, "pad", "0", f"{piece.silence_s}"], check=True)
        run(["sox", *padded, "-r", "48000", output], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
