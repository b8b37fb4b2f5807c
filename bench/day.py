"""A day of sessions at speed: memory, files, threads and temporary files flat, the position exact.

One session of 24 hours, then as many short ones, in one process: the real player, voice, history
and transport on the null device. Each cue must begin at exactly the frame that the timeline
says, and the end come at its last. What the process and its workers hold is looked at after each
hour, amid the session, and after each session, when its workers must be gone.

    python bench/day.py             24 hours, and 24 sessions of ten minutes: the same sentences
                                    come back, as they do in sessions
    python bench/day.py --spoken    the same, but each sentence comes once, and the voice speaks it
                                    while the session is played
    python bench/day.py --hours 2 --sessions 8
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import threading
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from audio.clip import SAMPLE_RATE
from audio.devices.null import NullDevice
from audio.speech.cache import clip_folder
from bench.measure import family_of, memory_of_family_mib
from bench.rows import tell
from bench.session import HEAD, STEP, write_routine
from bench.soak import utterances
from guide.cli.sessions.opening import opened
from guide.compiling.compiler import Compiler
from guide.fitting.fit import Wanted
from guide.history import History
from guide.library.finding import load
from guide.playing.player import Conditions, Player

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from guide.cli.sessions.opening import Opened
    from guide.compiling.timeline import Cue

SPEED = 400
"""Times real time at most; a machine that is slower takes longer, and nothing else. At more than
600 a session would find nothing laid each time that it looks after itself, and tell of waiting."""
VOICE_AHEAD = 3
"""Times the speed of the session, the voice is while it has to speak; at real time it is more."""
LEAD_S = 3.0
"""How long it speaks before the session is heard, so that a busy machine is not taken for late."""
LOOK_S = 0.004
"""How often it is looked what was heard: what is over is let go of."""
ENDS_WITHIN_S = 10.0
"""Until a sentence is spoken that a session does not wait for when it ends."""
GROWN = {"mib": 1.05}
"""Times what it was before, this has grown; all else may not grow at all."""
HOUR = 3600 * SAMPLE_RATE


class Held(NamedTuple):
    """What a process and its children hold: memory in MiB, open files, temporary files.

    Pages that processes share are counted once. The threads are those of Python, of the process.
    """

    mib: float
    files: int
    processes: int
    threads: int
    temporary: int

    @classmethod
    def now(cls) -> Held:
        """Look."""
        family = family_of(os.getpid())
        return cls(
            memory_of_family_mib(os.getpid()),
            sum(map(_open_files, family)),
            len(family),
            threading.active_count(),
            sum(1 for _ in Path(tempfile.gettempdir()).rglob("*")),
        )

    def __str__(self) -> str:
        return (
            f"{self.mib:6.1f} MiB, {self.files} open files, {self.processes} processes, "
            f"{self.threads} threads, "
            f"{self.temporary} temporary files"
        )


def _open_files(pid: int) -> int:
    try:
        return len(list(Path(f"/proc/{pid}/fd").iterdir()))
    except OSError:  # it has just ended
        return 0


class Day(NamedTuple):
    """How sessions are played.

    Attributes:
        history: keeps them.
        spoken: forget all clips before each, so that the voice speaks while it is played.
    """

    history: History
    spoken: bool = False

    def play(self, routine: Path, each_hour: Callable[[int], object]) -> tuple[int, int]:
        """Play a session to its end; return its frames, and how many cues were heard.

        Raises:
            SystemExit: something was not heard at the frame that its timeline says.
        """
        # All of it is spoken before: at this speed, the session would have to wait for the voice.
        self._forget()
        began = time.perf_counter()
        with voiced(routine) as (compiler, sounds, *_):
            all_cues = list(cues(Compiler(compiler.plan, sounds, "full")))
        fastest = all_cues[-1][0] / SAMPLE_RATE / (time.perf_counter() - began)
        expected = iter(all_cues)
        self._forget()
        with voiced(routine) as (compiler, sounds, *_):
            player = Player(compiler, sounds, Conditions(attended=False))
            player.journal = self.history.begin(str(routine), {}, player.report)
            if self.spoken:
                player.over.wait(LEAD_S)
            player.start(NullDevice(min(SPEED, fastest / VOICE_AHEAD) if self.spoken else SPEED))
            try:
                count = listen(player, expected, each_hour)
            finally:
                report = player.stop()
                player.journal.close()
        for thread in threading.enumerate():
            if thread.name in ("ahead", "session"):  # which a session that ends leaves behind
                thread.join(ENDS_WITHIN_S)
        end, _, _ = next(expected)
        if (report.outcome, round(report.seconds * SAMPLE_RATE)) != ("finished", end):
            raise SystemExit(f"it was {report.outcome} after {report.seconds} s, not {end} frames")
        return end, count

    def _forget(self) -> None:
        if self.spoken:
            shutil.rmtree(clip_folder(), ignore_errors=True)


def voiced(routine: Path) -> AbstractContextManager[Opened]:
    """Open a routine with the real voice."""
    choices = {"wanted": Wanted(), "talk": "full", "pace": 150, "voice": None, "engine": "espeak"}
    return opened(load(str(routine)), **choices)


def listen(player: Player, expected: Iterator[object], each_hour: Callable[[int], object]) -> int:
    """Compare all that is heard with what is expected; return how many cues that were."""
    frame, count, hour = -1, 0, 0
    over = False
    while not over:
        over = player.over.wait(LOOK_S)
        for began, cue in player.heard_since(frame):
            wanted = next(expected, None)
            if wanted != (began, *_named(cue)):
                raise SystemExit(f"cue {count}: {began} {cue.kind} {cue.text}, not {wanted}")
            frame, count = began, count + 1
        if frame // HOUR > hour:
            hour = frame // HOUR
            each_hour(hour)
    return count


def cues(compiler: Compiler) -> Iterator[tuple[int, str, str | None]]:
    """Yield each cue with the frame where it begins, in order, and at last the end."""
    start = 0
    for section in compiler.sections():
        yield from ((start + cue.start, *_named(cue)) for cue in section.cues)
        start += section.frames
    yield start, "end", None


def _named(cue: Cue) -> tuple[str, str | None]:
    return cue.kind, cue.text


def main() -> int:
    """Play the day; 1 if anything has grown."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--hours", type=int, default=24, help="of the long session")
    parser.add_argument("--sessions", type=int, default=24, help="short ones, in a row")
    parser.add_argument("--spoken", action="store_true", help="each sentence comes but once")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="day-") as name:
        folder = Path(name)
        for variable in ("CACHE", "VOICES", "ROUTINES", "CONFIG"):
            os.environ[f"STRETCH_GUIDE_{variable}"] = str(folder / variable.lower())
        os.environ["TMPDIR"] = tempfile.tempdir = str(folder / "temporary")
        Path(tempfile.tempdir).mkdir()
        playing = Day(History(folder / "history.db"), options.spoken)
        grown = day(folder, playing, options.hours, options.sessions)
    for what in grown:
        print(f"  grown: {what}")
    return bool(grown)


