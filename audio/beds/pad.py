"""A pad: four soft chords that melt into each other, each voice two strings slightly apart."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from audio.blocks import BLOCK
from audio.clip import SAMPLE_RATE

if TYPE_CHECKING:
    from audio.beds.bed import Blocks
    from audio.loudness import Sound

_C3 = 130.81  # Hz
_CHORDS = ((0, 7, 12, 16), (-3, 4, 9, 12), (-7, 5, 9, 16), (-5, 7, 11, 14))
"""Semitones from C3: C, A minor, F with a major seventh, G; open, with no voice that leaps."""
_CHORD_S = 16
"""From the middle of a chord to that of the next one; each is heard for twice as long."""
_DETUNE_HZ = 0.23
"""How far a voice's two strings are apart, and so how often it beats in a second."""
_FINE, _PRODUCTS = 128, 30  # frames of a fine turn; products that a second is computed in
_PARTIALS = ((1, 1.0), (2, 0.25), (3, 0.08))


def pad() -> Blocks:
    """Yield the pad; it begins in the middle of its first chord."""
    chords = [_Chord(semitones) for semitones in _CHORDS]
    at_s = np.arange(BLOCK) / SAMPLE_RATE
    for second in count():
        sound = np.zeros((BLOCK, 2), np.float32)
        index, into_s = divmod(second, _CHORD_S)
        turn = np.pi / 2 * (into_s + at_s) / _CHORD_S
        for chord, share in ((index, np.cos(turn)), (index + 1, np.sin(turn))):
            sound += chords[chord % len(chords)].second(second) * share.astype(np.float32)[:, None]
        yield sound


class _Chord:
    """All partials of a chord. Sines are products of coarse turns and fine ones: far quicker."""

    def __init__(self, semitones: tuple[int, ...]) -> None:
        hz, strengths = [], []
        for number, semitone in enumerate(semitones):
            for partial, strength in _PARTIALS:
                for side in (-1, 1):
                    hz.append(_C3 * 2 ** (semitone / 12) * partial + side * _DETUNE_HZ / 2)
                    # One string of a voice is more to the left, the other one to the right.
                    left = 0.5 + 0.3 * side * (-1) ** number
                    strengths.append((strength * left**0.5, strength * (1 - left) ** 0.5))
        self._hz = np.array(hz)
        self._strengths = np.array(strengths).T
        fine = np.exp(2j * np.pi * np.outer(self._hz, np.arange(_FINE) / SAMPLE_RATE))
        self._fine = np.concatenate((fine.imag, fine.real)).astype(np.float32)

    def second(self, number: int) -> Sound:
        """Return what is heard in second ``number``, shape (BLOCK, 2)."""
        at_s = number + np.arange(0, BLOCK, _FINE) / SAMPLE_RATE
        coarse = np.exp(2j * np.pi * (np.outer(at_s, self._hz) % 1.0))
        turned = coarse * self._strengths[:, None, :]
        sides = np.concatenate((turned.real, turned.imag), axis=2).astype(np.float32)
        # In small products: libraries do large ones in threads, which here only stand in line.
        return (sides.reshape(_PRODUCTS, -1, len(self._fine)) @ self._fine).reshape(2, BLOCK).T
