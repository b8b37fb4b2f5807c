"""How exactly a session keeps its time, against scripts with pyttsx3 and ``time.sleep``.

    python bench/drift.py            ten minutes, in real time
    python bench/drift.py --quick    two steps of it, so that it keeps working

``guide play`` and two scripts play one session side by side, each on a virtual sound card of its
own that is recorded, with the very same chimes, which are found again in the recordings to the
sample. The scripts give each cue the time that it has in the session, and then sleep: one for the
rest of that time, one until the next cue is due, as counted from the start. *Drift* is how much
later the last chime came than it should, as counted from the first; *jitter* is the standard
deviation of the times from each chime to the next, *worst* the one that was off most. All chimes
of ``guide play`` but one must be found; of the scripts it is told when they are not, or fail.

Needs PulseAudio and aplay (Debian: pulseaudio, pulseaudio-utils, libasound2-plugins, alsa-utils);
says so and ends well where they are missing.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import wave
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from audio.clip import SAMPLE_RATE, to_seconds
from bench.measure import GUIDE
from bench.rows import tell
from tests.audio.sink import PROGRAMS, NullSink

Samples = np.ndarray[Any, np.dtype[np.int16]]

SCRIPT = Path(__file__).with_name("peers") / "pyttsx3_sleep.py"
OURS = "guide play"
STEP = "- {{title: Stretch {number}, say: Reach up {number} times., hold: 15s}}\n"
STEP_S = 25
"""About what a step takes."""
HEAD = "title: Long\nsettings: {countdown: 0, change_over: 3s, halfway: false}\nsteps:\n"
PATIENCE_S = 60
"""How long after ours another player may end."""
FOUND_BY = slice(200, 2200)
"""The frames of a chime by which it is found again."""


class Session:
    """A session with its sound, its chimes in files, and where they should be heard."""

    def __init__(self, folder: Path, seconds: int) -> None:
        """Write, compile and export it."""
        self.routine, self.compiled = folder / "session.yaml", folder / "session.json"
        self.chimes, sound = folder / "chimes", folder / "session.wav"
        self.chimes.mkdir()
        steps = [STEP.format(number=number) for number in range(1, seconds // STEP_S + 2)]
        self.routine.write_text(HEAD + "".join(steps), "utf-8")
        for command in (["compile", "--json", "-o", self.compiled], ["export", "-o", sound]):
            guide = [GUIDE, *command, self.routine]
            subprocess.run(guide, check=True, stdout=subprocess.DEVNULL)
        with wave.open(str(sound)) as file:
            samples = np.frombuffer(file.readframes(file.getnframes()), np.int16)
        self.rings: list[tuple[int, bytes]] = []
        """The frame of each chime, and the sound by which it is found."""
        start = 0
        for cue in json.loads(self.compiled.read_text("utf-8"))["cues"]:
            if cue["kind"] == "chime":
                chime = samples[start : start + cue["frames"]]
                self.rings.append((start, chime[FOUND_BY].tobytes()))
                write(self.chimes / f"{to_seconds(cue['frames']):.3f}.wav", chime)
            start += cue["frames"]
        between = self.rings[-1][0] - self.rings[0][0]
        self.told = f"{to_seconds(between) / 60:.1f} min"
        """How long it is from the first chime to the last."""


def write(path: Path, samples: Samples) -> None:
    """Write a chime for who plays files."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(samples.tobytes())


def recorded(ways: dict[str, list[str | Path]]) -> dict[str, Samples]:
    """Run players side by side to their end; return what each was heard to play.

    Others than ours are left out if they fail, or do not end a minute after ours.

    Raises:
        SystemExit: ours failed.
    """
    with ExitStack() as stack:
        recordings, players = {}, {}
        for way, command in ways.items():
            sink = NullSink()
            stack.callback(sink.close)
            recordings[way] = stack.enter_context(sink.record())
            players[way] = subprocess.Popen(
                command,
                env={**os.environ, **sink.environment},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
        stack.callback(lambda: [player.kill() for player in players.values()])
        if status := players[OURS].wait():
            sys.exit(f"{OURS} ended with {status}")
        ended = {way: ends_well(player) for way, player in players.items()}
    return {way: recording.samples for way, recording in recordings.items() if ended[way]}


def ends_well(player: subprocess.Popen[bytes]) -> bool:
    """Wait for a player, a minute at most; return whether it has done all it had to."""
    try:
        return player.wait(PATIENCE_S) == 0
    except subprocess.TimeoutExpired:
        return False


def heard(session: Session, samples: Samples) -> list[tuple[int, int]]:
    """Return where each chime should be and where it was heard, in frames, for those found."""
    raw, found, after = samples.tobytes(), [], 0
    for frame, sound in session.rings:
        at = raw.find(sound, after)
        if at >= 0 and at % 2 == 0:
            found.append((frame, at // 2 - FOUND_BY.start))
            after = at + len(sound)
    return found


def judge(way: str, session: Session, samples: Samples | None) -> int:
    """Tell how one way kept its time, if it was heard; return how many chimes were found."""
    found = [] if samples is None else heard(session, samples)
    if len(found) < 3:
        none = dict.fromkeys(("drift", "jitter", "worst"), "failed" if samples is None else "-")
        told = none | {"chimes found": f"{len(found)} of {len(session.rings)}"}
        tell(session.told, way, told)
        return len(found)
    wanted_at, heard_at = (np.array(frames) for frames in zip(*found, strict=True))
    late_ms = 1000 * (heard_at - heard_at[0] - (wanted_at - wanted_at[0])) / SAMPLE_RATE
    between_ms = np.diff(late_ms)
    tell(
        session.told,
        way,
        {
            "drift": f"{late_ms[-1]:+.2f} ms",
            "jitter": f"{between_ms.std():.2f} ms",
            "worst": f"{abs(between_ms).max():.2f} ms",
            "chimes found": f"{len(found)} of {len(session.rings)}",
        },
    )
    return len(found)


def main() -> None:
    """Play, record and judge."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--seconds", type=int, default=600, help="how long a session")
    parser.add_argument("--quick", action="store_true", help="two steps")
    options = parser.parse_args()
    if missing := [name for name in (*PROGRAMS, "aplay") if not shutil.which(name)]:
        print(f"not measured: needs {', '.join(missing)}")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for variable in ("CACHE", "HISTORY"):
            os.environ[f"STRETCH_GUIDE_{variable}"] = str(folder / variable.lower())
        session = Session(folder, STEP_S if options.quick else options.seconds)
        script = [sys.executable, SCRIPT, session.compiled, session.chimes]
        ways = {
            OURS: [GUIDE, "play", session.routine, "--plain"],
            "pyttsx3, sleeps the rest": [*script, "slots"],
            "pyttsx3, sleeps until due": [*script, "due"],
        }
        samples = recorded(ways)
        found = {way: judge(way, session, samples.get(way)) for way in ways}
    if found[OURS] < len(session.rings) - 1:
        sys.exit(f"{OURS}: {found[OURS]} of {len(session.rings)} chimes were found")


if __name__ == "__main__":
    main()
