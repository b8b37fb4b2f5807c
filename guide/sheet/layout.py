"""Where each line of a sheet stands on paper: pure, for any font and any size of paper.

All lengths are points, a 72nd of an inch, from the upper left corner of the paper.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from guide.language.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from guide.sheet.content import Row, Sheet
    from guide.showing.told import Line

MARGIN = 43.0
LINE = 1.2
"""From one line to the next, in sizes of the font."""
_NUMBER, _AMOUNT = 2.0, 13.0
"""Widths of the outer columns, in sizes of the font."""
_SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
"""Of fonts that are good to read on paper; the largest with which all is on one page is taken."""
_LONG = 9.5
"""The size where even the smallest needs several pages."""


class Measure(Protocol):
    """How wide a text is, in points."""

    def __call__(self, text: str, size: float, bold: bool) -> float:
        """Return the width of ``text`` in a font of ``size``."""


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; ``y`` is its upper edge. With ``rtl`` it begins at its right edge."""

    x: float
    y: float
    width: float
    size: float
    text: str
    bold: bool = False
    rtl: bool = False

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + LINE * self.size

    @property
    def baseline(self) -> float:
        """What its letters stand on."""
        return self.y + 0.93 * self.size


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line across the page."""

    x: float
    y: float
    width: float

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y


Item = Text | Rule


@dataclass(slots=True)
class Block:
    """Lines that are best kept together, from an upper edge of 0."""

    height: float = 0.0
    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Paper:
    """A size of paper."""

    width: float
    height: float


A4 = Paper(595.28, 841.89)
LETTER = Paper(612.0, 792.0)
EITHER = Paper(A4.width, LETTER.height)
"""What fits on this is good on both."""


def fitting_size(sheet: Sheet, paper: Paper, measure: Measure) -> float:
    """Return the size of the font, in points, that suits ``paper``."""
    for size in _SIZES:
        if len(pages(sheet, paper, measure, size)) == 1:
            return size
    return _LONG


def pages(sheet: Sheet, paper: Paper, measure: Measure, size: float) -> list[list[Item]]:
    """Return what stands on each page; several pages say which one of them each is."""
    flow = _Flow(paper, size)
    for block in _blocks(sheet, paper.width - 2 * MARGIN, measure, size):
        flow.place(block)
    if len(flow.pages) > 1:
        for number, page in enumerate(flow.pages, start=1):
            foot = f"{number} / {len(flow.pages)}"
            at = paper.width - MARGIN - measure(foot, 8, False)
            page.append(Text(at, paper.height - 0.7 * MARGIN, paper.width - MARGIN - at, 8, foot))
    return flow.pages


class _Flow:
    """Puts blocks below one another, and goes on with the next page where one is full."""

    def __init__(self, paper: Paper, size: float) -> None:
        self.pages: list[list[Item]] = [[]]
        self._y = MARGIN
        self._bottom = paper.height - MARGIN
        self._size = size

    def place(self, block: Block) -> None:
        whole = block.height <= self._bottom - MARGIN
        if whole and self._y + block.height > self._bottom:
            self._turn()
        offset = self._y
        for item in sorted(block.items, key=lambda item: item.y):
            if offset + item.bottom > self._bottom:
                self._turn()
                offset = self._y - item.y
            self.pages[-1].append(replace(item, y=offset + item.y))
        self._y = offset + block.height

    def _turn(self) -> None:
        self.pages.append([])
        self._y = MARGIN


def _blocks(sheet: Sheet, width: float, measure: Measure, size: float) -> Iterator[Block]:
    column, words = _Column(MARGIN, width, measure), words_of(sheet.language)

    def listed(heading: str, texts: tuple[str, ...]) -> Iterator[Block]:
        if texts:
            items = column.lines((heading,), size, bold=True), *column.bullets(texts, size)
            yield _ruled(_stacked(items), width, size)

    yield _stacked(
        [column.lines((sheet.title,), 1.9 * size, bold=True), column.lines(sheet.facts, size)]
    )
    yield from listed(words.before, sheet.before)
    for row in sheet.rows:
        yield _ruled(_row(row, width, measure, size), width, size)
    yield from listed(words.after, sheet.after)
    if sheet.small:
        yield _ruled(_stacked([column.lines(sheet.small, 0.8 * size)]), width, size)


def _row(row: Row, width: float, measure: Measure, size: float) -> Block:
    """Return a step: its number, what to do, and at the right how long."""
    left, right = _NUMBER * size, _AMOUNT * size
    number = _Column(MARGIN, left, measure).lines((f"{row.number}.",), size, bold=True)
    what = _Column(MARGIN + left, width - left - right - size, measure)
    amount = _Column(MARGIN + width - right, right, measure).lines(row.amount, size)
    title = what.lines((row.title,), size, bold=True)
    texts = [what.told(line, size) for line in row.texts]
    stacks = [_stacked(lines) for lines in ([number], [title, *texts], [amount])]
    return Block(
        max(stack.height for stack in stacks), [item for stack in stacks for item in stack.items]
    )


@dataclass(frozen=True, slots=True)
class _Column:
    """A part of the width that texts run down in."""

    x: float
    width: float
    measure: Measure

    def lines(self, texts: tuple[str, ...], size: float, bold: bool = False) -> list[Text]:
        return [
            Text(self.x, 0, self.width, size, line, bold, is_rtl(text))
            for text in texts
            for line in wrap(text, self.width, lambda part: self.measure(part, size, bold))
        ]

    def told(self, line: Line, size: float) -> list[Text]:
        """Return the lines of what is told of a step; inner ones begin further in."""
        rtl, indent = is_rtl(line.text), size * line.inner
        column = replace(self, x=self.x + (not rtl) * indent, width=self.width - indent)
        return column.lines((line.text,), size, bold=line.strong)

    def bullets(self, texts: tuple[str, ...], size: float) -> Iterator[list[Text]]:
        """Yield the lines of each text, with a bullet where it begins."""
        for text in texts:
            rtl = is_rtl(text)
            inner = replace(self, x=self.x + (not rtl) * size, width=self.width - size)
            lines = inner.lines((text,), size)
            yield [Text(self.x, 0, self.width, size, "\N{BULLET}", rtl=rtl), *lines]


def _stacked(groups: Iterable[list[Text]]) -> Block:
    block = Block()
    for text in (text for group in groups for text in group):
        block.items.append(replace(text, y=block.height))
        if text.text != "\N{BULLET}":  # it stands before the line that comes next
            block.height += LINE * text.size
    return block


def _ruled(block: Block, width: float, size: float) -> Block:
    """Return ``block`` below a line, with some room around."""
    gap = 0.25 * size
    moved: list[Item] = [replace(item, y=item.y + 2 * gap) for item in block.items]
    return Block(block.height + 3 * gap, [Rule(MARGIN, gap, width), *moved])


def wrap(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Return the lines of ``text``; a word that is wider than a line is broken."""
    lines, line = [], ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if measure(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while measure(line) > width and len(line) > 1:
            cut = _most(line, width, measure)
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line] if line else lines


def _most(word: str, width: float, measure: Callable[[str], float]) -> int:
    """Return how many characters of ``word`` fit, at least 1."""
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(word[:middle]) <= width else (low, middle - 1)
    return low


def is_rtl(text: str) -> bool:
    """Whether ``text`` runs from right to left: its first letter decides."""
    for sign in text:
        direction = unicodedata.bidirectional(sign)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False
