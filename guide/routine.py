"""The routine format: frozen models of what an author writes, ranges and options included.

A move is a row of phases, repeated, on each side. All durations are seconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from guide.problems import Place


@dataclass(frozen=True, slots=True)
class SecondsRange:
    """The lengths of time that an author allows; ``low == high`` when there is no choice.

    ``until_ready``: written ``45s+``; it lasts ``low`` at least, then until the person goes on.
    """

    low: float
    high: float
    until_ready: bool = False


@dataclass(frozen=True, slots=True)
class CountRange:
    """The numbers of repetitions that an author allows."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Offset:
    """A moment in a phase: ``20s``, ``50%`` or ``-10s``.

    Exactly one of ``seconds`` and ``share`` (0.0 to 1.0) is set; both are never negative.
    ``from_end`` counts them back from the phase's end.
    """

    seconds: float | None = None
    share: float | None = None
    from_end: bool = False

    def within(self, length_s: float) -> float:
        """Return the moment in seconds from the start of a phase of ``length_s``."""
        distance_s = self.seconds if self.seconds is not None else (self.share or 0) * length_s
        return length_s - distance_s if self.from_end else distance_s


@dataclass(frozen=True, slots=True)
class Prompt:
    """Words spoken at a moment inside a phase: an entry of ``cues``."""

    at: Offset
    say: str
    brief: str | None = None
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of a move, either paced or held.

    A paced phase (``for``) has its words inside its time. A held one (``hold``) has its words
    first, then a chime, then exactly its time, then a chime.

    Attributes:
        name: what it is called (``phase``), or None.
        length: how long.
        held: True for ``hold``, False for ``for``.
        up_to: how far, in seconds, a paced phase may be lengthened so that its words fit, or None.
        say: words of the first repetition.
        brief: words of the later ones; None says ``say`` again, an empty string says nothing.
        tone: ``rising`` or ``falling`` for what is left of a paced phase after its words, or None.
        alarm: ends with an alarm that wakes.
        cues: words inside it.
    """

    length: SecondsRange
    held: bool = False
    name: str | None = None
    up_to: float | None = None
    say: str | None = None
    brief: str | None = None
    tone: str | None = None
    alarm: bool = False
    cues: tuple[Prompt, ...] = ()
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Move:
    """A step as an author writes it: from the library, changed, or written in place.

    Attributes:
        title: its name, spoken first.
        phases: in order; ``hold`` on the move itself is short for one held phase.
        reps: how often the phases are repeated, on each side.
        sides: names of the sides, or empty.
        say: the instruction, before the clock starts.
        brief: a shorter instruction.
        safety: words that are always spoken, whatever ``--talk`` says.
        rest: True when it was written as ``rest: 20s``.
        optional: may be left out to fit a time budget.
        source: where its numbers come from.
        note: for authors; never spoken.
    """

    title: str
    phases: tuple[Phase, ...]
    reps: CountRange = CountRange(1, 1)
    sides: tuple[str, ...] = ()
    say: str | None = None
    brief: str | None = None
    safety: str | None = None
    rest: bool = False
    optional: bool = False
    equipment: tuple[str, ...] = ()
    source: str | None = None
    note: str | None = None
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Group:
    """Steps that are done together several times, with a rest between the rounds or none."""

    steps: tuple[Move | Group, ...]
    repeat: int = 1
    between: SecondsRange | None = None
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """How a session is led.

    Attributes:
        countdown: numbers counted down before a clock starts, 0 to 10, one a second.
        change_over_s: time to move into position: after an instruction and between sides.
        halfway: a chime halfway through holds of 20 s and longer.
    """

    countdown: int = 3
    change_over_s: float = 5.0
    halfway: bool = True


@dataclass(frozen=True, slots=True)
class Routine:
    """A whole routine as its author wrote it, moves looked up, ranges still open."""

    title: str
    steps: tuple[Move | Group, ...]
    summary: str | None = None
    language: str = "en"
    equipment: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    settings: Settings = Settings()
    source: str | None = None
    note: str | None = None
    place: Place | None = field(default=None, compare=False)
