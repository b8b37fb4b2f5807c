"""Lines of text: one that is rewritten on a terminal, one for each cue where there is none."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import click

from guide.durations import clock

if TYPE_CHECKING:
    from guide.now import Now
    from guide.timeline import Cue

CLEAR_LINE = "\r\x1b[2K"


class ProgressLine:
    """The words as they are spoken and, below them, a line of what now, how long, what next."""

    def __init__(self) -> None:
        """Begin with nothing shown."""
        self._captions = LogLines()

    def show(self, now: Now) -> None:
        """Rewrite the line, below the words of a cue that has just begun."""
        click.echo(CLEAR_LINE, nl=False)
        self._captions.show(now)
        width = shutil.get_terminal_size().columns - 1
        click.echo(_fit(_line(now), width), nl=False)

    def close(self) -> None:
        """Take the line away."""
        click.echo(CLEAR_LINE, nl=False)


class LogLines:
    """A line for each cue that is heard: for a pipe, a log file or a screen reader."""

    def __init__(self) -> None:
        """Begin with nothing shown."""
        self._shown: tuple[int, int] | None = None

    def show(self, now: Now) -> None:
        """Print the line of a cue that has just begun."""
        moment = (now.section.start, now.cue.start)
        if moment == self._shown or now.cue.kind == "silence":
            return
        self._shown = moment
        click.echo(f"{clock(now.section.start + now.cue.start):>7}  {_heard(now.cue)}")

    def close(self) -> None:
        """Nothing is left open."""


def _line(now: Now) -> str:
    section, cue = now.section, now.cue
    what = section.title
    if section.side:
        what += f" ({section.side} side)"
    if section.kind == "work":
        of_phase = [c for c in section.cues if (c.phase, c.rep) == (cue.phase, cue.rep)]
        left = clock(section.start + of_phase[-1].end - now.position)
        what += f", {cue.phase} {left}" if cue.phase else f" {left}"
    to_go = clock(now.total - now.position) if now.total else "..."
    following = f" | next: {now.next_title}" if now.next_title else ""
    return f"{what} | {to_go} to go{following}"


def _heard(cue: Cue) -> str:
    return cue.text or f"({(cue.sound or '').replace('_', ' ')} {cue.kind})"


def _fit(line: str, width: int) -> str:
    return line if len(line) <= width else f"{line[: max(0, width - 1)]}…"
