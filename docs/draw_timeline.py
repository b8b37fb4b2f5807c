"""Draws the picture in the README from a compiled timeline.

guide compile gentle-stretches --json | python docs/draw_timeline.py > docs/timeline.svg
"""

from __future__ import annotations

import json
import sys
from html import escape
from typing import Any

WIDTH, MARGIN, LABEL = 960, 16, 84
ROWS = {"speech": 62, "chime": 96, "hold": 130}
COLOURS = {"speech": "#2f6f8f", "chime": "#d9822b", "tone": "#8f7fb8", "hold": "#9cc5a1"}
NAMES = {"speech": "voice", "chime": "chimes", "hold": "holds"}


def draw(timeline: dict[str, Any]) -> str:
    """Return an SVG with a row for the voice, one for the chimes and one for the holds."""
    scale = (WIDTH - MARGIN - LABEL) / timeline["frames"]

    def x(frames: int) -> float:
        return LABEL + frames * scale

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} 190" role="img" '
        'font-family="system-ui, sans-serif" font-size="13">',
        f"<title>{escape(timeline['title'])}: what is heard, and when</title>",
        f'<rect width="{WIDTH}" height="190" rx="10" fill="#fbfaf7"/>',
    ]
    for row, y in ROWS.items():
        parts.append(f'<text x="{MARGIN}" y="{y + 16}" fill="#444">{NAMES[row]}</text>')
    parts += [_step(section, x) for section in _first_of_each_step(timeline["sections"])]
    parts += [_cue(cue, timeline["sections"][cue["section"]], x, scale) for cue in timeline["cues"]]
    minutes = timeline["frames"] // timeline["sample_rate"] // 60
    for minute in range(minutes + 1):
        at = x(minute * 60 * timeline["sample_rate"])
        parts.append(f'<text x="{at:.1f}" y="178" fill="#777" font-size="11">{minute}:00</text>')
    return "\n".join([*filter(None, parts), "</svg>", ""])


def _first_of_each_step(sections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    steps: dict[int, dict[str, Any]] = {}
    for section in sections:
        steps.setdefault(section["step"], section)
    return [section for number, section in steps.items() if 0 < number < max(steps)]


def _step(section: dict[str, Any], x: Any) -> str:
    at = x(section["start"])
    return (
        f'<line x1="{at:.1f}" y1="20" x2="{at:.1f}" y2="162" stroke="#ccc"/>'
        f'<text x="{at + 5:.1f}" y="36" fill="#222" font-weight="600">'
        f"{escape(section['title'])}</text>"
    )


def _cue(cue: dict[str, Any], section: dict[str, Any], x: Any, scale: float) -> str:
    kind = cue["kind"]
    row = "hold" if kind in ("silence", "tone") else kind
    if kind == "silence":
        if section["kind"] != "work":
            return ""
        kind = "hold"
    width = max(1.0, cue["frames"] * scale)
    return (
        f'<rect x="{x(cue["start"]):.1f}" y="{ROWS[row]}" width="{width:.1f}" height="22" '
        f'rx="2" fill="{COLOURS[kind]}"/>'
    )


if __name__ == "__main__":
    sys.stdout.write(draw(json.load(sys.stdin)))
