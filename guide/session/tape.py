"""What a session has played and is about to play: windows of sections, end to end."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING, Literal

import numpy as np

from audio.clip import to_frames

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audio.clip import Samples
    from audio.mix import Mix
    from guide.compiling.sounds import Sounds
    from guide.compiling.timeline import Section
    from guide.session.route import Stop

FETCHED = to_frames(30)
"""Frames ahead of what the device has asked for whose clips are at hand."""
BESIDE = to_frames(1)
"""The same of what a command is about to lay: that must not take long, the rest is fetched next."""

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

    Windows are light. The clips of what is read soon are fetched by another thread than the one
    that reads, which must wait neither for a disk nor for a voice.
    """

    def __init__(self, sounds: Sounds) -> None:
        """Begin an empty tape."""
        self._sounds = sounds
        self._windows: list[Window] = []
        self._starts: list[int] = []
        self._complete = False
        self._lock = Lock()
        self._mixes: dict[int, tuple[Section, Mix]] = {}  # by the section's id; only exchanged

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
        """Return up to ``frames`` samples from ``start``; None at the end.

        None come while the next ones are neither laid nor fetched.
        """
        with self._lock:
            index = bisect_right(self._starts, start) - 1
            if start >= self._length():
                return None if self._complete else np.zeros(0, np.int16)
            window, inside = self._windows[index], start - self._starts[index]
        _, mix = self._mixes.get(id(window.section), (None, None))
        first, frames = window.first + inside, min(frames, window.frames - inside)
        if mix is None or not mix.at_hand(first, frames):
            return np.zeros(0, np.int16)
        return mix.block(first, frames)

    def fetch(self, frame: int) -> None:
        """Have at hand what is heard soon after ``frame``, and let go of everything else.

        This and ``fetch_beside`` may take a moment, and are called by one thread at a time.

        Raises:
            VoiceError: a clip is no longer in the cache, and the voice could not speak.
        """
        start, windows = self.at(frame)
        if frame > start and windows:
            first = windows[0].after(frame - start)
            windows = [first, *windows[1:]] if first.frames > 0 else windows[1:]
        spans = self._fetched(windows, FETCHED)
        for key, (first_frame, last) in spans.items():
            self._mixes[key][1].let_go(first_frame, last - first_frame)
        self._mixes = {key: mix for key, mix in self._mixes.items() if key in spans}

    def fetch_beside(self, windows: list[Window]) -> None:
        """Have at hand the beginning of what may be laid in a moment.

        Raises:
            VoiceError: as above.
        """
        self._fetched(windows, BESIDE)

    def _fetched(self, windows: list[Window], left: int) -> dict[int, tuple[int, int]]:
        """Fetch ``left`` frames of ``windows``; return which frames of which section they are."""
        spans: dict[int, tuple[int, int]] = {}
        for window in windows:
            section, last = window.section, min(window.last, window.first + left)
            key = id(section)
            first, end = spans.get(key, (window.first, last))
            spans[key] = min(first, window.first), max(end, last)
            if key not in self._mixes:
                self._mixes = {**self._mixes, key: (section, self._sounds.mix(section))}
            self._mixes[key][1].fetch(window.first, last - window.first)
            left -= last - window.first
            if not left:
                break
        return spans

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
