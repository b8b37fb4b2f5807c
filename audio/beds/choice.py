"""Which bed a name stands for; what computes or decodes it is imported when it is chosen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from audio.beds.names import BED_LUFS

if TYPE_CHECKING:
    from audio.beds.bed import Bed

_COMPUTED_MEASURED_S = 24


def bed_of(name: str, lufs: float = BED_LUFS) -> Bed:
    """Return the computed bed of a name, or that of a sound file.

    Args:
        name: one of ``audio.beds.names.COMPUTED``, or a path.
        lufs: how loud it is where nothing is said.

    Raises:
        FileError: the file is none that can be heard, or cannot be read.
    """
    from audio.beds.bed import at_loudness  # noqa: PLC0415

    match name:
        case "rain":
            from audio.beds.rain import rain as begin  # noqa: PLC0415
        case "brown-noise":
            from audio.beds.noise import brown_noise as begin  # noqa: PLC0415
        case "pad":
            from audio.beds.pad import pad as begin  # noqa: PLC0415
        case _:
            from audio.beds.music import music  # noqa: PLC0415

            return music(Path(name), lufs)
    return at_loudness(begin, lufs, _COMPUTED_MEASURED_S)
