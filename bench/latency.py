"""How long after a command it is heard: a device's tone is switched, a session paused, recorded.

    python bench/latency.py [--count 40] [--device miniaudio|simpleaudio] [--busy 1] [--quick]

Also how far ``heard`` is from the truth. Target: a median below 150 ms. Needs PulseAudio
(Debian: pulseaudio, pulseaudio-utils); says so and ends well where it is missing.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from statistics import median
from time import monotonic

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from audio.clip import SAMPLE_RATE, Clip
from audio.devices.process import ProcessDevice
from audio.speech.fake import FakeVoice
from bench.rows import beside_target, tell
from guide.compiling.compiler import Compiler
from guide.compiling.sounds import Sounds
from guide.fitting.plan import Plan, PlanPhase, PlanStep
from guide.format.routine import Settings
from guide.language.words import words_of
from guide.playing.player import Player
from guide.session.commands import Verb
from tests.audio.sink import PROGRAMS, NullSink, Recording

LEVEL = 8_000
TARGET_MS = 150
SETTLED_S = 0.3
"""Seconds after which a switch has been heard for certain."""
LOUD = 50
"""What counts as sound, of 16 384; the server's own noise is less."""
HUMMED = "A sentence that takes a minute."
WORDS_S = 2.5
"""Seconds after which a session has said that it goes on, and is in the middle of others."""


class Ear(Recording):
    """Notes when the recorded sound was switched."""

    def __init__(self) -> None:
        """Begin in silence."""
        super().__init__()
        self.switches: list[float] = []
        self._last = False

    def add(self, raw: bytes) -> None:
        """Look for switches in what was recorded just now."""
        loud = np.concatenate(([self._last], np.frombuffer(raw, np.int16) > LEVEL // 2))
        ends = monotonic()
        for frame in np.flatnonzero(np.diff(loud.astype(np.int8))):
            self.switches.append(ends - (len(loud) - 1 - frame) / SAMPLE_RATE)
        self._last = bool(loud[-1])


class Tone:
    """A level that is switched between silent and loud."""

    def __init__(self, backend: str) -> None:
        """Play it."""
        self._level, self._given, self.pulled, self.switched_at = 0, 0, 0, 0
        self.device = ProcessDevice(backend)
        self.device.start(self._pull)

    def switch(self) -> None:
        """Give the command."""
        self._level = LEVEL - self._level

    def _pull(self, frames: int) -> bytes:
        if self._level != self._given:
            self._given, self.switched_at = self._level, self.pulled
        self.pulled += frames
        return np.full(frames, self._given, np.int16).tobytes()


def measure(tone: Tone, ear: Ear, count: int) -> None:
    """Switch ``count`` times at random moments; tell the figures."""
    clock = threading.Event()
    waits_s, errors_s = [], []
    for _ in range(count):
        clock.wait(random.uniform(SETTLED_S, SETTLED_S + 0.1))
        ear.switches.clear()
        begun, heard = monotonic(), []
        tone.switch()
        while monotonic() < begun + SETTLED_S:
            heard.append((monotonic(), tone.device.heard))
            clock.wait(0.002)
        if ear.switches:
            waits_s.append(ear.switches[0] - begun)
            said = np.interp(ear.switches[0], *zip(*heard, strict=True))
            errors_s.append((said - tone.switched_at) / SAMPLE_RATE)
    tell_of("a tone is switched", tone.device.name, waits_s)
    tell(
        "where it is said to be",
        tone.device.name,
        {
            "off by": f"{1000 * median(errors_s):.0f} ms",
            "underruns": str(tone.device.underruns),
        },
    )


def tell_of(case: str, way: str, waits_s: list[float]) -> None:
    """Tell how long it took until commands were heard."""
    least_ms, middle_ms, most_ms = (1000 * of(waits_s) for of in (min, median, max))
    tell(
        case,
        way,
        {
            "heard after": beside_target(
                f"{middle_ms:.0f} ms", f"below {TARGET_MS}", kept=middle_ms < TARGET_MS
            ),
            "least to most": f"{least_ms:.0f} to {most_ms:.0f} ms",
            "commands": str(len(waits_s)),
        },
    )


class Listener(Recording):
    """Notes when sound was heard first, since it was last told to, and when last."""

    first: float | None = None
    last = 0.0

    def add(self, raw: bytes) -> None:
        """Look for sound in what was recorded just now."""
        samples = np.frombuffer(raw, np.int16)
        loud = monotonic() - (len(samples) - np.flatnonzero(abs(samples // 2) > LOUD)) / SAMPLE_RATE
        if len(loud):
            self.first = self.first or float(loud[0])
            self.last = float(loud[-1])


class Humming(FakeVoice):
    """Hums the instruction for a minute, and says nothing when a pause begins."""

    def speak(self, text: str, speed: float = 1.0) -> Clip:
        """Return a tone, or silence for the word that a session is paused."""
        if text == words_of("en").paused:
            return Clip(np.zeros(SAMPLE_RATE // 10, np.int16))
        return super().speak(text, speed)


def measure_session(backend: str, sink: NullSink, count: int) -> None:
    """Pause a session and go on ``count`` times, in the middle of words; tell the figures."""
    breath = PlanPhase(5.0, True, None, 5.0, None, None, None, False, False, (), None)
    step = PlanStep("Hum", (breath,), 1, (), HUMMED, None, None, False, None)
    settings = Settings(countdown=0, change_over_s=0.0, halfway=False)
    sounds = Sounds(Humming(lengths_s={HUMMED: 60.0}))
    player = Player(Compiler(Plan("Hum", "en", (), (), settings, (step,), None), sounds), sounds)
    waits_s: dict[Verb, list[float]] = {Verb.PAUSE: [], Verb.RESUME: []}
    clock, listener = threading.Event(), Listener()
    with sink.record(recording=listener):
        player.start(ProcessDevice(backend))
        clock.wait(WORDS_S)
        for _ in range(count):
            for verb, waits in waits_s.items():
                clock.wait(random.uniform(WORDS_S, WORDS_S + 0.1))
                listener.first, begun = None, monotonic()
                player.do(verb)
                clock.wait(1.0)
                heard = listener.last if verb is Verb.PAUSE else listener.first
                assert heard, f"nothing was heard after {verb}"
                waits.append(heard - begun)
        player.stop()
    for verb, waits in waits_s.items():
        tell_of(f"a session: {verb.name.lower()}", backend, waits)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=40, help="commands to give")
    parser.add_argument("--device", default="miniaudio", help="miniaudio or simpleaudio")
    parser.add_argument("--busy", type=int, default=0, help="busy processes beside it")
    parser.add_argument("--quick", action="store_true", help="5 commands only")
    options = parser.parse_args()
    missing = [program for program in PROGRAMS if not shutil.which(program)]
    if missing:
        print(f"not measured: needs {', '.join(missing)}")
        return
    sink, ear = NullSink(), Ear()
    os.environ.update(sink.environment)
    busy = [sys.executable, "-c", "while True: pass"]
    load = [subprocess.Popen(busy, start_new_session=True) for _ in range(options.busy)]
    try:
        with sink.record(recording=ear):
            tone = Tone(options.device)
            try:
                measure(tone, ear, 5 if options.quick else options.count)
            finally:
                tone.device.stop()
        measure_session(options.device, sink, 3 if options.quick else options.count // 2)
    finally:
        for process in load:
            process.kill()
        sink.close()


if __name__ == "__main__":
    main()
