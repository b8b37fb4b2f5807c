"""A sheet as one HTML page that needs nothing else: to be read, and to be printed."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from guide.language.words import words_of
from guide.sheet.layout import EITHER, fitting_size
from guide.sheet.svg import estimated_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guide.sheet.content import Row, Sheet
    from guide.showing.told import Line

_STYLE = """
@page { margin: 15mm; }
body { font: %spt/1.2 Helvetica, Arial, "Liberation Sans", sans-serif; color: #000;
  background: #fff; margin: 0 auto; max-width: 180mm; overflow-wrap: anywhere; }
@media screen { body { padding: 15mm 4mm; } }
h1 { font-size: 1.9em; line-height: 1.15; margin: 0; }
h2 { font-size: 1em; margin: 0; }
p { margin: 0; }
.inner { margin-inline-start: 1em; }
section, tr, footer { break-inside: avoid; }
section, footer, td { border-top: 0.5pt solid #000; padding: 0.3em 0; }
section { margin-top: 0.4em; }
ul { margin: 0; padding-inline-start: 1.1em; }
table { border-collapse: collapse; width: 100%%; margin-top: 0.4em; }
td { vertical-align: top; }
td:first-child { width: 2em; font-weight: bold; }
td:last-child { width: 13em; padding-inline-start: 1em; }
footer { font-size: 0.8em; }
"""


def as_html(sheet: Sheet) -> str:
    """Return the page; its text is as large as lets it be printed on one page, if it can be."""
    size = fitting_size(sheet, EITHER, estimated_width)
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{escape(sheet.language)}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(sheet.title)}</title>",
            f"<style>{_STYLE % f'{size:g}'}</style>",
            "</head>",
            "<body>",
            *_body(sheet),
            "</body>",
            "</html>",
            "",
        )
    )


def _body(sheet: Sheet) -> Iterator[str]:
    words = words_of(sheet.language)
    yield f'<h1 dir="auto">{escape(sheet.title)}</h1>'
    yield from map(_paragraph, sheet.facts)
    yield from _list(words.before, sheet.before)
    yield "<table>"
    yield from map(_row, sheet.rows)
    yield "</table>"
    yield from _list(words.after, sheet.after)
    if sheet.small:
        yield "<footer>"
        yield from map(_paragraph, sheet.small)
        yield "</footer>"


def _list(heading: str, texts: tuple[str, ...]) -> Iterator[str]:
    if texts:
        yield f"<section><h2>{escape(heading)}</h2><ul>"
        yield from (f'<li dir="auto">{escape(text)}</li>' for text in texts)
        yield "</ul></section>"


def _row(row: Row) -> str:
    texts = "".join(map(_line, row.texts))
    amount = "".join(map(_paragraph, row.amount))
    title = f'<h2 dir="auto">{escape(row.title)}</h2>'
    return f"<tr><td>{row.number}.</td><td>{title}{texts}</td><td>{amount}</td></tr>"


def _line(line: Line) -> str:
    text = f"<strong>{escape(line.text)}</strong>" if line.strong else escape(line.text)
    kind = ' class="inner"' if line.inner else ""
    return f'<p dir="auto"{kind}>{text}</p>'


def _paragraph(text: str) -> str:
    return f'<p dir="auto">{escape(text)}</p>'
