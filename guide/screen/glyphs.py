"""Letters of squares, five high: what is drawn large is drawn with them."""

from __future__ import annotations

from unicodedata import normalize

HEIGHT, ACCENTED = 5, 7
"""How many squares a letter is high, and how many with the room for an accent above."""

_LETTERS = {
    "A": ".#. #.# ### #.# #.#",
    "B": "##. #.# ##. #.# ##.",
    "C": "### #.. #.. #.. ###",
    "D": "##. #.# #.# #.# ##.",
    "E": "### #.. ##. #.. ###",
    "F": "### #.. ##. #.. #..",
    "G": "### #.. #.# #.# ###",
    "H": "#.# #.# ### #.# #.#",
    "I": "# # # # #",
    "J": "..# ..# ..# #.# ###",
    "K": "#.# #.# ##. #.# #.#",
    "L": "#.. #.. #.. #.. ###",
    "M": "#...# ##.## #.#.# #...# #...#",
    "N": "#..# ##.# #.## #..# #..#",
    "O": "### #.# #.# #.# ###",
    "P": "### #.# ### #.. #..",
    "Q": "###. #.#. #.#. ###. ..##",
    "R": "##. #.# ##. #.# #.#",
    "S": "### #.. ### ..# ###",
    "T": "### .#. .#. .#. .#.",
    "U": "#.# #.# #.# #.# ###",
    "V": "#.# #.# #.# #.# .#.",
    "W": "#...# #...# #.#.# ##.## #...#",
    "X": "#.# #.# .#. #.# #.#",
    "Y": "#.# #.# .#. .#. .#.",
    "Z": "### ..# .#. #.. ###",
    "0": "### #.# #.# #.# ###",
    "1": ".#. ##. .#. .#. ###",
    "2": "### ..# ### #.. ###",
    "3": "### ..# ### ..# ###",
    "4": "#.# #.# ### ..# ..#",
    "5": "### #.. ### ..# ###",
    "6": "### #.. ### #.# ###",
    "7": "### ..# ..# ..# ..#",
    "8": "### #.# ### #.# ###",
    "9": "### #.# ### ..# ###",
    " ": ".. .. .. .. ..",
    ":": ". # . # .",
    ".": ". . . . #",
    ",": ".. .. .. .# #.",
    ";": ".. .# .. .# #.",
    "!": "# # # . #",
    "?": "### ..# .#. ... .#.",
    "'": "# # . . .",
    "\N{RIGHT SINGLE QUOTATION MARK}": "# # . . .",
    "-": "... ... ### ... ...",
    "\N{EN DASH}": "... ... ### ... ...",
    "+": "... .#. ### .#. ...",
    "/": "..# ..# .#. #.. #..",
    "&": ".#.. #.#. .#.. #.## .##.",
    "(": ".# #. #. #. .#",
    ")": "#. .# .# .# #.",
}
_ACCENTS = {
    "\N{COMBINING GRAVE ACCENT}": "#..",
    "\N{COMBINING ACUTE ACCENT}": "..#",
    "\N{COMBINING CIRCUMFLEX ACCENT}": ".#.",
    "\N{COMBINING TILDE}": "##.",
    "\N{COMBINING DIAERESIS}": "#.#",
    "\N{COMBINING RING ABOVE}": ".#.",
    "\N{COMBINING CARON}": ".#.",
}

Squares = tuple[str, ...]
"""Rows of ``#`` and ``.``, from the top, all of one length."""


def write(line: str) -> Squares:
    """Return one line of capitals, ``ACCENTED`` squares high, a square between two of them.

    Empty if there is a character that cannot be drawn: then nothing is drawn rather than something
    that reads as another word.
    """
    letters: list[list[str]] = []
    for character in normalize("NFD", line.upper()):
        if character in _LETTERS:
            rows = _LETTERS[character].split()
            letters.append(["." * len(rows[0])] * (ACCENTED - HEIGHT) + rows)
        elif character in _ACCENTS and letters:
            letters[-1][0] = _ACCENTS[character].center(len(letters[-1][-1]), ".")
        else:
            return ()
    return tuple(".".join(row) for row in zip(*letters, strict=True))
