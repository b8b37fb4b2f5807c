"""Clips at their places become samples: the only path to sound, live or in a file.

A Mix is one section of a session. Whoever plays or writes several puts them end to end.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from audio.clip import to_frames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from audio.clip import Clip, Samples

    Run: TypeAlias = Samples | int
    """A stretch of sound: its samples or, for silence, only its number of frames."""

_CUT_FADE_S = 0.02


class Placement(NamedTuple):
    """Where a clip is heard; half-open, ``[start, start + frames)``.

    A clip that is longer is faded out and cut; after a shorter one it is silent.

    Attributes:
        start: frames from the start of the mix.
        frames: length in frames, at least 1.
        load: fetches the clip, the same each time. It's called when the clip's turn comes, and
            the clip is let go afterwards, so that clips do not pile up.
        slow: ``load`` may take its time, and is called ahead where sound must not wait for it.
    """

    start: int
    frames: int
    load: Callable[[], Clip]
    slow: bool = True

    @property
    def end(self) -> int:
        """The first frame after it."""
        return self.start + self.frames


class Mix:
    """The sound of a stretch of time of known length.

    Any block of it may be asked for, in any order, and is always the same. One clip is held at
    a time, and those that were fetched ahead: a device's many small blocks fetch each clip once.
    One thread may ask for blocks while another one fetches.
    """

    def __init__(self, frames: int, placements: Sequence[Placement]):
        """Lay out ``frames`` frames.

        Args:
            frames: the whole length.
            placements: in order, without overlap, within the length.

        Raises:
            ValueError: the placements are not so.
        """
        for one, next_one in pairwise(placements):
            if one.end > next_one.start:
                raise ValueError(f"clips overlap or are out of order at frame {next_one.start}")
        if placements and (placements[0].start < 0 or placements[-1].end > frames):
            raise ValueError(f"a clip lies outside of the mix of {frames} frames")
        self.frames = frames
        self._placements = tuple(placements)
        self._starts = [placement.start for placement in placements]
        self._ends = [placement.end for placement in placements]
        self._held: tuple[int, Samples] | None = None
        self._ahead: dict[int, Samples] = {}  # never changed, only exchanged

    def block(self, start: int, frames: int) -> Samples:
        """Return the samples of ``[start, start + frames)``.

        Returns:
            shape (frames,), dtype int16.

        Raises:
            ValueError: some of it lies outside of the mix.
        """
        end = start + frames
        if start < 0 or frames < 0 or end > self.frames:
            raise ValueError(f"[{start}, {end}) is not within the {self.frames} frames of the mix")
        block = np.zeros(frames, np.int16)
        for index in self._within(start, frames):
            placed_at = self._starts[index]
            samples = self._samples(index)[max(0, start - placed_at) : end - placed_at]
            first = max(0, placed_at - start)
            block[first : first + len(samples)] = samples
        return block

    def fetch(self, start: int, frames: int) -> None:
        """Have the slow clips of ``[start, start + frames)`` at hand, beside those that are."""
        missing = [index for index in self._slow(start, frames) if index not in self._ahead]
        for index in missing:
            self._ahead = {**self._ahead, index: _fitted(self._placements[index])}

    def let_go(self, start: int, frames: int) -> None:
        """Let go of the clips that were fetched and are not of ``[start, start + frames)``."""
        kept = self._slow(start, frames)
        self._ahead = {index: clip for index, clip in self._ahead.items() if index in kept}

    def at_hand(self, start: int, frames: int) -> bool:
        """Whether ``block`` would wait for no slow clip."""
        return all(index in self._ahead for index in self._slow(start, frames))

    def _slow(self, start: int, frames: int) -> list[int]:
        """Return the indices of the slow clips of ``[start, start + frames)``."""
        return [index for index in self._within(start, frames) if self._placements[index].slow]

    def _within(self, start: int, frames: int) -> range:
        """Return the indices of all clips of ``[start, start + frames)``."""
        return range(bisect_right(self._ends, start), bisect_left(self._starts, start + frames))

    def runs(self) -> Iterator[Run]:
        """Yield the whole mix in order, silence without its samples; what ``block`` returns."""
        done = 0
        for placement in self._placements:
            samples = _fitted(placement)
            if placement.start > done:
                yield placement.start - done
            if len(samples):
                yield samples
            done = placement.start + len(samples)
        if self.frames > done:
            yield self.frames - done

    def _samples(self, index: int) -> Samples:
        if (fetched := self._ahead.get(index)) is not None:
            return fetched
        held = self._held
        if held is None or held[0] != index:
            held = self._held = index, _fitted(self._placements[index])
        return held[1]


def _fitted(placement: Placement) -> Samples:
    """Fetch the clip, no longer than its placement."""
    samples = placement.load().samples
    if len(samples) <= placement.frames:
        return samples
    fade = min(to_frames(_CUT_FADE_S), placement.frames)
    cut = samples[: placement.frames].copy()
    ramp = 0.5 + 0.5 * np.cos(np.pi * (np.arange(fade) + 0.5) / fade)
    cut[-fade:] = np.rint(cut[-fade:] * ramp)
    return cut
