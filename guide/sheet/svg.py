"""A sheet as one SVG picture, as tall as it has to be."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from guide.language.columns import columns
from guide.sheet.layout import A4, EITHER, Paper, Rule, fitting_size, pages

if TYPE_CHECKING:
    from guide.sheet.content import Sheet
    from guide.sheet.layout import Item, Text

_FONTS = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
_WIDTHS = {0.3: "ijl.,:;'|!ftI()[] ", 0.4: 'r-"/', 0.6: "ABEKPSVXYZ0123456789", 0.9: "mwMW%@—"}
_WIDTH = {sign: width for width, signs in _WIDTHS.items() for sign in signs}

_STEP = 1.03
"""How much larger the paper gets from one attempt to the next."""


def estimated_width(text: str, size: float, bold: bool) -> float:
    """Return about how wide ``text`` is in a common font without serifs, rather more than less."""
    return (1.14 if bold else 1.06) * size * sum(map(_width, text))


def as_svg(sheet: Sheet) -> str:
    """Return the picture, a page of A4; where much is done, its letters are small."""
    paper, items = _laid(sheet)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{A4.width}pt" height="{A4.height}pt" '
        f'viewBox="0 0 {paper.width:.1f} {paper.height:.1f}" role="img" '
        f'lang="{escape(sheet.language)}" font-family="{_FONTS}" fill="#000">',
        f"<title>{escape(sheet.title)}</title>",
        f'<rect width="{paper.width:.1f}" height="{paper.height:.1f}" fill="#fff"/>',
        *map(_drawn, items),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _laid(sheet: Sheet) -> tuple[Paper, list[Item]]:
    """Return what stands on one page; where it needs larger paper, that is shown as small as A4."""
    paper, size = A4, fitting_size(sheet, EITHER, estimated_width)
    laid = pages(sheet, paper, estimated_width, size)
    while len(laid) > 1:
        grown = max(_STEP, (len(laid) - 1) ** 0.4)  # less than what is needed, or one step more
        paper = Paper(grown * paper.width, grown * paper.height)
        laid = pages(sheet, paper, estimated_width, size)
    return paper, laid[0]


def _drawn(item: Item) -> str:
    if isinstance(item, Rule):
        return (
            f'<path d="M{item.x:.1f} {item.y:.1f}h{item.width:.1f}" stroke="#000" '
            'stroke-width="0.5"/>'
        )
    return _text(item)


def _text(item: Text) -> str:
    x = item.x + item.width if item.rtl else item.x
    direction = ' direction="rtl"' if item.rtl else ""
    weight = ' font-weight="bold"' if item.bold else ""
    return (
        f'<text x="{x:.1f}" y="{item.baseline:.1f}" font-size="{item.size:.2f}"{weight}{direction}>'
        f"{escape(item.text)}</text>"
    )


def _width(sign: str) -> float:
    if (cells := columns(sign)) != 1:
        return 0.6 * cells  # a mark upon another sign, or a wide one
    return _WIDTH.get(sign, 0.7 if sign.isupper() else 0.56)
