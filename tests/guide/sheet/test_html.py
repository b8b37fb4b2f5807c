"""The sheet as HTML and as SVG: well-formed, whole in itself, and every text stays text."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from guide.language.words import words_of
from guide.reading.source import read_routine
from guide.sheet.content import Row, Sheet
from guide.sheet.html import as_html
from guide.sheet.svg import as_svg
from tests.guide.sheet.sheets import ODD, sheet
from tests.guide.strategies import routines
from tests.routines.bundled import ROUTINES

if TYPE_CHECKING:
    from pathlib import Path

    from guide.format.routine import Routine
    from guide.sheet.content import Row, Sheet

ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "section", "ul", "li",
    "table", "tr", "td", "footer", "strong",
}  # fmt: skip
MANY = """\
title: Many
steps:
  - repeat: COUNT
    steps:
      - title: Lift
        say: Lift your {side} leg a hand's breadth, keep the knee straight, and breathe.
        sides: [left, right]
        reps: 8
        each: [{phase: lift, for: 2s}, {phase: hold, for: 3s}, {phase: lower, for: 3s}]
"""
SVG = "{http://www.w3.org/2000/svg}"


class Parsed(HTMLParser):
    """A page's elements, attributes and texts; fails where tags do not match."""

    def __init__(self, page: str) -> None:
        """Parse ``page``."""
        super().__init__()
        self.open: list[str] = []
        self.elements: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it."""
        self.elements.add(tag)
        self.attributes += attrs
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """It ends what was begun last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note it."""
        if self.open and self.open[-1] not in ("style", "title"):
            self.texts.append(data)


def texts_of(of: Sheet) -> list[str]:
    """All texts of a sheet."""
    rows = [text for r in of.rows for text in (f"{r.number}.", r.title, *_told(r), *r.amount)]
    words = words_of(of.language)
    before = [words.before, *of.before] if of.before else []
    after = [words.after, *of.after] if of.after else []
    return [of.title, *of.facts, *before, *rows, *after, *of.small]


def _told(row: Row) -> list[str]:
    return [line.text for line in row.texts]


@given(routines)
@settings(max_examples=60)
def test_any_routine_is_a_page_of_html(routine: Routine) -> None:
    """Its texts are there as they are, and no element that is not ours."""
    of = sheet(routine)
    parsed = Parsed(as_html(of))
    assert not parsed.open
    assert parsed.elements <= ELEMENTS
    assert [text for text in parsed.texts if text.strip()] == texts_of(of)


@given(routines)
@settings(max_examples=60)
def test_any_routine_is_a_picture(routine: Routine) -> None:
    """Well-formed XML with all of its texts."""
    of = sheet(routine)
    picture = ElementTree.fromstring(as_svg(of))
    assert {element.tag.removeprefix(SVG) for element in picture.iter()} <= {
        "svg", "title", "rect", "path", "text"
    }  # fmt: skip
    shown = "".join(text.text or "" for text in picture.iter(f"{SVG}text"))
    bullets = "\N{BULLET}" * (len(of.before) + len(of.after))
    # Columns stand side by side, so their lines take turns: the letters are all there.
    texts = "".join((bullets, *texts_of(of)))
    assert Counter(shown.replace(" ", "")) == Counter(texts.replace(" ", ""))


@pytest.mark.parametrize("path", ROUTINES, ids=lambda path: path.stem)
def test_they_need_nothing_from_elsewhere(path: Path) -> None:
    """No scripts, no fonts, no images, no links; and the same bytes each time."""
    of = sheet(read_routine(path))
    page, picture = as_html(of), as_svg(of)
    for text in (page, picture.replace("http://www.w3.org/2000/svg", "")):
        assert not re.search(r"https?:|//|@import|url\(|src=|href=|<script|<link", text)
    assert (as_html(of), as_svg(of)) == (page, picture)


def test_a_script_in_a_title_stays_text() -> None:
    """Wherever a title stands."""
    of = sheet(ODD)
    assert "script" not in Parsed(as_html(of)).elements
    assert "<script" not in as_svg(of)
    assert "&lt;script&gt;" in as_svg(of)


@pytest.mark.parametrize("steps", [30, 100])
def test_the_picture_is_one_page(steps: int) -> None:
    """Of A4, so that it can be printed, however much is done."""
    of = sheet(MANY.replace("COUNT", str(steps)))
    picture = ElementTree.fromstring(as_svg(of))
    assert (picture.get("width"), picture.get("height")) == ("595.28pt", "841.89pt")
    _, _, width, height = map(float, picture.get("viewBox", "").split())
    assert width / height == pytest.approx(595.28 / 841.89, rel=0.01)
    assert max(float(text.get("y", 0)) for text in picture.iter(f"{SVG}text")) < height


def test_safety_is_bold() -> None:
    """In black and white it has to catch the eye."""
    of = sheet("title: T\nsteps: [{title: A, safety: Go no further than is easy., hold: 9s}]\n")
    assert "<strong>Safety: Go no further than is easy.</strong>" in as_html(of)
    (bold,) = re.findall(r'font-weight="bold">(Safety[^<]*)', as_svg(of))
    assert bold == "Safety: Go no further than is easy."
