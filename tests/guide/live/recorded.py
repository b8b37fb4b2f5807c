"""A real session whose sound is recorded, and what its tape says that should be."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch

import numpy as np

import guide.playing.player
from audio.devices.process import ProcessDevice
from audio.speech.engines import open_voice
from audio.speech.voice import Parameters
from audio.transport import FADE_FRAMES, Transport
from guide.compiling.compiler import Compiler
from guide.compiling.sounds import Sounds
from guide.playing.player import Player
from guide.session.commands import Verb
from tests.audio.devices.playing import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audio.clip import Samples
    from audio.devices.device import Device
    from audio.transport import Edit, Read
    from guide.fitting.plan import Plan
    from guide.session.commands import Command

NEAR = 4 * FADE_FRAMES
"""Frames on each side of a splice in which a click would be."""
BLOCK = 4_800
"""Frames within which a new volume is reached: more than a device pulls at a time."""


class NotedTransport(Transport):
    """Notes the frames of the tape at which it was spliced, or its volume changed."""

    def __init__(self, device: Device, read: Read, start: int = 0, volume: float = 1.0) -> None:
        """Begin with nothing noted."""
        super().__init__(device, read, start, volume)
        self.spliced: list[int] = []
        self.turned: list[tuple[int, float]] = []

    def splice(self, edit: Edit) -> int:
        """See ``Transport.splice``."""
        self.spliced.append(super().splice(edit))
        return self.spliced[-1]

    @property
    def volume(self) -> float:
        """See ``Transport.volume``."""
        return self._volume

    @volume.setter
    def volume(self, volume: float) -> None:
        self._volume = volume
        self.turned.append((self._next, volume))


class Recorded(NamedTuple):
    """What was heard, and what should have been.

    Attributes:
        heard: the recording, from the first frame that is not silent.
        tape: what the tape says from there on, at the volume of each moment.
        loud: the same at full volume.
        spliced: frames of ``tape``.
        turned: frames of ``tape`` at which the volume was changed.
        underruns: as the device counted them.
    """

    heard: Samples
    tape: Samples
    loud: Samples
    spliced: list[int]
    turned: list[int]
    underruns: int

    @property
    def far(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Which frames are outside of fades."""
        far = np.ones(len(self.tape), bool)
        for at in self.spliced:
            far[max(0, at - FADE_FRAMES) : at + FADE_FRAMES] = False
        for at in self.turned:
            far[at : at + BLOCK] = False
        return far


class Recorder:
    """A session with the real voice on the real device."""

    def __init__(self, plan: Plan, sounds: Sounds) -> None:
        """Begin to play ``plan``."""
        self._sounds = sounds
        self.player = Player(Compiler(plan, sounds), sounds)
        self._device = ProcessDevice("miniaudio")
        with patch.object(guide.playing.player, "Transport", NotedTransport):
            self.player.start(self._device)
        self._transport = self.player._course.transport
        assert isinstance(self._transport, NotedTransport)

    def wait_until(self, seconds: float = 0, **wanted: object) -> None:
        """Wait until what is heard has the attributes that are wanted; then some seconds more."""

        def come() -> bool:
            now = self.player.now()
            return all(getattr(now, name) == value for name, value in wanted.items())

        wait_for(come)
        until = self._transport.position + round(48_000 * seconds)
        wait_for(lambda: self._transport.position >= until)

    def do(self, command: Command, seconds: float = 0) -> None:
        """Give a command, and let time pass once it was done."""
        before = len(self._transport.spliced)
        self.player.do(command)
        wait_for(lambda: len(self._transport.spliced) > before)
        self.wait_until(seconds)

    def result(self, samples: Samples) -> Recorded:
        """End the session; compare its tape with what was recorded."""
        self.player.do(Verb.END)
        self.player.over.wait(20)
        self.player.stop()
        loud = self._mixed()
        tape = loud.copy()
        turned = self._transport.turned
        for at, volume in turned:
            tape[at:] = np.rint(loud[at:] * np.float32(volume)).astype(np.int16)
        first = int(np.flatnonzero(tape)[0])
        heard = samples[int(np.flatnonzero(samples)[0]) :]
        frames = min(len(heard), len(tape) - first)
        return Recorded(
            heard[:frames],
            tape[first : first + frames],
            loud[first : first + frames],
            [at - first for at in self._transport.spliced],
            [at - first for at, _ in turned],
            self._device.underruns,
        )

    def _mixed(self) -> Samples:
        blocks = []
        for window in self.player._course.tape.at(0)[1]:
            mix = self._sounds.mix(window.section)
            blocks.append(mix.block(window.first, window.frames))
        return np.concatenate(blocks)


@contextmanager
def spoken() -> Iterator[Sounds]:
    """Sounds with the real voice."""
    voice = open_voice(Parameters("espeak", None, "en", 150))
    try:
        yield Sounds(voice)
    finally:
        voice.close()


def steepest(samples: Samples) -> int:
    """The largest difference between two neighbours; 0 of none."""
    return int(np.abs(np.diff(samples.astype(np.int32))).max(initial=0))


def bound(recorded: Recorded, at: int) -> float:
    """How steep the sound may be around a splice: as the words there are, and the fade itself."""
    before = recorded.loud[max(0, at - NEAR) : at]
    after = recorded.loud[at : at + NEAR]
    largest = max(int(np.abs(side.astype(np.int32)).max(initial=0)) for side in (before, after))
    return max(steepest(before), steepest(after)) + largest * np.pi / 2 / FADE_FRAMES + 2
