"""A session that does as it is told, and plays nothing: the real protocol, scripted by tests."""

from __future__ import annotations

import queue
import threading
from dataclasses import replace
from typing import Any

from audio.clip import to_frames
from guide.compiling.timeline import Cue
from guide.session.commands import Command, SeekTo, SetVolume, Verb
from guide.session.now import Now

START = Now(
    state="leading",
    kind="work",
    title="Child's pose",
    routine="Lower-back spasm relief",
    step=1,
    steps=3,
    instruction="Sit back on your heels.",
    side=None,
    phase=None,
    rep=1,
    reps=1,
    breath=None,
    counting=True,
    phase_left=to_frames(20),
    phase_frames=to_frames(30),
    step_left=to_frames(25),
    step_frames=to_frames(40),
    session_left=to_frames(540),
    session_frames=to_frames(600),
    position=to_frames(60),
    caption=None,
    cue=Cue("silence", 0, to_frames(30)),
    cue_at=to_frames(50),
    next_title="Cat-cow",
)
"""A hold, one minute into a session of ten. Its clock stands still: tests move it."""


class ScriptedSession:
    """Keeps what it was told, in ``commands``, and shows what a test wants it to."""

    def __init__(self) -> None:
        """Begin in the middle of a hold."""
        self.over = threading.Event()
        self.commands: queue.Queue[Command] = queue.Queue()
        self._now = START

    def now(self) -> Now:
        """Return the moment that the test has set."""
        return self._now

    def show(self, **changes: Any) -> None:
        """Change the moment."""
        self._now = replace(self._now, **changes)

    def do(self, command: Command) -> None:
        """Keep the command, and do the little that media keys can see."""
        match command:
            case Verb.PAUSE:
                self.show(state="paused")
            case Verb.RESUME:
                self.show(state="leading")
            case Verb.END:
                self.over.set()
            case SeekTo(frame):
                self.show(position=frame)
            case SetVolume(volume):
                self.show(volume=volume)
        self.commands.put(command)

    def told(self) -> Command:
        """Wait for the next command, and return it."""
        return self.commands.get(timeout=20)
