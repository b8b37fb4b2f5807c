"""Everything that the program itself says in a session, and how it words lengths of time."""

from __future__ import annotations

REST = "Rest"
THE_END = "the end"
FINISHED = "That is the end of the session."
COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def as_sentence(text: str) -> str:
    """Return ``text`` with an end that a voice lowers its tone for."""
    return text if text.rstrip().endswith((".", "!", "?", "…", ":")) else f"{text.rstrip()}."


def first_side(side: str, sides: int) -> str:
    """Said before the first side's clock starts; ``sides`` is how many there are."""
    return f"First the {side} side." if sides > 1 else f"On the {side} side."


def next_side(side: str) -> str:
    """Said between two sides."""
    return f"Now the {side} side."


def count(number: int) -> str:
    """Return a number of a countdown, 1 to 10, as a word."""
    return COUNTS[number - 1]


def duration(seconds: float) -> str:
    """Return a length of time as it is spoken: ``1 minute 30 seconds``, to the whole second."""
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    parts = [
        f"{number} {unit}{'' if number == 1 else 's'}"
        for number, unit in ((hours, "hour"), (minutes, "minute"), (left, "second"))
        if number
    ]
    return " ".join(parts) or "0 seconds"


PAUSED = "Paused."
ONE_MOMENT = "One moment. What comes next is not ready yet."
NO_HURRY = "Take all the time you need. To go on, press space. To end now, press quit."
MORE = "Ten seconds more."
LESS = "Ten seconds less."
NOTHING_EASIER = "There is no easier form here."
OWN_PACE = "This move has a pace of its own."
NO_HOLD = "There is no hold to change here."
READY = "Take your time. When you are ready, press next."
ALARM = "Press any key to go on."
CHIMES_OFF = "Chimes off."
CHIMES_ON = "Chimes on."
NOT_ENDING = "We go on."
NOTHING_FOLLOWS = "Nothing comes after this."
ASK_QUIT = "To end the session, press quit once more."


def resuming(title: str, left_s: float) -> str:
    """Said when a pause is over; ``left_s`` is 0 where no clock runs."""
    return f"Resuming {title}, {duration(left_s)} left." if left_s >= 1 else f"Resuming {title}."


RESTING = "We go on resting."


def beginning(title: str) -> str:
    """Said when a session begins in its middle."""
    return f"We begin with {title}."


def going_on(title: str) -> str:
    """Said when a session that was interrupted goes on."""
    return f"We go on with {title}."


def left_out(title: str) -> str:
    """Said in place of a move that hurt before."""
    return f"{title} is left out, because it hurt. To do it all the same, press back."


def session_left(seconds: float) -> str:
    """Said first when asked how long it takes still."""
    return f"{duration(roughly(seconds))} of the session left."


def step_left(title: str, step: int, steps: int, left_s: float) -> str:
    """Said then; ``left_s`` is 0 where no clock runs."""
    where = f"{title}, step {step} of {steps}" if 0 < step <= steps else title
    return f"{where}, {duration(left_s)} left." if left_s >= 1 else f"{where}."


def rest_left(seconds: float, then: str) -> str:
    """Said then in a rest after "it hurts"; ``then`` is what comes after it, as in ``follows``."""
    return f"You are resting. In {duration(roughly(seconds))} {then}."


def roughly(seconds: float) -> float:
    """Return ``seconds`` as one says them: whole minutes from five on, tens of seconds below."""
    unit = 60 if seconds >= 300 else 10 if seconds >= 60 else 1
    return round(seconds / unit) * unit


def follows(next_title: str | None, last: bool) -> str:
    """Return what comes after a rest: a step, the end, or only words about what is left out."""
    if next_title:
        return f"we go on with {next_title}"
    return "we come to the end" if last else "we go on"


def hurt(come_out: str | None, easier: bool, rest_s: float, then: str) -> tuple[str, ...]:
    """Said when it hurts: how to come out of the move, to rest, and what is on offer.

    ``then`` is what comes after the rest, as in ``follows``.
    """
    offer = ("For an easier form, press E.",) if easier else ()
    return (
        "Stop.",
        come_out or "Come out of it slowly, the way you came in.",
        "Now rest, and breathe quietly.",
        *offer,
        f"In {duration(rest_s)} {then}. To end now, press quit.",
    )


def volume(tenths: int) -> str:
    """Said when the volume has changed, 0 to 10."""
    return f"Volume {(*COUNTS, 'nought')[tenths - 1]}."
