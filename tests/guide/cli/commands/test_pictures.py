"""``guide show --chart`` on terminals of several kinds, and ``guide sheet`` for paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.guide.cli.running import guide

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("columns", [60, 200])
def test_the_chart_has_the_width_of_the_terminal(columns: int) -> None:
    """And no colours, so that it reads alike everywhere."""
    shown = guide("show", "spasm-relief", "--chart", COLUMNS=str(columns))
    assert shown.returncode == 0, shown.stderr
    lines = shown.stdout.splitlines()
    assert max(map(len, lines)) <= columns
    assert len(lines[2]) == columns
    assert "█" in shown.stdout
    assert "\x1b" not in shown.stdout
    again = guide("show", "spasm-relief", "--chart", COLUMNS=str(columns), NO_COLOR="1")
    assert again.stdout == shown.stdout


def test_the_chart_is_drawn_with_plain_signs_where_there_are_no_blocks(short: Path) -> None:
    """An encoding without them, or without the letters of a title, breaks nothing."""
    short.write_text(short.read_text("utf-8").replace("Fold", "Dehnung für dich"), "utf-8")
    shown = guide("show", short, "--chart", PYTHONIOENCODING="ascii", COLUMNS="80")
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.isascii()
    assert "# hold" in shown.stdout
    assert "Dehnung f?r dich" in shown.stdout


def test_the_chart_is_of_the_level_that_is_chosen() -> None:
    """Longer holds are longer bars."""
    gentle, full = (
        guide("show", "spasm-relief", "--chart", "--level", level, COLUMNS="120").stdout
        for level in ("gentle", "full")
    )
    assert gentle != full


@pytest.mark.parametrize("ending", ["html", "svg", "pdf"])
def test_a_sheet_is_written_whole_and_never_over_another(
    ending: str, short: Path, tmp_path: Path
) -> None:
    """Each format; an older file is kept unless ``--force`` is given."""
    out = tmp_path / f"sheet.{ending}"
    first = guide("sheet", short, "-o", out)
    assert (first.returncode, first.stdout) == (0, f"Wrote {out}.\n"), first.stderr
    written = out.read_bytes()
    again = guide("sheet", short, "-o", out, "--level", "full")
    assert again.returncode == 1
    assert "--force" in again.stderr
    assert guide("sheet", short, "-o", out, "--force").returncode == 0
    assert out.read_bytes() == written
    assert guide("sheet", short, "-o", out, "--force", "--level", "full").returncode == 0
    assert out.read_bytes() != written
    assert {file.name for file in tmp_path.iterdir()} == {"short.yaml", out.name}


def test_a_sheet_is_named_after_its_routine(
    short: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page of HTML in this folder, if nothing else is said."""
    monkeypatch.chdir(tmp_path)
    assert guide("sheet", short).stdout == "Wrote short.html.\n"
    assert "Short &amp; sweet" in (tmp_path / "short.html").read_text("utf-8")


@pytest.mark.parametrize(("name", "status"), [("a.png", 2), ("short.yaml", 2), ("no/a.svg", 1)])
def test_what_cannot_be_written_is_refused(
    name: str, status: int, short: Path, tmp_path: Path
) -> None:
    """In one sentence, and the routine itself is as it was."""
    before = short.read_text("utf-8")
    result = guide("sheet", short, "-o", tmp_path / name, "--force")
    assert result.returncode == status
    assert "Traceback" not in result.stderr
    assert short.read_text("utf-8") == before


def test_letter_paper_and_no_notes(short: Path, tmp_path: Path) -> None:
    """As they are wished."""
    out = tmp_path / "a.pdf"
    assert guide("sheet", short, "-o", out, "--paper", "letter").returncode == 0
    assert b"/MediaBox [0 0 612.00 792.00]" in out.read_bytes()
    short.write_text("note: A secret.\n" + short.read_text("utf-8"), "utf-8")
    page = tmp_path / "a.html"
    assert guide("sheet", short, "-o", page).returncode == 0
    assert "A secret." in page.read_text("utf-8")
    assert guide("sheet", short, "-o", page, "--force", "--no-notes").returncode == 0
    assert "A secret." not in page.read_text("utf-8")
