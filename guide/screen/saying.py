"""What a screen says about a moment, in words and numbers: the same on every screen."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from audio.clip import to_frames, to_seconds
from guide.language.durations import clock
from guide.language.messages import NO, YES, Message
from guide.language.words import words_of
from guide.screen.keys import KEYS, label_in
from guide.session.commands import Verb

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guide.language.words import Words
    from guide.session.now import Now, State


class Hint(NamedTuple):
    """A key, and what it does just now."""

    key: str
    does: str


class Number(NamedTuple):
    """A number to be shown large, and the widest that it gets while it is counted."""

    text: str
    widest: str


HEADLINES: dict[State, Message] = {
    "paused": Message("a state", "Paused"),
    "ready": Message("a state", "Ready?"),
    "alarm": Message("a state", "Time is up"),
    "hurt": Message("a state", "Rest"),
    "preparing": Message("a state", "One moment"),
    "lost": Message("a state", "No sound"),
    "over": Message("a state", "The end"),
}
"""What stands out in each state but leading."""

_SENTENCES: dict[State, Message] = {
    "paused": Message("what a state means", "The session stands still. Press space to go on."),
    "ready": Message("what a state means", "Take the time you need. Press n when you are ready."),
    "alarm": Message("what a state means", "Press any key."),
    "hurt": Message(
        "what a state means",
        "Come out of the move slowly, and rest. The session goes on by itself.",
    ),
    "lost": Message("what a state means", "Press s to go on without sound."),
    "preparing": Message("what a state means", "The next words are being prepared."),
    "over": Message("what a state means", "The session is over."),
}
_NEXT = ("n", Message("what a key does", "next"))
_END = ("q", Message("what a key does", "end"))
_GO_ON = Message("what a key does", "go on")
_ANSWERS = (
    ("y/q", Message("what a key does", "yes, end it")),
    ("n", Message("what a key does", "no, go on")),
)
_SHORT_ANSWERS = (("y/q", YES), ("n", NO))
_EASIER = ("e", Message("what a key does", "easier form"))
_HINTS: dict[State, tuple[tuple[str, Message], ...]] = {
    "paused": (("space", _GO_ON), _NEXT, ("p", Message("what a key does", "back")), _END),
    "ready": (("n", _GO_ON), ("x", Message("what a key does", "it hurts")), _END),
    "alarm": (("any key", _GO_ON),),
    "hurt": (("n", Message("what a key does", "next move")), _END),
    "lost": (("s", Message("what a key does", "go on without sound")), _END),
    "over": (),
}
_SHORT = {key.verb: (key.label.split()[0], key.short) for key in KEYS}
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
    return str(seconds) if whole_s < 60 else clock(to_frames(seconds))


def _widest(text: str) -> str:
    return "".join("0" if character.isdigit() else character for character in text)


def headline(now: Now) -> str | None:
    """Return the one word or two that name the state, or what is done in this phase."""
    message = HEADLINES.get(now.state)
    return words_of(now.language).of(message) if message else now.phase


def where(now: Now) -> list[str]:
    """Return phase, side and repetition, as far as there are any and they matter."""
    if now.state == "hurt":  # "Rest, left" is no side to rest on
        return []
    phase = now.phase if now.state in HEADLINES else None
    counted = words_of(now.language).gettext("{rep} of {reps}")
    rep = counted.format(rep=now.rep, reps=now.reps) if now.rep and now.reps > 1 else None
    return [text for text in (phase, now.side, rep) if text]


def words(now: Now) -> str:
    """Return what to do: the instruction, or what is said about the routine as a whole."""
    if now.kind in ("before", "after", "change"):
        return now.caption or now.instruction or ""
    return now.instruction or now.caption or ""


def sentence(now: Now) -> str:
    """Return what a state means for the person, or what is wrong; empty while all is usual."""
    language = words_of(now.language)
    if now.asking:
        return language.gettext("End the session? Press y or q to end it, n to go on.")
    usual = [language.of(_SENTENCES[now.state])] if now.state in _SENTENCES else []
    if now.state == "hurt" and now.easier:
        usual.append(language.gettext("Press e for an easier form."))
    # Of a fault, what a system says of its sound is in no catalogue, and stays as it is.
    fault = [language.pgettext("what is wrong", now.fault)] if now.fault else []
    return " ".join([*usual, *fault])  # what to do is never cut off


def quoted(now: Now) -> str:
    """Return the words that are being spoken, as a quotation; empty while there are none."""
    if not now.caption:
        return ""
    # NOTE: The quotation marks of the language.
    return words_of(now.language).gettext("“{text}”").format(text=now.caption)


def urgent(now: Now) -> bool:
    """Return whether something is asked of the person, or there is no sound to tell it."""
    return now.asking or now.state in ("alarm", "lost")


def question(width: int, language: Words) -> str:
    """Return the question whether to end with its answers, in no more than ``width`` columns."""
    asked = language.gettext("End the session?")
    long, short = (
        "   ".join((asked, *(" ".join(hint) for hint in _in(language, answers))))
        for answers in (_ANSWERS, _SHORT_ANSWERS)
    )
    return long if cell_len(long) <= width else short


def hints(now: Now) -> list[Hint]:
    """Return the keys worth showing at this moment, the most wanted first."""
    shown = _ANSWERS if now.asking else _HINTS.get(now.state, _USUAL)
    if now.state == "hurt" and now.easier and not now.asking:
        shown = (_EASIER, *shown)
    return _in(words_of(now.language), shown)


def _in(language: Words, hints: Iterable[tuple[str, Message]]) -> list[Hint]:
    return [Hint(label_in(language, key), language.of(does)) for key, does in hints]


def step(now: Now) -> str:
    """Return where in the routine this is."""
    language = words_of(now.language)
    if now.step < 1:
        steps = language.ngettext("{number} step", "{number} steps", now.steps)
        return steps.format(number=now.steps)
    place = language.gettext("step {step} of {steps}")
    return place.format(step=now.step, steps=now.steps) if now.step <= now.steps else ""


def left(language: Words, frames: int | None) -> str:
    """Return how much time is left, as a clock shows it."""
    return language.gettext("{time} left").format(time="..." if frames is None else clock(frames))


def settings(now: Now) -> str:
    """Return what the person has changed about the sound; empty where nothing."""
    language = words_of(now.language)
    volume = language.gettext("volume {percent} %").format(percent=round(now.volume * 100))
    off = language.gettext("chimes off")
    return ", ".join(
        text for text, told in ((volume, now.volume != 1.0), (off, not now.chimes)) if told
    )
