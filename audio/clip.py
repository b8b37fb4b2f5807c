"""A clip of sound, and the only place where seconds become frames."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy import dtype, int16, ndarray

    Samples = ndarray[Any, dtype[int16]]

SAMPLE_RATE = 48_000
"""Frames in a second, in Hz, of everything after the voices."""


def to_frames(seconds: float, sample_rate: int = SAMPLE_RATE) -> int:
    """Return the whole number of frames nearest to ``seconds``."""
    return round(seconds * sample_rate)


def to_seconds(frames: int, sample_rate: int = SAMPLE_RATE) -> float:
    """Return the length of ``frames`` in seconds."""
    return frames / sample_rate


def to_milliseconds(frames: int, sample_rate: int = SAMPLE_RATE) -> int:
    """Return the whole number of milliseconds nearest to ``frames``; a half rounds up."""
    return (2000 * frames + sample_rate) // (2 * sample_rate)


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """Finished mono sound, ready to be mixed: trimmed, faded and at its loudness.

    Attributes:
        samples: shape (frames,), dtype int16, at ``SAMPLE_RATE``; read-only.
    """

    samples: Samples

    @property
    def frames(self) -> int:
        """The length in frames."""
        return len(self.samples)
