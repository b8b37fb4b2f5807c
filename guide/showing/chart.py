"""A timeline as a picture of signs, for a terminal: ``guide show --chart``."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from audio.clip import to_frames, to_seconds
from guide.language.columns import columns, fitted
from guide.language.durations import about, clock, spent
from guide.problems.problem import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from guide.compiling.timeline import Beat, Cue, Section, Timeline

What = Literal["words", "hold", "move", "quiet", "chime"]
"""What a stretch of time is filled with."""

MEANINGS: dict[What, str] = {
    "words": "words",
    "hold": "hold",
    "move": "in a rhythm",
    "quiet": "quiet",
    "chime": "chime",
}
LEAST_COLUMNS = 60
_COLUMN_S = (0.5, 1, 2, 3, 5, 10, 15, 20, 30, 60, 90, 120, 180, 300, 600, 1800, 3600)
"""What one column may stand for, in seconds."""
_TICK_S = (10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400)
_TICK_COLUMNS = 9
"""A mark of the time with some room around it."""


class Signs(NamedTuple):
    """What is drawn for each."""

    of: dict[What, str]
    more: str


BLOCKS = Signs({"words": "▒", "hold": "█", "move": "▄", "quiet": "·", "chime": "│"}, "…")
ASCII = Signs({"words": ":", "hold": "#", "move": "=", "quiet": ".", "chime": "|"}, "~")


class Stretch(NamedTuple):
    """A time that is filled with one thing; frames from any beginning, half-open."""

    start: int
    end: int
    what: What


class Row(NamedTuple):
    """A line of the chart: the instruction and the work of one side, or what is around."""

    name: str
    side: str
    start: int
    frames: int
    stretches: tuple[Stretch, ...]


def chart(timeline: Timeline, width: int, signs: Signs = BLOCKS) -> Iterator[str]:
    """Yield the lines of the picture.

    Args:
        timeline: the session.
        width: columns of the terminal; fewer than ``LEAST_COLUMNS`` are taken for so many.
        signs: what to draw with, such as ``ASCII``.
    """
    width = max(width, LEAST_COLUMNS)
    yield fitted(
        f"{printable(timeline.title)} ({about(timeline.frames)})", width, signs.more
    ).rstrip()
    yield ""
    yield from _whole(timeline, width, signs)
    yield ""
    rows = list(_rows(timeline))
    layout = _Layout(rows, timeline.frames, width)
    for row in rows:
        yield layout.line(row, signs)
    yield f"{clock(timeline.frames):>{layout.clock}}  the end"
    yield ""
    yield "   ".join(f"{sign} {MEANINGS[what]}" for what, sign in signs.of.items())
    yield f"A column of a step is {spent_s(layout.column_s)}; lengths are estimates."


def spent_s(seconds: float) -> str:
    """Return a length of time, down to half a second."""
    return spent(seconds) if seconds >= 1 else f"{seconds:g} s"


def filled_with(section: Section) -> Iterator[Stretch]:
    """Yield what fills the time of ``section``; words in a hold are words."""
    beats = iter(section.beats)
    beat = next(beats, None)
    for cue in section.cues:
        while beat and beat.end <= cue.start:
            beat = next(beats, None)
        start = section.start + cue.start
        yield Stretch(start, start + cue.frames, _what(cue, beat))


def _what(cue: Cue, beat: Beat | None) -> What:
    if cue.kind == "speech":
        return "words"
    if cue.kind == "chime":
        return "chime"
    if beat is None or cue.start < beat.start:
        return "quiet"
    return "hold" if beat.held else "move"


def _rows(timeline: Timeline) -> Iterator[Row]:
    last = timeline.sections[-1].step if timeline.sections else 0
    for step, group in groupby(timeline.sections, key=lambda section: section.step):
        around = "Before" if step == 0 else "After" if step == last else None
        for index, sections in enumerate(_by_side(tuple(group))):
            first = sections[0]
            name = around or (f"{step} {first.title}" if index == 0 else "")
            yield Row(
                printable(name),
                printable(sections[-1].side or ""),
                first.start,
                sum(section.frames for section in sections),
                tuple(stretch for section in sections for stretch in filled_with(section)),
            )


def _by_side(sections: tuple[Section, ...]) -> Iterator[tuple[Section, ...]]:
    """Yield a step's sections side by side: each begins with an instruction or a change."""
    begin = 0
    for index, section in enumerate(sections):
        if section.kind == "change":
            yield sections[begin:index]
            begin = index
    yield sections[begin:]


class _Layout:
    """How wide each part of a line is, for all lines alike."""

    def __init__(self, rows: Sequence[Row], frames: int, width: int) -> None:
        self.clock = max(5, len(clock(frames)))
        self._length = max(len(clock(row.frames)) for row in rows)
        self._name = min(max(columns(row.name) for row in rows), max(14, width // 4))
        self._side = min(max(columns(row.side) for row in rows), max(5, width // 10))
        gaps = 2 + (1 if self._side else 0) + 2 + 1
        bar = width - self.clock - self._name - self._side - self._length - gaps
        longest_s = to_seconds(max(row.frames for row in rows))
        self.column_s = next((s for s in _COLUMN_S if longest_s <= s * bar), longest_s / bar)
        self._bar = min(bar, -int(-longest_s // self.column_s))

    def line(self, row: Row, signs: Signs) -> str:
        cells = max(1, round(to_seconds(row.frames) / self.column_s))
        bar = _drawn(row.stretches, row.start, row.frames, min(cells, self._bar), signs)
        side = f" {fitted(row.side, self._side, signs.more)}" if self._side else ""
        return (
            f"{clock(row.start):>{self.clock}}  {fitted(row.name, self._name, signs.more)}{side}"
            f"  {bar:<{self._bar}} {clock(row.frames):>{self._length}}"
        )


def _whole(timeline: Timeline, width: int, signs: Signs) -> Iterator[str]:
    """Yield the whole session on one line, and the time below it."""
    stretches = tuple(s for section in timeline.sections for s in filled_with(section))
    yield _drawn(stretches, 0, timeline.frames, width, signs)
    seconds = to_seconds(timeline.frames)
    most = max(1, width // _TICK_COLUMNS)
    tick = next((s for s in _TICK_S if seconds / s <= most), _TICK_S[-1])
    line = ""
    for at_s in range(0, int(seconds) + 1, tick):
        mark = clock(to_frames(at_s))
        column = int(at_s / seconds * width) if seconds else 0
        if column + len(mark) <= width:
            line = f"{line:<{column}}{mark}"
    yield line


def _drawn(stretches: Sequence[Stretch], start: int, frames: int, cells: int, signs: Signs) -> str:
    """Return a bar: each cell shows what fills most of its time."""
    shares: list[dict[What, int]] = [{} for _ in range(cells)]
    for stretch in stretches:
        begin, end = stretch.start - start, stretch.end - start
        for cell in range(begin * cells // frames, -(-end * cells // frames)):
            inside = min(end * cells, (cell + 1) * frames) - max(begin * cells, cell * frames)
            shares[cell][stretch.what] = shares[cell].get(stretch.what, 0) + inside
    return "".join(signs.of[max(share, key=lambda what: share[what])] for share in shares)
