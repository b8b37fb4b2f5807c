"""A soft sound before whatever ends a silence: wireless speakers fall asleep in silence.

What they play next loses its first syllables while they wake up: half a second to a second of
it, as people report of Bluetooth speakers and headsets. They go by the signal, so the sound may
be soft, but digital silence would not do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio.clip import to_frames

if TYPE_CHECKING:
    from guide.compiling.timeline import Cue, Section

ASLEEP_AFTER = to_frames(3)
"""Silence that a speaker may fall asleep in."""


def with_wake(section: Section, frames: int) -> Section:
    """Return ``section`` with a soft sound at the end of each long silence; nothing moves.

    The last frames of a silence become a tone ``wake`` where words or a chime come next, in the
    section or behind it. Tones to breathe with are sound: no silence is counted through them.

    Args:
        section: a compiled section.
        frames: the sound's length; 0 or less for none. It is shorter in a shorter silence.
    """
    if frames <= 0:
        return section
    cues: list[Cue] = []
    quiet = 0  # frames of silence before ``following``, which may be of several cues
    for cue, following in zip(section.cues, (*section.cues[1:], None), strict=True):
        quiet = quiet + cue.frames if cue.kind == "silence" else 0
        sounds = following is None or following.kind in ("speech", "chime")
        if quiet >= ASLEEP_AFTER and sounds:
            cues += _woken(cue, min(frames, cue.frames))
        else:
            cues.append(cue)
    return section._replace(cues=tuple(cues))


def _woken(silence: Cue, frames: int) -> list[Cue]:
    """Return what is left of a silence, if anything, and the sound of ``frames`` at its end."""
    left = silence.frames - frames
    sound = silence._replace(kind="tone", sound="wake", start=silence.start + left, frames=frames)
    return [silence._replace(frames=left), sound] if left else [sound]
