"""What a live session says beside the routine: sections of their own, compiled when needed."""

from __future__ import annotations

from functools import cached_property
from threading import Thread
from typing import TYPE_CHECKING

from audio.clip import to_frames
from audio.errors import VoiceError
from guide.compiling.compiler import BREATH
from guide.compiling.counting import COUNT, count_down
from guide.compiling.row import Row
from guide.compiling.timeline import Section
from guide.compiling.wording import Filler

if TYPE_CHECKING:
    from guide.compiling.outline import Part
    from guide.compiling.row import Lengths
    from guide.language.words import Words

ROUND = to_frames(30)
"""How often a step that waits for the person reminds of it."""
REST_S = 20.0
"""Seconds of rest after "it hurts" until the session goes on by itself."""


class Asides:
    """Speaks with the session's voice. A voice that fails makes a silence: the session goes on."""

    def __init__(self, lengths: Lengths, words: Words, wake_s: float = 0.0) -> None:
        """Say ``words``.

        Args:
            lengths: measures speech.
            words: of the routine's language.
            wake_s: length of a soft sound before speech, in seconds.
        """
        self.words = words
        self._lengths = lengths
        self._wake = to_frames(wake_s)
        self._moment: Section | None = None  # once it was wanted

    def prepare(self) -> None:
        """Speak once what has to come at once, so that it is in the cache.

        What waits for the person is laid while the sound is kept waiting: it must be there.
        """
        for text in (self.words.paused, self.words.more, self.words.less):
            self.say(text)
        _ = self.ready, self.alarm

    def moment(self) -> Section:
        """Return a chime and, once it is spoken, a word that what comes is not ready yet.

        It is spoken in the background, beside what is late: by no other voice, which would startle.
        """
        if self._moment is None:
            row = Row(self._lengths, None)
            row.chime("halfway")
            self._moment = _section(row)
            Thread(target=self._speak_of_moment, name="moment", daemon=True).start()
        return self._moment

    def _speak_of_moment(self) -> None:
        row = Row(self._lengths, None)
        row.chime("halfway")
        self._speak(row, self.words.one_moment)
        self._moment = _section(row)

    def say(self, *sentences: str, counts: int = 0) -> Section:
        """Return ``sentences``, then ``counts`` numbers counted down, one a second."""
        row = self._row()
        for sentence in sentences:
            self._speak(row, sentence)
        over = row.cursor + counts * COUNT
        try:
            count_down(row, self._lengths, self.words, counts)
        except VoiceError:
            row.silence_until(over)
        return _section(row)

    def silence(self, frames: int) -> Section:
        """Return ``frames`` of silence."""
        row = Row(self._lengths, None)
        row.silence(frames)
        return _section(row)

    @cached_property
    def ready(self) -> Section:
        """A soft word that the session waits, and the time until it is said again."""
        row = self._row()
        self._speak(row, self.words.ready, ROUND)
        return _section(row)

    @cached_property
    def alarm(self) -> Section:
        """The alarm, with how to end it."""
        row = Row(self._lengths, None)
        row.silence(BREATH)
        self._speak(row, self.words.alarm)
        row.chime("alarm")
        return _section(row)

    def hurt(self, part: Part, then: str) -> Section:
        """Return how to come out of the step of ``part``, what is on offer, and the rest.

        ``then`` is what comes after it, as in ``Words.follows``.
        """
        assert part.step
        row, come_out = self._row(), part.step.come_out
        come_out = come_out and Filler(part, self.words)(come_out)
        for sentence in self.words.hurt(come_out, part.step.easier is not None, REST_S, then):
            self._speak(row, sentence)
        row.silence(to_frames(REST_S))
        return _section(row)

    def _row(self) -> Row:
        row = Row(self._lengths, None)
        if self._wake > 0:
            row.tone("wake", self._wake)
        return row

    def _speak(self, row: Row, text: str, silence: int = BREATH) -> None:
        try:
            row.speak(text)
        except VoiceError:
            row.silence(BREATH)  # the routine itself says when its voice is lost
        row.silence(silence)


def _section(row: Row) -> Section:
    return Section(0, "", "aside", None, 0, row.cursor, row.cues)
