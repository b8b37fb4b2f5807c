"""Which frames of a source lie where in a stream that also carries silence."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass


@dataclass(slots=True)
class _Span:
    """``frames`` of the stream from ``start``; it stands still at ``source``, or runs from it."""

    start: int
    frames: int
    source: int
    runs: bool


class Ledger:
    """Maps frames of a stream back to frames of its source.

    Spans are added at the stream's end and forgotten once passed, so it stays small.
    """

    def __init__(self, source: int = 0) -> None:
        """Begin an empty stream, with its source at frame ``source``."""
        self._spans = deque([_Span(0, 0, source, runs=False)])

    @property
    def frames(self) -> int:
        """The length of the stream so far, in frames."""
        return self._spans[-1].start + self._spans[-1].frames

    def add_source(self, source: int, frames: int) -> None:
        """Append ``frames`` of the source, from its frame ``source``."""
        self._add(source, frames, runs=True)

    def add_silence(self, source: int, frames: int) -> None:
        """Append silence, during which the source stands still at frame ``source``."""
        self._add(source, frames, runs=False)

    def at(self, frame: int) -> int:
        """Return the frame of the source that lies at ``frame`` of the stream.

        Frames beyond the end are taken as the end. Ask in rising order: what lies before
        ``frame`` is forgotten.
        """
        while len(self._spans) > 1 and frame >= self._spans[1].start:
            self._spans.popleft()
        span = self._spans[0]
        return span.source + min(max(frame - span.start, 0), span.frames) * span.runs

    def _add(self, source: int, frames: int, *, runs: bool) -> None:
        last = self._spans[-1]
        if last.runs == runs and source == last.source + last.frames * runs:
            last.frames += frames
        else:
            self._spans.append(_Span(self.frames, frames, source, runs))
