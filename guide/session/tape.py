"""What a session has played and is about to play: windows of sections, end to end."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audio.clip import Samples
    from audio.mix import Mix
    from guide.session.route import Stop
    from guide.sounds import Sounds
    from guide.timeline import Section

Role = Literal["part", "aside", "time", "pause", "ready", "alarm", "hurt"]
"""What a window is for:

- part: some of the routine;
- aside: words outside of it, while its clocks stand still;
- time: time that was added to a part, or words in a silence of it: its clocks run on;
- pause, ready, alarm: the session waits for the person;
- hurt: a rest after "it hurts".
"""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a section, ``[first, last)``, to be heard as it is.

    Attributes:
        section: where its samples come from.
        first, last: frames from the start of the section.
        role: what it is for.
        stop: the stop on the route that it belongs to.
        over: for words in a silence: the stretch of the part that they are laid over, equally
            long, which comes back when the words are broken off.
        endless: repeated for as long as it is the last on the tape.
    """

    section: Section
    first: int
    last: int
    role: Role
    stop: Stop
    over: Window | None = None
    endless: bool = False

    @property
    def frames(self) -> int:
        """Its length in frames, at least 1."""
        return self.last - self.first

    @property
    def shown(self) -> Window:
        """Itself, or what it is laid over: what the person would see."""
        return self.over or self

    def before(self, inside: int) -> Window:
        """Return its first ``inside`` frames."""
        over = self.over and self.over.before(inside)
        return replace(self, last=self.first + inside, over=over, endless=False)

    def after(self, inside: int) -> Window:
        """Return what follows its first ``inside`` frames."""
        over = self.over and self.over.after(inside)
        return replace(self, first=self.first + inside, over=over)


class Tape:
    """Grows at its end and is cut there, never changed before. Safe for several threads.

    Windows are light: the clips of one at a time are fetched, when it is read.
    """

    def __init__(self, sounds: Sounds) -> None:
        """Begin an empty tape."""
        self._sounds = sounds
        self._windows: list[Window] = []
        self._starts: list[int] = []
        self._complete = False
        self._lock = Lock()
        self._mix: tuple[Section, Mix] | None = None

    @property
    def end(self) -> int:
        """Its length in frames."""
        with self._lock:
            return self._length()

    def lay(self, window: Window) -> None:
        """Append ``window``."""
        with self._lock:
            self._starts.append(self._length())
            self._windows.append(window)

    @property
    def endless(self) -> bool:
        """Whether it ends with an endless window."""
        with self._lock:
            return bool(self._windows) and self._windows[-1].endless

    def again(self) -> None:
        """Append the last window, whole, once more."""
        with self._lock:
            window = self._windows[-1]
            self._starts.append(self._length())
            self._windows.append(replace(window, first=0, last=window.section.frames))

    def complete(self) -> None:
        """Say that nothing comes after what is laid; until the next cut."""
        with self._lock:
            self._complete = True

    def cut(self, frame: int) -> list[Window]:
        """Take away and return everything from ``frame`` on."""
        with self._lock:
            self._complete = False
            if frame >= self._length():
                return []  # an endless window at the end stays one
            index = bisect_right(self._starts, frame) - 1
            tail, inside = self._windows[index:], frame - self._starts[index]
            del self._windows[index:], self._starts[index:]
            if inside > 0:
                self._starts.append(self._length())
                self._windows.append(tail[0].before(inside))
                tail[0] = tail[0].after(inside)
            return tail

    def read(self, start: int, frames: int) -> Samples | None:
        """Return up to ``frames`` samples from ``start``: none yet, or None at the end."""
        with self._lock:
            index = bisect_right(self._starts, start) - 1
            if start >= self._length():
                return None if self._complete else np.zeros(0, np.int16)
            window, inside = self._windows[index], start - self._starts[index]
        if self._mix is None or self._mix[0] is not window.section:
            self._mix = window.section, self._sounds.mix(window.section)
        return self._mix[1].block(window.first + inside, min(frames, window.frames - inside))

    def at(self, frame: int) -> tuple[int, list[Window]]:
        """Return the windows from the one at ``frame`` on, and the frame where that begins.

        Beyond the end it is the last window.
        """
        with self._lock:
            index = max(0, bisect_right(self._starts, frame) - 1)
            return (self._starts[index] if self._starts else 0), self._windows[index:]

    def back(self, frame: int) -> Iterator[Window]:
        """Yield the windows that end by ``frame`` and what is before it of another, the last first.

        Only what can no longer be cut may be asked for.
        """
        with self._lock:
            index = bisect_right(self._starts, frame - 1) - 1
        if index >= 0:
            yield self._windows[index].before(
                min(frame - self._starts[index], self._windows[index].frames)
            )
        for earlier in range(index - 1, -1, -1):
            yield self._windows[earlier]

    def _length(self) -> int:
        return self._starts[-1] + self._windows[-1].frames if self._windows else 0
