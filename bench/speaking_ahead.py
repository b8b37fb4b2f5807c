"""Whether sessions stumble over a voice that is as slow as a neural one on a small machine.

    python bench/speaking_ahead.py            the bundled routines, two minutes of each
    python bench/speaking_ahead.py --quick    some seconds of one, so that it keeps working

Target: with a real-time factor of 0.3 no silence that nobody wrote after the first sound.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from audio.clip import SAMPLE_RATE
from audio.devices.null import NullDevice
from audio.speech.fake import FakeVoice
from guide.compiler import Compiler
from guide.fit import Wanted, fit
from guide.library import load, names
from guide.measure import PlanMeasure
from guide.player import Conditions, Player
from guide.sounds import Sounds

if TYPE_CHECKING:
    from audio.clip import Clip

LOOK_S = 0.01


class SlowVoice(FakeVoice):
    """Hums at its real-time factor, each text once: then it is kept, as by the cache."""

    def __init__(self, factor: float) -> None:
        super().__init__()
        self._factor = factor
        self._kept: dict[tuple[str, float], Clip] = {}

    def speak(self, text: str, speed: float = 1.0) -> Clip:
        """Return the clip, late."""
        if (text, speed) not in self._kept:
            clip = super().speak(text, speed)
            time.sleep(self._factor * clip.frames / SAMPLE_RATE)
            self._kept[text, speed] = clip
        return self._kept[text, speed]


def play(name: str, factor: float, seconds: float) -> tuple[float, list[float]]:
    """Return after how many seconds it began, and how long each wait after that was."""
    begin = time.perf_counter()
    sounds = Sounds(SlowVoice(factor))
    plan = fit(load(name), Wanted(), PlanMeasure(sounds, "full", jobs=2)).plan
    player = Player(Compiler(plan, sounds), sounds, Conditions(attended=False))
    player.start(NullDevice())
    first_s = time.perf_counter() - begin
    waits, since = [], None
    while not player.over.wait(LOOK_S) and time.perf_counter() - begin < seconds:
        now = time.perf_counter()
        waiting = player.now().state == "preparing" and player.now().position > 0
        if waiting and since is None:
            since = now
        elif not waiting and since is not None:
            waits.append(now - since)
            since = None
    player.stop()
    return first_s, waits


def main() -> None:
    """Play as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--factor", type=float, default=0.3, help="seconds for a second of speech")
    options = parser.parse_args()
    for name in names()[:1] if options.quick else names():
        first_s, waits = play(name, options.factor, 8 if options.quick else 120)
        print(
            f"{name}: first sound after {first_s:.1f} s, then {len(waits)} waits, "
            f"{sum(waits):.1f} s in all (real-time factor {options.factor:g})"
        )


if __name__ == "__main__":
    main()
