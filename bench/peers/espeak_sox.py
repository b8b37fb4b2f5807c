"""Peer: espeak-ng for each different cue, sox for chimes, silences and joining.

Usage: espeak_sox.py COMPILED.json OUTPUT.wav
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from subprocess import run

from pieces import different, read_pieces

RATE = "22050"  # espeak-ng's own
AT_ONCE = 500  # files, for sox opens all that it joins


def main(compiled: Path, output: Path) -> None:
    """Make one file per piece, with the silence after it, and join them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pieces = read_pieces(compiled)
        spoken: dict[str, Path] = {}
        made = {}
        for piece in different(pieces):
            made[piece] = folder / f"{len(made)}.wav"
            if piece.text is None:
                make = ["-n", "-r", RATE, "-b", "16", made[piece], "synth", f"{piece.chime_s}"]
                make += ["sine", "660", "fade", "0", f"{piece.chime_s}", f"{piece.chime_s}"]
            else:
                if piece.text not in spoken:
                    spoken[piece.text] = folder / f"spoken-{len(spoken)}.wav"
                    speak = ["espeak-ng", "-s", "150", "-w", spoken[piece.text]]
                    run([*speak, "--", piece.text], check=True)
                make = [spoken[piece.text], made[piece]]
            run(["sox", *make, "pad", "0", f"{piece.silence_s}"], check=True)
        parts = []
        for first in range(0, len(pieces), AT_ONCE):
            parts.append(folder / f"part-{first}.wav")
            joined = [made[piece] for piece in pieces[first : first + AT_ONCE]]
            run(["sox", *joined, parts[-1]], check=True)
        run(["sox", *parts, "-r", "48000", output], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
