"""How much louder or quieter a session has to be, so that it is as loud as a person wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from audio.blocks import in_blocks
from audio.clip import SAMPLE_RATE
from audio.limiter import amplified
from audio.loudness import loudness_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from guide.compiling.sounds import Sounds
    from guide.compiling.timeline import Section

TOLERANCE_LU = 0.3
_SECOND_CHANNEL_LU = 3.01  # the same in two channels is that much louder
_TURNS = 3


class Levelled(NamedTuple):
    """What makes a session as loud as is wanted.

    Attributes:
        gain_db: for ``mixed_down``.
        lufs: how loud it then is: less than wanted, where its peaks allow no more.
    """

    gain_db: float
    lufs: float


def levelled(
    lufs: float, channels: int, sections: Callable[[], Iterable[Section]], sounds: Sounds
) -> Levelled:
    """Return the gain with which a session has the integrated loudness ``lufs``.

    It is heard through once to measure it, and again for each time that the limiter is allowed for.
    A bed does not count: what is said is as loud with it as without.

    Args:
        lufs: wanted.
        channels: 1 or 2.
        sections: compiles the session.
        sounds: what the cues sound like.
    """

    def measured(gain_db: float) -> float:
        runs = (run for section in sections() for run in sounds.mix(section).runs())
        one_channel = loudness_of(amplified(in_blocks(runs), gain_db, 1), SAMPLE_RATE)
        return one_channel + _SECOND_CHANNEL_LU * (channels - 1)

    gain_db = 0.0
    reached = measured(gain_db)
    for _ in range(_TURNS):
        if abs(lufs - reached) <= TOLERANCE_LU / 3:
            break
        gain_db += lufs - reached
        reached = measured(gain_db)
    return Levelled(gain_db, reached)
