"""The sheet as a PDF: whole, with its font in it, and the same bytes each time."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from guide.problems.problem import GuideError
from guide.reading.source import read_routine
from guide.sheet.layout import A4, LETTER, Paper
from guide.sheet.pdf import as_pdf
from tests.guide.sheet.sheets import HEBREW, ODD, sheet
from tests.routines.bundled import ROUTINES

if TYPE_CHECKING:
    from pathlib import Path

PAPERS = {"a4": A4, "letter": LETTER}


def asked(program: str, pdf: bytes, tmp_path: Path, *options: str) -> str:
    """What a program of poppler says of a PDF."""
    file = tmp_path / "sheet.pdf"
    file.write_bytes(pdf)
    command = [program, *options, str(file)]
    if program == "pdftotext":
        command.append("-")
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.needs("pdfinfo", "pdffonts")
@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
@pytest.mark.parametrize("path", ROUTINES, ids=lambda path: path.stem)
def test_every_bundled_routine_is_one_page(path: Path, paper: Paper, tmp_path: Path) -> None:
    """With its fonts embedded; two copies are alike to the byte."""
    of = sheet(read_routine(path))
    pdf = as_pdf(of, paper)
    info = asked("pdfinfo", pdf, tmp_path)
    assert re.search(r"^Pages: +1$", info, re.MULTILINE)
    assert f"{paper.width:g} x {paper.height:g}" in info
    fonts = asked("pdffonts", pdf, tmp_path).splitlines()[2:]
    assert fonts
    assert all(re.search(r"Identity-H +yes yes yes", font) for font in fonts)
    assert as_pdf(of, paper) == pdf


@pytest.mark.needs("pdftotext")
def test_its_text_can_be_searched(tmp_path: Path) -> None:
    """Every word of it, whatever odd signs are around; emoji are left out."""
    of = sheet(ODD)
    text = asked("pdftotext", as_pdf(of, A4), tmp_path, "-layout")
    for word in ("<script>alert(1)</script>", "Breathe", "45", "left", "</td></table><b>bold?"):
        assert word in text
    assert "🧘" not in text
    assert set("הרם") <= set(text)


@pytest.mark.needs("pdftotext")
def test_right_to_left_text_runs_from_the_right(tmp_path: Path) -> None:
    """The first word is the one that is farthest to the right."""
    of = sheet(f"title: T\nsummary: '{HEBREW}'\nsteps: [rest]\n")
    boxes = asked("pdftotext", as_pdf(of, A4), tmp_path, "-bbox")
    words = re.findall(r'xMin="([\d.]+)".*>([^<]+)</word>', boxes)
    at = {frozenset(word): float(x) for x, word in words}
    first, second, last = (frozenset(HEBREW.split()[n]) for n in (0, 1, -1))
    assert at[first] > at[second] > at[last]
    # Brackets are drawn as they open there; the program puts back letters, but not brackets.
    assert ")לאט" in asked("pdftotext", as_pdf(of, A4), tmp_path)


@pytest.mark.needs("pdfinfo")
def test_long_ones_have_several_pages(tmp_path: Path) -> None:
    """As many as they need."""
    of = sheet(ODD.replace("repeat: 2", "repeat: 60"))
    pages = re.search(r"Pages: +(\d+)", asked("pdfinfo", as_pdf(of, A4), tmp_path))
    assert pages
    assert int(pages[1]) > 3


def test_letters_that_the_font_lacks_are_told() -> None:
    """In one sentence that says what to do."""
    with pytest.raises(GuideError, match=r"lacks letters .* such as 子椅.*\.html"):
        as_pdf(sheet("title: 椅子\nsteps: [rest]\n"), A4)


def test_without_its_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever of the two packages is missing."""
    of = sheet(ODD)
    for package in ("fpdf", "fontpkg_arimo"):
        with monkeypatch.context() as patch:
            patch.setitem(__import__("sys").modules, package, None)
            with pytest.raises(GuideError, match=r"stretch-guide\[pdf\]"):
                as_pdf(of, A4)
