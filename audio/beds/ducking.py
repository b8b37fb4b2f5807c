"""A bed under a session: it makes way before anything is heard, and comes back after it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np

from audio.blocks import frames_of, samples_of, with_next
from audio.clip import to_frames

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from audio.beds.bed import Bed
    from audio.blocks import Block
    from audio.loudness import Sound

DEPTH_DB = 8.0
"""How much quieter the bed is under words, chimes and tones."""
ATTACK_S, HOLD_S, RELEASE_S = 0.8, 1.0, 2.0
"""How long it takes to make way, before what is heard; stays so after it; takes to come back."""
FADE_S = 4
"""How long it takes to come at the beginning, and to go before the end."""
_ATTACK, _HOLD, _RELEASE, _FADE = (to_frames(s) for s in (ATTACK_S, HOLD_S, RELEASE_S, FADE_S))
_LONG_AGO = _HOLD + _RELEASE
_AHEAD = FADE_S + 1  # blocks that are looked ahead: the end has to be known a fade before it


def with_bed(blocks: Iterable[Block], bed: Bed, channels: int) -> Iterator[Block]:
    """Yield the blocks with the bed under them.

    Args:
        blocks: of one channel; see ``audio.blocks``.
        bed: begins with the first block.
        channels: 1 or 2, of what is yielded.
    """
    since, start = _LONG_AGO, 0
    with closing(bed.blocks()) as background:
        for block, after in with_next(blocks, _AHEAD):
            sound = samples_of(block)
            left = sum(frames_of(each) for each in after)
            heard, soon = sound != 0, samples_of(after[0]) != 0 if after else np.zeros(0, bool)
            gain = ducked(heard, soon, since) * _faded(start, len(sound), left)
            under = next(background)[: len(sound)] * gain[:, None]
            yield sound[:, None] + under if channels == 2 else sound + under.mean(axis=1)
            since = _since(heard, since)[-1]
            start += len(sound)


def ducked(heard: Sound, soon: Sound, since: int) -> Sound:
    """Return the bed's gain, linear, in each frame of a block.

    Args:
        heard: whether something is heard, in each frame of the block.
        soon: the same of the block after it, which is not shorter than the attack, or the last.
        since: how many frames ago something was heard last, at the frame before the block.
    """
    until = _since(np.concatenate((heard, soon))[::-1], _LONG_AGO)[::-1][: len(heard)]
    going = np.clip(1 - until / _ATTACK, 0, 1)
    coming = np.clip(1 - (_since(heard, since) - _HOLD) / _RELEASE, 0, 1)
    share = 0.5 - 0.5 * np.cos(np.pi * np.maximum(going, coming))  # smooth at both ends, in dB
    return (10 ** (-DEPTH_DB / 20 * share)).astype(np.float32)


def _since(heard: Sound, before: int) -> Sound:
    """Return how many frames ago something was heard, 0 where it is, at each frame."""
    frames = np.arange(len(heard))
    last = np.maximum.accumulate(np.where(heard, frames, -1 - before))
    return np.minimum(frames - last, _LONG_AGO)


def _faded(start: int, frames: int, left: int) -> Sound:
    """Return the gain of the fades at both ends, in each frame of a block.

    Args:
        start: its first frame.
        frames: its length.
        left: how many frames come after it, or a fade's at least.
    """
    at = np.arange(frames)
    share = np.minimum(np.minimum(start + at, left + frames - 1 - at) / _FADE, 1)
    return (0.5 - 0.5 * np.cos(np.pi * share)).astype(np.float32)
