"""``guide show --chart`` on terminals of several widths and encodings."""

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
