"""Whether sessions stumble over a voice that is as slow as a neural one on a small machine.

    python bench/speaking_ahead.py            the bundled routines in full, at 8 times the speed
    python bench/speaking_ahead.py --quick    some seconds of one, so that it keeps working

The voice is Piper with the tiny model of the tests, in its workers, which is held back until each
clip has taken its real-time factor. Where all goes faster, it does so too, and so do the waits
until something is told, and what counts as quick. The worker has loaded its model before. Every
frame of silence that nobody wrote is counted, as the device was given it.

Target: with a real-time factor of 0.3 none after the first sound; where there are any, it ends with
status 3. On a machine that is too busy to speak as fast as it should, nothing can be told.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from audio.clip import SAMPLE_RATE, to_seconds
from audio.devices.null import NullDevice
from audio.speech.engines import open_voice
from audio.speech.voice import Parameters
from bench.rows import NOT_KEPT, tell
from guide.compiling.compiler import Compiler
from guide.compiling.sounds import Sounds
from guide.fitting.fit import Wanted, fit
from guide.library.finding import load, names
from guide.playing import player as player_module
from guide.playing.player import Conditions, Player
from guide.session import ahead, course
from tests.audio.speech.tiny_voice import install_tiny

if TYPE_CHECKING:
    from audio.clip import Clip
    from audio.devices.device import Pull
    from audio.speech.voice import Voice


TARGET, TOO_SLOW = 0.3, 0.35
"""The real-time factor that has to do; and from which, as it is measured, the machine was busy."""


class SlowVoice:
    """Speaks as another voice does, at a real-time factor; what was spoken is kept by that."""

    def __init__(self, voice: Voice, factor: float) -> None:
        self.name, self.version, self.language = voice.name, voice.version, voice.language
        self._voice = voice
        self._factor = factor
        self._spoken: set[tuple[str, float]] = set()
        self.spent_s = self.sound_s = 0.0

    def speak(self, text: str, speed: float = 1.0) -> Clip:
        """Return the clip, late."""
        begin = time.perf_counter()
        clip = self._voice.speak(text, speed)
        if (text, speed) in self._spoken:
            return clip
        self._spoken.add((text, speed))
        sound_s = clip.frames / SAMPLE_RATE
        time.sleep(max(0.0, begin + self._factor * sound_s - time.perf_counter()))
        self.spent_s += time.perf_counter() - begin
        self.sound_s += sound_s
        return clip

    def close(self) -> None:
        """Close the other one."""
        self._voice.close()


class Listening(NullDevice):
    """Counts what it is given while the session does not go on: ``waits``, in frames."""

    def __init__(self, speed: float, player: Player) -> None:
        super().__init__(speed)
        self._player = player
        self.waits: list[int] = []

    def start(self, pull: Pull) -> None:
        """See ``Device.start``."""
        silent = 0

        def listen(frames: int) -> bytes:
            nonlocal silent
            before = self._position()
            block = pull(frames)
            went_on = self._position() - before
            if went_on and silent:  # what is silent at the end is no wait
                self.waits.append(silent)
                silent = 0
            silent += frames - went_on  # at the end of a block
            return block

        super().start(listen)

    def _position(self) -> int:
        return self._player._course.transport.next


class Outcome(NamedTuple):
    """Of one session; in seconds of its own time.

    Attributes:
        first_s: until something was heard.
        told: how many times it was told that it takes a moment.
        waits_s: silences after that.
        length_s: how much of it was played.
        factor: seconds that a second of speech took.
    """

    first_s: float
    told: int
    waits_s: list[float]
    length_s: float
    factor: float


def play(name: str, factor: float, speed: float, limit_s: float) -> Outcome:
    """Play a bundled routine, ``speed`` times as fast, for ``limit_s`` of its seconds at most."""
    voice = SlowVoice(open_voice(Parameters("piper")), factor / speed)
    try:
        voice.speak("Ready.")
        sounds = Sounds(voice)
        begin = time.perf_counter()
        plan = fit(load(name), Wanted()).plan
        player = Player(Compiler(plan, sounds), sounds, Conditions(attended=False))
        device = Listening(speed, player)
        player.start(device)
        first_s = (time.perf_counter() - begin) * speed
        player.over.wait(limit_s / speed)
        windows = player._course.tape.at(0)[1]
        told = sum(
            window.role == "aside" and window.section.cues[0].sound == "halfway"
            for window in windows
        )
        length_s = to_seconds(player.now().position)
        player.stop()
        waits_s = [to_seconds(frames) for frames in device.waits]
        return Outcome(first_s, told, waits_s, length_s, speed * voice.spent_s / voice.sound_s)
    finally:
        voice.close()


def stumbled(factor: float, outcome: Outcome) -> bool:
    """Whether a session did what it must not, with a voice of this factor; tells why it may."""
    if factor > TARGET or not outcome.waits_s:
        return False
    if outcome.factor > TOO_SLOW:
        print(f"  The machine was too busy to tell: {outcome.factor:.2f} instead of {factor:g}.")
        return False
    print(f"  Waits after the start, and none are allowed at {TARGET:g}.")
    return True


def main() -> int:
    """Play as the command line says; return the status."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument(
        "--factor", type=float, default=TARGET, help="seconds for a second of speech"
    )
    parser.add_argument("--speed", type=float, default=8.0, help="times real time")
    parser.add_argument("routines", nargs="*", help="all, unless some are named")
    options = parser.parse_args()
    routines, limit_s = options.routines or names(), 36_000.0
    if options.quick:
        routines, limit_s = routines[:1], 60.0
    player_module.FIRST_AFTER_S /= options.speed
    ahead.QUICK /= options.speed
    course.MOMENT_AFTER_S /= options.speed
    course.MOMENT_AGAIN_S /= options.speed
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        os.environ["STRETCH_GUIDE_VOICES"] = str(Path(folder, "voices"))
        install_tiny(Path(folder, "voices"))
        for name in routines:
            os.environ["STRETCH_GUIDE_CACHE"] = str(Path(folder, name))
            outcome = play(name, options.factor, options.speed, limit_s)
            tell(
                f"{outcome.length_s / 60:.1f} min",
                name,
                {
                    "real-time factor": f"{outcome.factor:.2f}",
                    "first sound": f"{outcome.first_s:.1f} s",
                    "waits after it": str(len(outcome.waits_s)),
                    "in all": f"{sum(outcome.waits_s):.2f} s",
                    "told": f"{outcome.told} times",
                },
            )
            failed |= stumbled(options.factor, outcome)
    return NOT_KEPT if failed else 0


if __name__ == "__main__":
    sys.exit(main())
