"""Large type and shapes, made of half blocks: one cell of a terminal is two squares."""

from __future__ import annotations

from functools import lru_cache
from itertools import zip_longest
from math import hypot
from typing import TYPE_CHECKING

from guide.screen.glyphs import ACCENTED, HEIGHT, write

if TYPE_CHECKING:
    from guide.screen.glyphs import Squares

Block = tuple[str, ...]
"""Rows of text, all of one width: a picture in cells."""

_CELLS = {"..": " ", "#.": "▀", ".#": "▄", "##": "█"}


@lru_cache(256)
def large(text: str, width: int, height: int, like: str | None = None) -> Block | None:
    """Set ``text`` as large as it goes into ``width`` x ``height`` cells, or return None.

    Words are wrapped, newlines kept. None where it does not fit at any size, or where a character
    cannot be drawn.

    Args:
        text: words, in any case.
        width: in cells.
        height: in cells.
        like: choose the size for this text: a countdown must not grow when it gets shorter.
    """
    for scale in range(2 * height // HEIGHT, 0, -1):
        drawn = _set(text, width // scale, 2 * height // scale)
        if drawn and (like is None or _set(like, width // scale, 2 * height // scale)):
            return _in_cells(_scaled(drawn, scale))
    return None


@lru_cache(64)
def disc(radius: int, least: int, size: int, label: str) -> Block:
    """Return a filled circle with ``label`` cut out of its middle.

    All lengths are in squares, a square being as wide as a cell and half as high.

    Args:
        radius: of the circle.
        least: the radius when the circle is smallest: the label fits into that.
        size: the side of the picture; even.
        label: some digits.
    """
    middle = (size - 1) / 2
    squares = [
        ["#" if hypot(x - middle, y - middle) <= radius else "." for x in range(size)]
        for y in range(size)
    ]
    digits = write(label)[ACCENTED - HEIGHT :]
    half = hypot(len(digits[0]), HEIGHT) / 2
    digits = _scaled(digits, max(1, int(least / half)))
    left, top = (size - len(digits[0])) // 2, (size - len(digits)) // 2
    for y, row in enumerate(digits, top - top % 2):  # whole cells: the strokes stay sharp
        for x, square in enumerate(row, left):
            if square == "#" and 0 <= x < size:
                squares[y][x] = "."
    return _in_cells(tuple("".join(row) for row in squares))


def _set(text: str, width: int, height: int) -> Squares:
    """Set ``text`` in squares, wrapped and centred; none if it does not fit or cannot be drawn."""
    lines: list[Squares] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if not write(longer):
                return ()
            if line and len(write(longer)[0]) > width:
                lines.append(write(line))
                longer = word
            line = longer
        lines += [write(line)] * bool(line)
    widest = max((len(line[0]) for line in lines), default=0)
    if not 0 < widest <= width:
        return ()
    rows = [row.center(widest, ".") for line in lines for row in line]
    while "#" not in rows[0] and len(rows) > HEIGHT:
        rows.pop(0)
    return tuple(rows) if len(rows) <= height else ()


def _scaled(squares: Squares, scale: int) -> Squares:
    return tuple("".join(square * scale for square in row) for row in squares for _ in range(scale))


def _in_cells(squares: Squares) -> Block:
    upper, lower = squares[::2], squares[1::2]
    empty = "." * len(squares[0])
    return tuple(
        "".join(_CELLS[top + bottom] for top, bottom in zip(*pair, strict=True))
        for pair in zip_longest(upper, lower, fillvalue=empty)
    )
