"""A sheet as a PDF, with its font embedded."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING

from guide.problems.problem import GuideError
from guide.sheet.layout import Rule, fitting_size, pages

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

    from fpdf import FPDF

    from guide.sheet.content import Sheet
    from guide.sheet.layout import Paper, Text

_MISSING = (
    "A PDF needs two more packages: install them with pip install 'stretch-guide[pdf]', "
    "or write the sheet as .html and print that."
)
_ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)
"""The date in every PDF, for it must have one: with the day's own, each would be another file."""

_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
"""Signs that open to the other side in text from right to left."""

_NO_LETTERS = frozenset({"So", "Sk", "Cf", "Co", "Cn", "Mn", "Me"})
"""Categories of signs that a text can be read without, such as emoji."""


def as_pdf(sheet: Sheet, paper: Paper) -> bytes:
    """Return the PDF, the same bytes for the same sheet; it has no emoji.

    Raises:
        GuideError: what it needs is not installed, or its font lacks letters of the texts.
    """
    pdf = _opened(paper)
    known = _checked(sheet, pdf)

    def width(text: str, size: float, bold: bool) -> float:
        pdf.set_font("Arimo", "B" if bold else "", size)
        return pdf.get_string_width(_shown(text, known))

    size = fitting_size(sheet, paper, width)
    for items in pages(sheet, paper, width, size):
        pdf.add_page()
        for item in items:
            if isinstance(item, Rule):
                pdf.line(item.x, item.y, item.x + item.width, item.y)
            else:
                _write(pdf, item, _shown(item.text, known))
    pdf.set_title(sheet.title)
    pdf.set_lang(sheet.language)
    return bytes(pdf.output())


def _opened(paper: Paper) -> FPDF:
    font = _font()
    try:
        from fpdf import FPDF  # noqa: PLC0415 - an extra, and heavy
    except ImportError:
        raise GuideError(_MISSING) from None
    pdf = FPDF(unit="pt", format=(paper.width, paper.height))
    pdf.set_creation_date(_ALWAYS)
    pdf.set_auto_page_break(False)
    pdf.add_font("Arimo", "", font, variations={"wght": 400.0})
    pdf.add_font("Arimo", "B", font, variations={"wght": 700.0})
    return pdf


def _font() -> Path:
    if find_spec("fontpkg_arimo") is None:
        raise GuideError(_MISSING)
    import fontpkg_arimo  # noqa: PLC0415 - an extra

    root: Path = fontpkg_arimo.ROOT
    return root / "files" / "Arimo[wght].ttf"


def _checked(sheet: Sheet, pdf: FPDF) -> Container[int]:
    """Return what the font can show; raises GuideError if it lacks letters of the sheet."""
    from fpdf.fonts import TTFFont  # noqa: PLC0415

    font = pdf.fonts["arimo"]
    assert isinstance(font, TTFFont)
    known = font.cmap
    lacking = {sign for sign in repr(sheet) if ord(sign) not in known}
    letters = sorted(s for s in lacking if unicodedata.category(s) not in _NO_LETTERS)
    if letters:
        raise GuideError(
            f"The font of the PDF lacks letters of this routine, such as {''.join(letters[:8])}: "
            "write the sheet as .html and print that."
        )
    return known


def _shown(text: str, known: Container[int]) -> str:
    return "".join(sign for sign in text if ord(sign) in known)


def _write(pdf: FPDF, item: Text, shown: str) -> None:
    from fpdf.bidi import BidiParagraph  # noqa: PLC0415
    from fpdf.enums import TextDirection  # noqa: PLC0415

    pdf.set_font("Arimo", "B" if item.bold else "", item.size)
    unused = item.width - pdf.get_string_width(shown)
    direction = TextDirection.RTL if item.rtl else TextDirection.LTR
    signs = BidiParagraph(shown, base_direction=direction).get_reordered_characters()
    seen = (
        one.character.translate(_MIRRORED) if one.embedding_level % 2 else one.character
        for one in signs
    )
    pdf.text(item.x + unused if item.rtl else item.x, item.baseline, "".join(seen))
