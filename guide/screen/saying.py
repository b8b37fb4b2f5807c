"""What a screen says about a moment, in words and numbers: the same on every screen."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from audio.clip import to_seconds
from guide.screen.keys import KEYS
from guide.session.commands import Verb

if TYPE_CHECKING:
    from guide.session.now import Now, State


class Hint(NamedTuple):
    """A key, and what it does just now."""

    key: str
    does: str


class Number(NamedTuple):
    """A number to be shown large, and the widest that it gets while it is counted."""

    text: str
    widest: str


HEADLINES: dict[State, str] = {
    "paused": "Paused",
    "ready": "Ready?",
    "alarm": "Time is up",
    "hurt": "Rest",
    "preparing": "One moment",
    "lost": "No sound",
    "over": "The end",
}
"""What stands out in each state but leading."""

_SENTENCES: dict[State, str] = {
    "paused": "The session stands still. Press space to go on.",
    "ready": "Take the time you need. Press n when you are ready.",
    "alarm": "Press any key.",
    "hurt": "Come out of the move slowly, and rest. The session goes on by itself.",
    "lost": "Press s to go on without sound.",
    "preparing": "The next words are being prepared.",
    "over": "The session is over.",
}
QUESTION = "End the session?"
_ANSWERS = (Hint("y", "yes, end it"), Hint("n", "no, go on"))
_SHORT_ANSWERS = (Hint("y", "yes"), Hint("n", "no"))
_EASIER = Hint("e", "easier form")
_HINTS: dict[State, tuple[Hint, ...]] = {
    "paused": (Hint("space", "go on"), Hint("n", "next"), Hint("p", "back"), Hint("q", "end")),
    "ready": (Hint("n", "go on"), Hint("x", "it hurts"), Hint("q", "end")),
    "alarm": (Hint("any key", "go on"),),
    "hurt": (Hint("n", "next move"), Hint("q", "end")),
    "lost": (Hint("s", "go on without sound"), Hint("q", "end")),
    "over": (),
}
_SHORT = {key.verb: Hint(key.label.split()[0], key.short) for key in KEYS}
_USUAL = tuple(
    _SHORT[verb]
    for verb in (
        *(Verb.TOGGLE, Verb.NEXT, Verb.HURTS, Verb.BACK, Verb.QUIT, Verb.MORE),
        *(Verb.REPEAT, Verb.HOW_LONG, Verb.LESS, Verb.LOUDER, Verb.SOFTER, Verb.CHIMES),
    )
)
"""While the session leads, the most wanted first: a narrow screen leaves out the last."""


def number(now: Now) -> Number | None:
    """Return the countdown; in state ``ready``, how long it has been waiting; or None."""
    if now.state in ("alarm", "over"):
        return None
    if now.state == "ready":
        waited_s = int(to_seconds(now.phase_left))
        text = f"+{_count(waited_s, waited_s)}"
        return Number(text, _widest(text))
    if not now.phase_frames:
        return None
    whole_s = ceil(to_seconds(max(now.phase_frames, now.phase_left)))
    return Number(
        _count(ceil(to_seconds(now.phase_left)), whole_s), _widest(_count(whole_s, whole_s))
    )


def _count(seconds: int, whole_s: int) -> str:
    """Write bare seconds below a minute, which are the largest; else ``m:ss`` to the end."""
    if whole_s < 60:
        return str(seconds)
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes}:{seconds % 60:02}"


def _widest(text: str) -> str:
    return "".join("0" if character.isdigit() else character for character in text)


def headline(now: Now) -> str | None:
    """Return the one word or two that name the state, or what is done in this phase."""
    return HEADLINES.get(now.state, now.phase)


def where(now: Now) -> list[str]:
    """Return phase, side and repetition, as far as there are any and they matter."""
    if now.state == "hurt":  # "Rest, left" is no side to rest on
        return []
    phase = now.phase if now.state in HEADLINES else None
    rep = f"{now.rep} of {now.reps}" if now.rep and now.reps > 1 else None
    return [text for text in (phase, now.side, rep) if text]


def words(now: Now) -> str:
    """Return what to do: the instruction, or what is said about the routine as a whole."""
    if now.kind in ("before", "after", "change"):
        return now.caption or now.instruction or ""
    return now.instruction or now.caption or ""


def sentence(now: Now) -> str:
    """Return what a state means for the person, or what is wrong; empty while all is usual."""
    if now.asking:
        return f"{QUESTION} Press y to end it, n to go on."
    usual = _SENTENCES.get(now.state, "")
    if now.state == "hurt" and now.easier:
        usual += " Press e for an easier form."
    return " ".join(text for text in (usual, now.fault) if text)  # what to do is never cut off


def urgent(now: Now) -> bool:
    """Return whether something is asked of the person, or there is no sound to tell it."""
    return now.asking or now.state in ("alarm", "lost")


def question(width: int) -> str:
    """Return the question whether to end with its answers, in no more than ``width`` columns."""
    long, short = (
        "   ".join((QUESTION, *(" ".join(hint) for hint in hints)))
        for hints in (_ANSWERS, _SHORT_ANSWERS)
    )
    return long if len(long) <= width else short


def hints(now: Now) -> tuple[Hint, ...]:
    """Return the keys worth showing at this moment, the most wanted first."""
    if now.asking:
        return _ANSWERS
    if now.state == "hurt" and now.easier:
        return (_EASIER, *_HINTS["hurt"])
    return _HINTS.get(now.state, _USUAL)


def step(now: Now) -> str:
    """Return where in the routine this is."""
    if now.step < 1:
        return "1 step" if now.steps == 1 else f"{now.steps} steps"
    return f"step {now.step} of {now.steps}" if now.step <= now.steps else ""


def settings(now: Now) -> str:
    """Return what the person has changed about the sound; empty where nothing."""
    volume = f"volume {round(now.volume * 100)} %" if now.volume != 1.0 else ""
    return ", ".join(text for text in (volume, "" if now.chimes else "chimes off") if text)
