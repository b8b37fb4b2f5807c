"""Sound in blocks of a second, for what comes after the mix.

Where a block begins depends on nothing but time: what is computed block by block is therefore the
same, in whatever runs the sound came.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from audio.clip import SAMPLE_RATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from audio.loudness import Sound
    from audio.mix import Run

    Block: TypeAlias = Sound | int
    """Its samples or, for silence, only its number of frames."""

BLOCK = SAMPLE_RATE
"""Frames of every block but the last one, which may be shorter."""
FULL_SCALE = 32768
"""What 1.0 is in 16 bits; a power of two, so that samples come back as they were."""


def in_blocks(runs: Iterable[Run]) -> Iterator[Block]:
    """Yield the sound of ``runs``: shape (frames,), dtype float32, full scale is 1.0."""
    block, filled, silent = np.zeros(BLOCK, np.float32), 0, True
    for run in runs:
        done, frames = 0, run if isinstance(run, int) else len(run)
        while done < frames:
            some = min(frames - done, BLOCK - filled)
            if not isinstance(run, int):
                np.divide(run[done : done + some], FULL_SCALE, block[filled : filled + some])
                silent = False
            filled += some
            done += some
            if filled == BLOCK:
                yield BLOCK if silent else block
                block, filled, silent = np.zeros(BLOCK, np.float32), 0, True
    if filled:
        yield filled if silent else block[:filled]


def frames_of(block: Block) -> int:
    """Return the length of a block."""
    return block if isinstance(block, int) else len(block)


def samples_of(block: Block, channels: int = 1) -> Sound:
    """Return the samples of a block, also of a silent one: (frames,), or (frames, channels)."""
    if isinstance(block, int):
        return np.zeros(block if channels == 1 else (block, channels), np.float32)
    return block


def with_next(blocks: Iterable[Block], ahead: int = 1) -> Iterator[tuple[Block, list[Block]]]:
    """Yield each block, and as many of those after it as there are, up to ``ahead``."""
    known: deque[Block] = deque()
    for block in blocks:
        known.append(block)
        if len(known) > ahead:
            yield known.popleft(), list(known)
    while known:
        yield known.popleft(), list(known)