def day(folder: Path, playing: Day, hours: int, sessions: int) -> list[str]:
    """Play one long session and several short ones; return what has grown."""
    long, short = folder / "long.yaml", folder / "short.yaml"
    write = write_different if playing.spoken else write_routine
    write(long, hours * 60)
    write(short, 10)
    grown = []
    for title, routine, rounds in (("hour", long, 1), ("session", short, sessions)):
        seen: list[Held] = []

        def look(number: int, title: str = title, seen: list[Held] = seen) -> None:
            seen.append(Held.now())
            print(f"{title} {number:2}: {seen[-1]}", flush=True)

        began = time.perf_counter()
        frames = count = 0
        for number in range(1, rounds + 1):
            played, heard = playing.play(routine, look if title == "hour" else int)
            frames, count = frames + played, count + heard
            if title == "session":
                look(number)
        speed = frames / SAMPLE_RATE / (time.perf_counter() - began)
        tell(
            f"{rounds} of {title}s" if title == "session" else f"{hours} hours",
            "guide",
            {
                "frames": str(frames),
                "cues at their frame": str(count),
                "x real time": f"{speed:.0f}",
                "at the end": str(seen[-1]).strip(),
            },
        )
        grown += [f"{title}: {fault}" for fault in growth(seen)]
    finished = {session.ending for session in playing.history.sessions()}
    return grown + [f"the history: {finished}"] * (finished != {"finished"})


def write_different(path: Path, minutes: int) -> None:
    """Write a routine of so many minutes in which no sentence comes back."""
    texts = map(json.dumps, utterances(5 * minutes, seed=1))
    steps = [
        STEP.format(title=f"Minute {number}", say=next(texts), phases=[*islice(texts, 4)])
        for number in range(1, minutes + 1)
    ]
    path.write_text(f"{HEAD}steps:\n- steps:\n{''.join(steps)}", "utf-8")


def growth(seen: list[Held]) -> list[str]:
    """Return in which way the last third of the looks shows more than the one before it.

    The first third is for warming up: caches fill, workers start when they are needed. The least
    of each third counts: what is there for a moment (a fork that speaks, the history while it is
    written, circles until they are collected) only ever adds to it.
    """
    if len(seen) < 2:
        return []
    third = max(1, len(seen) // 3)
    before_last, last = (
        map(min, zip(*some, strict=True)) for some in (seen[-2 * third : -third], seen[-third:])
    )
    fields = zip(Held._fields, before_last, last, strict=True)
    return [
        f"{name}, from {before:g} to {after:g}"
        for name, before, after in fields
        if after > before * GROWN.get(name, 1)
    ]


if __name__ == "__main__":
    sys.exit(main())
