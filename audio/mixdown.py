"""From the mix to what a file keeps: its channels, its sample rate and its bits.

mix -> blocks -> over a bed -> amplified -> stereo -> resampled -> rounded -> writers
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from audio.clip import SAMPLE_RATE, to_frames, to_seconds
from audio.files.writer import Encoding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from audio.beds.bed import Bed
    from audio.blocks import Block
    from audio.mix import Run

AS_MIXED = Encoding()
"""What needs nothing done to it."""


def mixed_down(
    runs: Iterable[Run], encoding: Encoding, gain_db: float = 0.0, bed: Bed | None = None
) -> Iterator[Run]:
    """Yield the sound of ``runs`` as ``encoding`` has it; as many frames as its rate makes of it.

    Memory does not grow with the sound, and its bytes do not depend on where runs begin.

    Args:
        runs: mono, int16, at ``SAMPLE_RATE``, or silence.
        encoding: of channels, rate and bits.
        gain_db: how much louder it becomes, in dB, the bed with it; peaks are limited then.
        bed: what is heard under it.
    """
    as_is = (encoding.channels, encoding.rate, encoding.bits) == (1, SAMPLE_RATE, 16)
    if as_is and not gain_db and bed is None:
        yield from runs
        return
    from audio.blocks import in_blocks  # noqa: PLC0415 - numpy, which most exports need later

    blocks = in_blocks(runs)
    channels = 1
    if bed:
        from audio.beds.ducking import with_bed  # noqa: PLC0415

        channels = encoding.channels
        blocks = with_bed(blocks, bed, channels)
    if gain_db or bed:
        from audio.limiter import amplified  # noqa: PLC0415

        blocks = amplified(blocks, gain_db, channels)
    if encoding.channels > channels:
        blocks = map(_doubled, blocks)
    if encoding.rate != SAMPLE_RATE:
        blocks = _resampled(blocks, encoding)
    for block in blocks:
        yield block if isinstance(block, int) else _rounded(block, encoding.bits)


def _doubled(block: Block) -> Block:
    return block if isinstance(block, int) else block[:, None].repeat(2, axis=1)


def _resampled(blocks: Iterable[Block], encoding: Encoding) -> Iterator[Block]:
    """Yield blocks at the other rate; their length is told by time, not by the filter."""
    import soxr  # noqa: PLC0415 - where it is needed

    from audio.blocks import samples_of  # noqa: PLC0415

    stream = soxr.ResampleStream(SAMPLE_RATE, encoding.rate, encoding.channels, "float32")
    taken = given = 0
    for block in blocks:
        samples = samples_of(block, encoding.channels)
        taken += len(samples)
        resampled = stream.resample_chunk(samples)
        given += len(resampled)
        yield resampled
    rest = to_frames(to_seconds(taken), encoding.rate) - given
    last = stream.resample_chunk(samples_of(0, encoding.channels), last=True)[:rest]
    yield last
    if rest > len(last):
        yield rest - len(last)


def _rounded(samples: Any, bits: int) -> Any:
    """Return whole numbers: int16, or int32 with 24 bits in its upper bytes."""
    import numpy as np  # noqa: PLC0415

    half = 1 << (bits - 1)
    whole = np.clip(np.rint(samples * half), -half, half - 1)
    if bits == 16:
        return whole.astype(np.int16, order="C")
    return whole.astype(np.int32, order="C") << 8
