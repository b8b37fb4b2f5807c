"""Turning sound up or down as it comes, with its peaks kept below a ceiling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from audio.blocks import samples_of, with_next
from audio.peaks import HALF_WIDTH, peaks_above, smoothed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from audio.blocks import Block
    from audio.loudness import Sound

LIMIT_DBTP = -1.8
"""Where peaks are turned down to. A gain that changes moves the peaks between the frames a little:
what comes out is at -1.7 dBTP or below."""
LOWER_DB = 0.1
"""How much lower for each dB that sound becomes louder. Encoding with loss moves the peaks of loud
sound more: from -1.8 dBTP to -1.0 after 3 dB, -0.5 after 5 and +0.3 after 9. So they come to -1.1
or below, but for what is louder than peaks allow: an M4A of -11.7 LUFS came to -0.7."""
QUARTER = 60
"""A quarter of the way down before a peak, and of the way back: 5 ms, at 48 kHz."""
_MARGIN = 4 * QUARTER + HALF_WIDTH  # what a frame's gain depends on, before and after it


def amplified(blocks: Iterable[Block], gain_db: float, channels: int) -> Iterator[Block]:
    """Yield the blocks, louder or quieter, and with the peaks of all channels limited alike.

    Args:
        blocks: see ``audio.blocks``; full scale is 1.0.
        gain_db: in dB, before the limiter.
        channels: 1 or 2.
    """
    gain = np.float32(10 ** (gain_db / 20))
    ceiling = 10 ** ((LIMIT_DBTP - LOWER_DB * max(0.0, gain_db)) / 20)
    louder = (block if isinstance(block, int) else block * gain for block in blocks)
    before = samples_of(0, channels)
    for block, after in with_next(louder):
        yield _limited(before, block, after, ceiling, channels)
        before = samples_of(block, channels)[-_MARGIN:]


def _limited(
    before: Sound, block: Block, after: list[Block], ceiling: float, channels: int
) -> Block:
    if isinstance(block, int):
        return block
    next_samples = samples_of(after[0], channels)[:_MARGIN] if after else samples_of(0, channels)
    around = np.concatenate((before, block, next_samples))
    gain = np.ones(len(around))
    for channel in around.reshape(len(around), -1).T:
        places, peaks = peaks_above(channel, 0.5 * ceiling)
        loud = peaks > ceiling
        for side in (0, 1):  # the peak lies between this frame and the next
            at = np.minimum(places[loud] + side, len(gain) - 1)
            np.minimum.at(gain, at, ceiling / peaks[loud])
    if gain.min() == 1:
        return block
    kept = smoothed(gain, QUARTER)[len(before) : len(before) + len(block)].astype(np.float32)
    return block * (kept if channels == 1 else kept[:, None])
