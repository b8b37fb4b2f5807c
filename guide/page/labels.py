"""The words of a page: those that stand in it, and those that its program fills in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guide.language.messages import Message

if TYPE_CHECKING:
    from guide.language.words import Words

_STANDING = {
    "no_program": Message(
        "a page",
        "What is shown here does not run programs, as the preview of a file often does not: open "
        "the file in a browser to hear it.",
    ),
    "player": Message("a page", "Player"),
    "session": Message("a page", "Session"),
    "time_left": Message("a page", "Time left"),
    "region": Message("a page", "What is said, or what to do"),
    "controls": Message("a page", "Controls"),
    "back": Message("a button", "Back"),
    "play": Message("a button", "Play"),
    "next": Message("a button", "Next"),
    "repeat": Message("a button", "Repeat"),
    "speed": Message("a button", "Speed"),
    "captions": Message("a button", "Captions"),
    "steps": Message("a page", "Steps"),
    "keys": Message("a page", "Keys"),
    "space": Message("a key", "space"),
    "on_space": Message("a command", "pause, or go on"),
    "on_next": Message("a command", "next step"),
    "on_back": Message("a command", "back to the start of this step; again: to the step before"),
    "on_repeat": Message("a command", "hear the instruction again"),
    "on_speed": Message("a command", "faster, slower"),
    "on_captions": Message("a command", "captions off, or on again"),
    "on_help": Message("a command", "show these keys"),
}
_FILLED_IN = {
    "play": Message("a button", "Play"),
    "pause": Message("a button", "Pause"),
    "left": Message("a page", "{time} left"),
    "long": Message("a page", "{time} long"),
    "of": Message("a page", "{time} of {whole}"),
    "rep": Message("a page", "{rep} of {reps}"),
    "side": Message("a page", "{side} side"),
    "step": Message("a page", "Step {step} of {steps}"),
    "starts": Message("a page, below a number of seconds", "starts in"),
    "ends": Message("a page, below a number of seconds", "ends in"),
    "over": Message("a page", "the end"),
    "goOn": Message("a page", "Go on at {title}, {time}"),
    "fault": Message(
        "a page",
        "This browser cannot play the sound of this page: try another one, or export the routine "
        "as a sound file.",
    ),
}


def standing(words: Words) -> dict[str, str]:
    """Return the texts of ``page.html`` by their names there."""
    return {name: words.of(message) for name, message in _STANDING.items()}


def filled_in(words: Words, steps: int) -> dict[str, str]:
    """Return the texts that the program of the page says by their names there.

    Args:
        words: of the language of the page.
        steps: how many there are.
    """
    counted = words.ngettext("{number} step", "{number} steps", steps).format(number=steps)
    texts = {name: words.of(message) for name, message in _FILLED_IN.items()}
    return {**texts, "steps": counted, "after": words.after}
