"""The floor: eSpeak's library called directly, each different cue once, and the bytes written.

Usage: library.py COMPILED.json BYTES OUTPUT
"""

from __future__ import annotations

import sys
from pathlib import Path

from pieces import read_pieces

from audio.speech.espeak_library import Library
from audio.speech.espeak_voices import find_voice


def main(compiled: Path, size: int, output: Path) -> None:
    """Speak and write."""
    texts = dict.fromkeys(piece.text for piece in read_pieces(compiled) if piece.text)
    library = Library(find_voice(None, "en"))
    with output.open("wb") as file:
        for text in texts:
            library.synthesise(text, 150, file.write)
        block = bytes(2**20)
        left = size - file.tell()
        while left > 0:
            left -= file.write(block[:left])


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute(), int(sys.argv[2]), Path(sys.argv[3]).absolute())
