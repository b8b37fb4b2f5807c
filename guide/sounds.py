"""What each cue of a timeline sounds like: the one bridge from cues to clips.

What computes sound is imported when it is first needed: numpy takes as long as ten utterances,
which are spoken meanwhile.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from audio.chime import ChimeName
    from audio.clip import Clip
    from audio.mix import Mix
    from audio.speech.voice import Voice
    from guide.timeline import Cue, Section

LENGTHS_KEPT = 10_000
"""Lengths are two words each; clips themselves are kept by the voice's own bounded cache."""


class Sounds:
    """The clips and lengths of one voice and of the chimes."""

    def __init__(self, voice: Voice, spoken: Callable[[str], str] = str) -> None:
        """Make the sounds of cues.

        Args:
            voice: speaks; it stays the caller's to close.
            spoken: turns the words of a cue into what the voice is given to speak, which is also
                what it keeps clips by; by default they are the same.
        """
        self.chimes = True
        """False leaves out the chimes that begin from then on, but for the alarm."""
        self.spoken = spoken
        self._voice = voice
        self.of_speech = lru_cache(LENGTHS_KEPT)(self._measure)

    def respell(self, spoken: Callable[[str], str]) -> None:
        """Speak words as ``spoken`` turns them from now on; what was compiled is to be anew."""
        self.spoken = spoken
        self.of_speech.cache_clear()

    def of_chime(self, name: ChimeName) -> int:
        """Frames of a chime."""
        from audio.chime import chime  # noqa: PLC0415

        return chime(name).frames

    def mix(self, section: Section) -> Mix:
        """Return the sound of ``section``, from its own frame 0."""
        from audio.mix import Mix, Placement  # noqa: PLC0415

        placements = [
            # A chime is there already; whether it's muted is seen when its turn comes.
            Placement(cue.start, cue.frames, partial(self._clip, cue), slow=cue.kind != "chime")
            for cue in section.cues
            if cue.kind != "silence"
        ]
        return Mix(section.frames, placements)

    def _muted(self, cue: Cue) -> bool:
        return not self.chimes and cue.kind == "chime" and cue.sound != "alarm"

    def _measure(self, text: str, speed: float = 1.0) -> int:
        return self._voice.speak(self.spoken(text), speed).frames

    def _clip(self, cue: Cue) -> Clip:
        if cue.kind == "speech":
            assert cue.text is not None
            return self._voice.speak(self.spoken(cue.text), cue.speed)
        from audio.chime import NOTHING, chime, tone  # noqa: PLC0415

        if self._muted(cue):
            return NOTHING
        assert cue.sound is not None
        return chime(cue.sound) if cue.kind == "chime" else tone(cue.sound, cue.frames)
