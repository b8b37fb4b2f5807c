"""Draws the picture of the player in the README from the real screen, at one moment.

python docs/draw_player.py > docs/player.svg
"""

from __future__ import annotations

import sys
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from rich.cells import cell_len

from guide.compiling.timeline import Cue
from guide.screen.picture import draw
from guide.session.now import Now

if TYPE_CHECKING:
    from guide.screen.page import Look, Row

SECOND = 48_000
COLUMNS, ROWS = 80, 24
CELL_WIDTH, CELL_HEIGHT, MARGIN = 10, 20, 20
BACKGROUND = "#1c2526"
COLOURS: dict[Look, str] = {
    "plain": "#e8e6df",
    "bold": "#ffffff",
    "dim": "#94a09b",
    "accent": "#9cc5a1",
    "reverse": "#ffffff",
}
HALVES = {"█": (0.0, 1.0), "▀": (0.0, 0.5), "▄": (0.5, 0.5), "━": (0.44, 0.14), "─": (0.48, 0.05)}
"""Where in a cell a block begins, and how high it is: drawn as shapes, exact in every font."""

MOMENT = Now(
    state="leading",
    kind="work",
    title="Child's pose",
    routine="Gentle stretches",
    step=1,
    steps=3,
    instruction=None,
    side=None,
    phase="hold",
    rep=None,
    reps=1,
    breath=None,
    counting=True,
    phase_left=28 * SECOND,
    phase_frames=45 * SECOND,
    step_left=34 * SECOND,
    step_frames=80 * SECOND,
    session_left=290 * SECOND,
    session_frames=372 * SECOND,
    position=82 * SECOND,
    caption="Let your breath slow down.",
    cue=Cue("speech", 0, SECOND, text="Let your breath slow down."),
    cue_at=82 * SECOND,
    next_title="Hip lifts",
)


def picture(rows: tuple[Row, ...]) -> str:
    """Return an SVG of the cells."""
    width = COLUMNS * CELL_WIDTH + 2 * MARGIN
    height = len(rows) * CELL_HEIGHT + 2 * MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        'font-family="ui-monospace, Menlo, Consolas, DejaVu Sans Mono, monospace" font-size="16">',
        "<title>The player on a terminal, in the middle of a hold</title>",
        f'<rect width="{width}" height="{height}" rx="10" fill="{BACKGROUND}"/>',
    ]
    for y, row in enumerate(rows):
        x = 0
        for span in row:
            parts += _span(span.text, span.look, x, y)
            x += cell_len(span.text)
    return "\n".join([*parts, "</svg>", ""])


def _span(text: str, look: Look, x: int, y: int) -> list[str]:
    parts = []
    for shape, group in groupby(
        text, key=lambda character: character if character in HALVES else ""
    ):
        run = "".join(group)
        cells = cell_len(run)
        left, top = MARGIN + x * CELL_WIDTH, MARGIN + y * CELL_HEIGHT
        if shape:
            begin, high = HALVES[shape]
            parts.append(
                f'<rect x="{left}" y="{top + begin * CELL_HEIGHT:g}" '
                f'width="{cells * CELL_WIDTH}" height="{high * CELL_HEIGHT:g}" '
                f'fill="{COLOURS[look]}"/>'
            )
        elif run.strip():
            weight = ' font-weight="600"' if look == "bold" else ""
            parts.append(
                f'<text x="{left}" y="{top + 0.75 * CELL_HEIGHT:g}" xml:space="preserve" '
                f'textLength="{cells * CELL_WIDTH}" fill="{COLOURS[look]}"{weight}>'
                f"{escape(run)}</text>"
            )
        x += cells
    return parts


if __name__ == "__main__":
    sys.stdout.write(picture(draw(MOMENT, COLUMNS, ROWS)))
