"""What each cue of a timeline sounds like: the one bridge from cues to clips.

What computes sound is imported when it is first needed: numpy takes as long as ten utterances,
which are spoken meanwhile.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from audio.chime import ChimeName, ToneName
    from audio.clip import Clip
    from audio.mix import Mix
    from audio.speech.voice import Voice
    from guide.compiling.timeline import Cue, Section
    from guide.format.kinds import OwnSound

LENGTHS_KEPT = 10_000
"""Lengths are two words each; clips themselves are kept by the voice's own bounded cache."""


class Sounds:
    """The clips and lengths of one voice and of the chimes."""

    def __init__(
        self,
        voice: Voice,
        spoken: Callable[[str], str] = str,
        own: Mapping[ChimeName, OwnSound] | None = None,
    ) -> None:
        """Make the sounds of cues.

        Args:
            voice: speaks; it stays the caller's to close.
            spoken: turns the words of a cue into what the voice is given to speak, which is also
                what it keeps clips by; by default they are the same.
            own: sounds in place of chimes.
        """
        self.chimes = True
        """False leaves out the chimes that begin from then on, but for the alarm."""
        self.spoken = spoken
        self._voice = voice
        self._own = own or {}
        self.of_speech = lru_cache(LENGTHS_KEPT)(self._measure)

    def revise(
        self, spoken: Callable[[str], str], own: Mapping[ChimeName, OwnSound] | None = None
    ) -> None:
        """Speak and chime like this from now on; what was compiled is to be anew."""
        self.spoken = spoken
        self._own = own or {}
        self.of_speech.cache_clear()

    def of_chime(self, name: ChimeName) -> int:
        """Frames of a chime."""
        return self._chime(name).frames

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
        from audio.chime import NOTHING, tone  # noqa: PLC0415

        if self._muted(cue):
            return NOTHING
        assert cue.sound is not None
        if cue.kind == "chime":
            return self._chime(cast("ChimeName", cue.sound))
        return tone(cast("ToneName", cue.sound), cue.frames)

    def _chime(self, name: ChimeName) -> Clip:
        from audio.chime import chime, in_place_of  # noqa: PLC0415

        own = self._own.get(name)
        return in_place_of(name, own.pcm) if own else chime(name)
