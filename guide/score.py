"""The sections compiled so far, as one growing row of samples that a transport reads from."""

from __future__ import annotations

from bisect import bisect_right
from threading import Condition
from typing import TYPE_CHECKING

import numpy as np

from audio.clip import SAMPLE_RATE
from audio.mix import Mix
from guide.now import Now
from guide.timeline import Timeline

if TYPE_CHECKING:
    from audio.clip import Samples
    from guide.sounds import Sounds
    from guide.timeline import Section, Warning


class Score:
    """Filled by one thread, read by others. Sections are light: clips are fetched when mixed."""

    def __init__(self, sounds: Sounds) -> None:
        """Begin with no section."""
        self._sounds = sounds
        self._sections: list[Section] = []
        self._starts: list[int] = []
        self._grown = Condition()
        self._complete = False
        self._failure: Exception | None = None
        self._mix: tuple[Section, Mix] | None = None

    def add(self, section: Section) -> None:
        """Append the next section, which begins where the last one ended."""
        with self._grown:
            self._sections.append(section)
            self._starts.append(section.start)
            self._grown.notify_all()

    def finish(self, failure: Exception | None = None) -> None:
        """Say that no section comes any more, because of ``failure`` if there is one."""
        with self._grown:
            self._complete = failure is None
            self._failure = failure
            self._grown.notify_all()

    def wait_for_first(self) -> None:
        """Wait until there is something to play.

        Raises:
            VoiceError: whatever kept the first section from being compiled.
        """
        with self._grown:
            self._grown.wait_for(lambda: self._sections or self._failure)
            if not self._sections and self._failure:
                raise self._failure

    @property
    def warnings(self) -> tuple[Warning, ...]:
        """What the compiler had to do, as far as it has come; each once."""
        return Timeline("", SAMPLE_RATE, tuple(self._sections)).warnings

    @property
    def failure(self) -> Exception | None:
        """Why the sections ended early, if they did."""
        return self._failure

    @property
    def frames(self) -> int | None:
        """The session's length, or None until all sections are there."""
        return self._sections[-1].end if self._complete else None

    def read(self, start: int, frames: int) -> Samples | None:
        """Return up to ``frames`` samples from ``start``: none yet, or None at the end."""
        index = bisect_right(self._starts, start) - 1
        section = self._sections[index]
        if start >= section.end:
            over = self._complete or self._failure
            return None if over else np.zeros(0, np.int16)
        if self._mix is None or self._mix[0] is not section:
            self._mix = (section, Mix(section.frames, self._sounds.placements(section)))
        inside = start - section.start
        return self._mix[1].block(inside, min(frames, section.frames - inside))

    def at(self, position: int, waiting: bool = False) -> Now:
        """Return what is heard at ``position``."""
        position = min(position, self._sections[-1].end - 1)
        index = bisect_right(self._starts, position) - 1
        section = self._sections[index]
        inside = position - section.start
        cue = next(cue for cue in section.cues if inside < cue.end)
        later = (s for s in self._sections[index:] if s.step > section.step)
        following = (s.title for s in later if s.kind == "instruction")
        return Now(position, self.frames, section, cue, next(following, None), waiting)
