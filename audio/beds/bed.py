"""What all beds have in common, and how loud they are."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from audio.clip import SAMPLE_RATE
from audio.errors import AudioError
from audio.loudness import loudness_of

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from audio.loudness import Sound

    Blocks = Generator[Sound, None, None]
    """An endless bed: blocks of ``BLOCK`` frames, shape (BLOCK, 2), float32; close it."""


class BedError(AudioError):
    """A file cannot be a bed."""


@dataclass(frozen=True, slots=True)
class Bed:
    """An endless background at its loudness.

    Attributes:
        begin: begins it, the same each time.
        gain: linear.
    """

    begin: Callable[[], Blocks]
    gain: float

    def blocks(self) -> Blocks:
        """Yield the bed from its beginning."""
        gain = np.float32(self.gain)
        with closing(self.begin()) as blocks:
            for block in blocks:
                yield block * gain


def at_loudness(begin: Callable[[], Blocks], lufs: float, measured_s: int) -> Bed:
    """Return a bed of the integrated loudness ``lufs``, as its first seconds have it.

    Raises:
        BedError: they are silent.
    """
    with closing(begin()) as blocks:
        found = loudness_of(islice(blocks, measured_s), SAMPLE_RATE)
    if not np.isfinite(found):
        raise BedError("is silent")
    return Bed(begin, 10 ** ((lufs - found) / 20))
