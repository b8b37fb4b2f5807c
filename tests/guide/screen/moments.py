"""Moments of a session to be shown, and a session that is told what to be."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from guide.compiling.timeline import Cue
from guide.playing.lost_device import WITHOUT_SOUND
from guide.session.now import Now

if TYPE_CHECKING:
    from guide.session.commands import Command

SECOND = 48_000

HOLD = Now(
    state="leading",
    kind="work",
    title="Child's pose",
    routine="Gentle stretches",
    step=2,
    steps=5,
    instruction="Sit back on your heels, reach up, then fold forward, arms long in front of you.",
    side="left",
    phase="hold",
    rep=2,
    reps=3,
    breath=None,
    counting=True,
    phase_left=round(24.3 * SECOND),
    phase_frames=45 * SECOND,
    step_left=70 * SECOND,
    step_frames=110 * SECOND,
    session_left=492 * SECOND,
    session_frames=720 * SECOND,
    position=228 * SECOND,
    caption=None,
    cue=Cue("silence", 0, 45 * SECOND),
    cue_at=228 * SECOND,
    next_title="Hip lifts",
)
"""In the middle of a hold."""


def moment(like: Now = HOLD, **changes: Any) -> Now:
    """A moment like another, but for some changes."""
    return replace(like, **changes)


def spoken(text: str, **changes: Any) -> Now:
    """A moment at which words are spoken and no clock runs."""
    cue = Cue("speech", 0, 4 * SECOND, text=text)
    stopped = {
        "caption": text,
        "cue": cue,
        "counting": False,
        "phase_left": 0,
        "phase_frames": 0,
        "phase": None,
        "rep": None,
    }
    return moment(**{**stopped, **changes})


def breathing(share: float, breath: str = "rising") -> Now:
    """A moment of slow breathing, ``share`` of the way through the breath."""
    return moment(
        title="Slow breathing",
        instruction="Breathe with the tone.",
        side=None,
        phase="breathe in" if breath == "rising" else "breathe out",
        rep=4,
        reps=30,
        breath=breath,
        phase_frames=6 * SECOND,
        phase_left=round(6 * SECOND * (1 - share)),
    )


MOMENTS = {
    "hold": HOLD,
    "minutes": moment(phase_frames=1200 * SECOND, phase_left=754 * SECOND, title="Heat", side=None),
    "prompt": moment(caption="Let your breath slow down.", volume=0.6, chimes=False),
    "before": spoken(
        "Mild discomfort is normal, sharp pain is not.",
        kind="before",
        title="Gentle stretches",
        step=0,
        side=None,
        instruction=None,
        next_title="Child's pose",
        session_left=None,
        session_frames=None,
    ),
    "instruction": spoken(HOLD.instruction or "", kind="instruction"),
    "safety": spoken(
        "Always keep a cloth between the pack and your skin. Never put anything very hot or very "
        "cold on bare skin. Never use ice for longer than twenty minutes. If your skin hurts or "
        "loses feeling, take the pack away.",
        kind="instruction",
        title="Heat and ice",
        side=None,
        instruction="Put the wrapped bottle on your back, and lie down on it.",
    ),
    "change": spoken("Now the right side.", kind="change", side="right"),
    "breath-in": breathing(0.5),
    "breath-full": breathing(1.0),
    "breath-out": breathing(0.9, "falling"),
    "paused": moment(state="paused"),
    "ready": moment(state="ready", phase_left=12 * SECOND, phase_frames=0, counting=False),
    "alarm": spoken(
        "Take the heat off now.",
        state="alarm",
        title="Heat",
        instruction="Take the heat off now.",
        side=None,
    ),
    "hurt": spoken(
        "Let go of the move slowly. Rest.",
        state="hurt",
        easier=True,
        phase_frames=20 * SECOND,
        phase_left=16 * SECOND,
    ),
    "preparing": spoken("", state="preparing", caption=None),
    "lost": moment(
        state="lost",
        counting=False,
        fault="The sound device was lost while playing: it stands still; see whether it is "
        "connected, or call guide doctor.",
    ),
    "silent": moment(fault=WITHOUT_SOUND, caption="Let your breath slow down."),
    "asking": moment(asking=True),
    "over": spoken(
        "Well done. Rest as long as you like.",
        state="over",
        kind="after",
        step=6,
        title="Gentle stretches",
        side=None,
        next_title=None,
        session_left=0,
    ),
    "long": moment(
        title="The very long name of a stretch for the iliopsoas, quadratus lumborum, piriformis",
        instruction="Breathe. " * 60,
        caption="Slowly. " * 60,
        next_title="And another one " * 9,
        routine="A routine " * 20,
        side="the left side, lying on the right",
        phase="press firmly",
    ),
    "scripts": moment(
        title="子供のポーズ",
        instruction="かかとに座り、両腕を前に伸ばします。",
        side="左",
        phase="保持",
        next_title="تمرين الورك",
        routine="ท่าเด็ก",
        caption="Über den Ärmel, à côté",
    ),
    "markup": moment(
        title="[bold]Pose[/bold] [x",
        caption="[red]stop[/] \x1b[31mnow\x07 \\[ok]",
        side="[b]left",
        phase="[/]",
        next_title="[link=x]",
        routine="[@click=quit]routine",
    ),
    "broken file": moment(
        notice=(
            "This was saved, but cannot be played. You hear what it was before.",
            'mine.yaml:4:36: unknown key "hld"',
            "    4 |   - {title: Side stretch, say: Reach your {side} arm over., hld: 20s-40s}",
            "      |                                                             ^^^",
            "  hint: Did you mean `hold`?",
            "mine.yaml:9:5: expected a length of time such as 45s, 2m or 1m30s, or a range such "
            'as 30s-60s, but found "soon"',
            "    9 |     hold: soon",
            "      |           ^^^^",
        ),
    ),
}
"""Every state, and texts of every kind, by name."""


class Scripted:
    """A session that is what it is told to be, and remembers its commands."""

    def __init__(self, now: Now = HOLD) -> None:
        """Begin at ``now``."""
        self.moment = now
        self.told: list[Command] = []
        self.over = threading.Event()

    def now(self) -> Now:
        """The moment set last."""
        return self.moment

    def heard_since(self, frame: int) -> list[tuple[int, Cue]]:
        """What is heard at that moment, if it has just begun."""
        return [(self.moment.cue_at, self.moment.cue)] if self.moment.cue_at != frame else []

    def do(self, command: Command) -> None:
        """Remember the command."""
        self.told.append(command)
