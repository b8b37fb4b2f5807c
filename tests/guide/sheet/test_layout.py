"""Everything on a sheet has its place on paper, and nothing is cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guide.reading.source import read_routine
from guide.sheet.layout import (
    A4,
    EITHER,
    LETTER,
    MARGIN,
    Paper,
    Rule,
    Text,
    fitting_size,
    is_rtl,
    pages,
    wrap,
)
from guide.sheet.svg import estimated_width
from tests.guide.sheet.sheets import HEBREW, ODD, sheet
from tests.guide.strategies import routines, texts
from tests.routines.bundled import ROUTINES

if TYPE_CHECKING:
    from pathlib import Path

    from guide.format.routine import Routine


@given(routines, st.sampled_from([A4, LETTER]), st.sampled_from([8.0, 10.5]))
@settings(max_examples=40)
def test_all_is_inside_the_margins(routine: Routine, paper: Paper, size: float) -> None:
    """On every page, whatever the routine is; but the number of the page, which is below."""
    for page in pages(sheet(routine), paper, estimated_width, size):
        for item in page:
            assert item.x >= MARGIN
            assert item.x + item.width <= paper.width - MARGIN + 0.1
            if isinstance(item, Rule) or item.size != 8:
                assert item.y >= MARGIN
                assert item.bottom <= paper.height - MARGIN
            if isinstance(item, Text) and len(item.text) > 1:
                assert estimated_width(item.text, item.size, item.bold) <= item.width + 0.01


@given(texts, st.floats(10, 300))
def test_wrapped_lines_have_all_words(text: str, width: float) -> None:
    """In their order; only words that are too wide for a line are broken."""
    text = " ".join(text.split())
    lines = wrap(text, width, lambda part: estimated_width(part, 10, False))
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    widest = max(estimated_width(word, 10, False) for word in text.split(" "))
    if widest <= width:
        assert " ".join(lines) == text


def test_nothing_is_said_twice_or_lost_over_pages() -> None:
    """A long sheet flows on, and every page says which one it is."""
    long = sheet(ODD.replace("repeat: 2", "repeat: 60"))
    whole = pages(long, Paper(A4.width, 1e6), estimated_width, 9.5)
    parts = pages(long, A4, estimated_width, 9.5)
    assert (len(whole), len(parts)) == (1, pytest.approx(7, abs=4))
    in_parts = [i.text for page in parts for i in page if isinstance(i, Text) and i.size != 8]
    assert sorted(in_parts) == sorted(i.text for i in whole[0] if isinstance(i, Text))
    for number, page in enumerate(parts, start=1):
        assert any(isinstance(i, Text) and i.text == f"{number} / {len(parts)}" for i in page)


def test_a_step_that_is_longer_than_a_page_flows_on() -> None:
    """Nothing hangs, and nothing is cut off."""
    words = " ".join(["word"] * 390)
    long = sheet(f"title: T\nsteps:\n  - {{title: A, say: {words}, safety: {words}, hold: 3s}}\n")
    low = Paper(A4.width, 300.0)
    laid = pages(long, low, estimated_width, 10.5)
    assert len(laid) > 2
    said = " ".join(i.text for page in laid for i in page if isinstance(i, Text))
    assert said.split().count("word") == 780


@pytest.mark.parametrize("path", ROUTINES, ids=lambda path: path.stem)
def test_every_bundled_routine_is_on_one_page(path: Path) -> None:
    """Of A4 as of Letter, in a font that can be read."""
    of_bundled = sheet(read_routine(path))
    size = fitting_size(of_bundled, EITHER, estimated_width)
    assert size >= 8
    for paper in (A4, LETTER):
        assert len(pages(of_bundled, paper, estimated_width, size)) == 1


@pytest.mark.parametrize(
    ("text", "rtl"), [(HEBREW, True), ("45 s", False), ("(1) שלום", True), ("a שלום", False)]
)
def test_the_first_letter_decides_where_a_text_begins(text: str, rtl: bool) -> None:
    """At the right in scripts that run from right to left."""
    assert is_rtl(text) is rtl
