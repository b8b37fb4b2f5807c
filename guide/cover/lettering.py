"""The title of a picture: in lines, as large as there is room for."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDTH, _TOP, _HEIGHT = 1180, 915, 400  # of the room for it, in pixels
_SIZES = (150, 132, 116, 102, 90, 79, 70, 62, 54, 48)
_LEADING = 1.14  # from line to line, of the size
_BOLD = 700
_FROM_THE_RIGHT = {"R", "AL", "AN"}
_NO_LETTER = "\uffff"  # which no font has


class Line(NamedTuple):
    """A line of letters, centred."""

    text: str
    middle: float
    font: Any


class Lettering:
    """A font, Arimo: Latin, Greek and Cyrillic letters."""

    def __init__(self) -> None:
        """Find it.

        Raises:
            ImportError: it or Pillow isn't there.
        """
        import fontpkg_arimo  # noqa: PLC0415 - for few files
        from PIL import ImageFont  # noqa: PLC0415 - heavy, and for few files

        self._path = str(fontpkg_arimo.ROOT / "files" / "Arimo[wght].ttf")
        self._fonts = ImageFont
        self.of_size = cache(self._of_size)

    def _of_size(self, size: int) -> Any:
        # The basic engine: the other one is not in all installations, and places letters otherwise.
        font = self._fonts.truetype(self._path, size, layout_engine=self._fonts.Layout.BASIC)
        font.set_variation_by_axes([_BOLD])
        return font

    def has(self, text: str) -> bool:
        """Return whether it can write all of a text, from left to right."""
        font = self.of_size(_SIZES[-1])
        none = bytes(font.getmask(_NO_LETTER))
        return not any(
            unicodedata.bidirectional(sign) in _FROM_THE_RIGHT or bytes(font.getmask(sign)) == none
            for sign in set(text) - {" "}
        )


def laid(title: str, lettering: Lettering) -> Iterator[Line]:
    """Yield the lines of a title; none where the font lacks its letters, or it is too long."""
    words = unicodedata.normalize("NFC", title).split()
    if not lettering.has("".join(words)):
        return
    for size in _SIZES:
        font = lettering.of_size(size)
        lines = _filled(words, font)
        leading = size * _LEADING
        if len(lines) * leading <= _HEIGHT and all(
            font.getlength(line) <= _WIDTH for line in lines
        ):
            top = _TOP + (_HEIGHT - len(lines) * leading) / 2
            for number, line in enumerate(lines):
                yield Line(line, top + (number + 0.5) * leading, font)
            return


def _filled(words: list[str], font: Any) -> list[str]:
    """Return the words in as few lines as they take."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= _WIDTH:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
