"""A page of text cells: what is drawn before a terminal is involved."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from rich.cells import cell_len, chop_cells, set_cell_size

if TYPE_CHECKING:
    from collections.abc import Iterable

Look = Literal["plain", "bold", "dim", "accent", "reverse"]
"""How text looks. Each but ``accent`` is seen without colour; none carries meaning alone."""


class Span(NamedTuple):
    """Text of one look in a row."""

    text: str
    look: Look


Row = tuple[Span, ...]
"""A whole row of a page: its spans are as wide as the page."""


class Page:
    """Rows and columns of cells, written from left to right."""

    def __init__(self, width: int, height: int) -> None:
        """Begin with an empty page of ``width`` x ``height`` cells."""
        self.width = width
        self.height = height
        self.margin = 2 if width >= 50 else 0
        self._spans: list[list[tuple[int, Span]]] = [[] for _ in range(height)]

    @property
    def inside(self) -> int:
        """The columns between the margins."""
        return self.width - 2 * self.margin

    def put(self, x: int, y: int, text: str, look: Look = "plain") -> None:
        """Write ``text`` at column ``x`` of row ``y``; what is beyond the page is cut off."""
        text = clean(text)
        if not (0 <= y < self.height and 0 <= x < self.width):
            return
        self._spans[y].append((x, Span(fit(text, self.width - x), look)))

    def centre(self, y: int, lines: Iterable[str], look: Look = "plain") -> None:
        """Write ``lines`` in the middle, from row ``y``."""
        for row, line in enumerate(lines, y):
            self.put(max(0, (self.width - cell_len(line)) // 2), row, line, look)

    def rows(self, reverse: bool = False) -> tuple[Row, ...]:
        """Return the page; with ``reverse``, light and dark exchanged all over."""
        rows = (self._row(spans) for spans in self._spans)
        if reverse:
            return tuple(tuple(Span(span.text, "reverse") for span in row) for row in rows)
        return tuple(rows)

    def _row(self, spans: list[tuple[int, Span]]) -> Row:
        row, end = [], 0
        for x, span in sorted(spans):
            text = span.text
            if x < end:  # the one before reaches into it
                continue
            row += [Span(" " * (x - end), "plain")] * (x > end) + [span]
            end = x + cell_len(text)
        return (*row, *[Span(" " * (self.width - end), "plain")] * (end < self.width))


def clean(text: str) -> str:
    """Return ``text`` without what moves the cursor or has no width of its own to rely on."""
    return "".join(
        character if unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp") else " "
        for character in text
    )


def fit(text: str, width: int) -> str:
    """Cut ``text`` to ``width`` cells, with a sign where something is missing."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…" if width > 1 else " " * width


@lru_cache(64)
def wrap(text: str, width: int, lines: int) -> tuple[str, ...]:
    """Break ``text`` between words into at most ``lines`` lines of ``width`` cells.

    The lines are as even as they can be with no more of them.
    """
    if min(width, lines) < 1:
        return ()
    words = [word for word in clean(text).split(" ") if word]  # other spaces break no line
    broken = _broken(words, width)
    if len(broken) > lines:
        kept, rest = broken[: lines - 1], " ".join(broken[lines - 1 :])
        return (*kept, fit(rest, width))
    while len(narrower := _broken(words, width - 1)) == len(broken) and width > 1:
        broken, width = narrower, width - 1
    return tuple(broken)


def _broken(words: list[str], width: int) -> list[str]:
    lines: list[str] = []
    for word in words:
        if lines and cell_len(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:  # some scripts have no spaces: their text is one long word
            lines += chop_cells(word, max(1, width))
    return lines
