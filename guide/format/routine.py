"""The routine format: frozen models of what an author writes, ranges and options included.

A move is a row of phases, repeated, on each side. All durations are seconds. Each field
carries the key it is written with, the kind of its value and what it means: this is the one
definition that files are read by.
"""

# ruff: noqa: RUF009 - key() and keys() make fields of dataclasses
from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, TypeAlias, cast

from guide.format.definition import Key, key, keys
from guide.format.kinds import (
    LANGUAGE_TAG,
    NAME,
    Choice,
    Count,
    Counts,
    Cues,
    Easier,
    Flag,
    ListOf,
    Model,
    OwnSound,
    Range,
    Respellings,
    Seconds,
    SoundFile,
    Text,
    Translated,
    Values,
    Word,
)
from guide.format.kinds import (
    Step as AnyStep,
)
from guide.format.quantities import CountRange, Offset, SecondsRange
from guide.format.templates import AROUND, IN_CUE, IN_MOVE, IN_PHASE, IN_REST
from guide.language.languages import USUAL

if TYPE_CHECKING:
    from audio.chime import ChimeName
    from guide.problems.problem import Place

__all__ = [
    "Between",
    "CountRange",
    "Group",
    "Move",
    "Offset",
    "OwnSounds",
    "Phase",
    "Prompt",
    "Rest",
    "Routine",
    "SecondsRange",
    "Selection",
    "Settings",
    "Step",
]

_LETTERS = "0-9A-Za-z\u00aa-\uffff"
MOVE_NAME = Word("the name of a move, such as childs-pose", f"[{_LETTERS}][{_LETTERS}_-]*")
_NAME = Translated(NAME)
_EQUIPMENT = ListOf(
    Translated(Text()), "a list of things, such as [mat, chair]", most=20, or_one=True
)
_AROUND = ListOf(Translated(Text(AROUND)), "a text, or a list of texts", most=50, or_one=True)
_SIDES = ListOf(_NAME, "a list of sides, such as [left, right]", most=4, distinct=True)
LANGUAGE = Key(
    "language",
    Word(
        "a language, such as en, en-GB or de",
        LANGUAGE_TAG,
        "Write its short code: en for English, de for German, fr for French.",
    ),
    "Of the plain texts in a move's file; left out, it is that of the routine that uses it.",
)
"""The key that stands at the top of a file, of a routine or a move."""
_STEPS = ListOf(AnyStep(), "a list of steps", least=1, most=10_000)
_SAID = Translated(Text(IN_MOVE, may_be_empty=True))
_OPTIONAL = "It may be left out when time is short."
_PRIORITY = "How much an optional step matters: those with the lowest number are left out first."
USUAL_PRIORITY = 5
"""Of an optional step whose author gives it none; 1 to 9."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """Words spoken at a moment inside a phase: an entry of ``cues``."""

    at: Offset
    say: str = key("say", Translated(Text(IN_CUE)), "The words.")
    brief: str | None = key("brief", Translated(Text(IN_CUE)), "A shorter form of them.", None)
    place: Place | None = field(default=None, compare=False)


_CUES = Key("cues", Cues(Prompt), "Words inside its time: a mapping of moments to texts.")
_ALARM = Key("alarm", Flag(), "It ends with an alarm that wakes.")


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of a move, either paced or held.

    A paced phase (``for``) has its words inside its time. A held one (``hold``) has its words
    first, then a chime, then exactly its time, then a chime.

    Attributes:
        length: how long.
        held: True for ``hold``, False for ``for``.
        name: what it is called (``phase``), or None.
        up_to: how far, in seconds, a paced phase may be lengthened so that its words fit, or None.
        say: words of the first repetition.
        brief: words of the later ones; None says ``say`` again, an empty string says nothing.
        tone: ``rising`` or ``falling`` for what is left of a paced phase after its words, or None.
        alarm: ends with an alarm that wakes.
        cues: words inside it.
    """

    length: SecondsRange = keys(
        Key("for", Range(open_end=False), "How long; its words are spoken inside this time."),
        Key("hold", Range(), "How long; its words are spoken first, and then the clock starts."),
        one_of=("for", "hold"),
    )
    held: bool = False
    name: str | None = key("phase", _NAME, "What it is called, shown on the screen.", None)
    up_to: float | None = key(
        "up_to",
        Seconds(),
        "It may be lengthened up to this, so that its words fit.",
        None,
        only_with="for",
        otherwise="A hold is never lengthened; its words come before it. Leave it out.",
    )
    say: str | None = key(
        "say", Translated(Text(IN_PHASE)), "The words of the first repetition.", None
    )
    brief: str | None = key(
        "brief",
        Translated(Text(IN_PHASE, may_be_empty=True)),
        'The words of later ones; "" says nothing.',
        None,
    )
    tone: str | None = key(
        "tone",
        Choice(("rising", "falling")),
        "A tone for what is left of it after its words.",
        None,
        only_with="for",
        otherwise="A hold is quiet. Leave it out, or write `for` instead of `hold`.",
    )
    alarm: bool = keys(_ALARM, default=False)
    cues: tuple[Prompt, ...] = keys(_CUES, default=())
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Move:
    """A step as an author writes it: from the library, changed, or written in place.

    Attributes:
        title: its name, spoken first.
        phases: in order; ``hold`` on the move itself is short for one held phase.
        reps: how often the phases are repeated, on each side.
        sides: names of the sides, or empty.
        count_reps: each repetition begins with its number; None as the settings say.
        vary: ``each-side`` does all repetitions on one side and then on the next; ``each-rep``
            changes the side with every repetition.
        say: the instruction, before the clock starts.
        brief: a shorter instruction.
        safety: words that are always spoken, whatever ``--talk`` says.
        lead: words before its title, or None.
        come_out: how to come out of it, spoken when it hurts.
        easier: an easier form of it, for whom it hurts; one that is a move of the library may
            have an easier form in turn.
        rest: True when it was written as ``rest: 20s``; it has one held phase then.
        name: that of the move in the library that it is, with changes or without, or that it was
            before it was written out; or None.
        optional: may be left out to fit a time budget.
        priority: of optional steps, those with the lowest are left out first; 1 to 9.
        source: where its numbers come from.
        note: for authors; never spoken.
    """

    title: str = key("title", _NAME, "Its name, spoken first.")
    phases: tuple[Phase, ...] = keys(
        Key("hold", Range(), "One hold of this length."),
        _CUES._replace(
            only_with="hold", otherwise="Put it under the phase in which they are spoken."
        ),
        _ALARM._replace(only_with="hold", otherwise="Put it under the phase that ends with it."),
        Key(
            "each",
            ListOf(
                Model(
                    Phase,
                    "a phase, a mapping with `for` or `hold`",
                    likely="for",
                    instead="Write its length, such as {for: 3s} or {hold: 30s}.",
                ),
                "a list of phases",
                least=1,
            ),
            "The phases, in order.",
        ),
        one_of=("hold", "each"),
    )
    reps: CountRange = key(
        "reps", Counts(1, 1000), "How often the phases are repeated.", CountRange(1, 1)
    )
    sides: tuple[str, ...] = key("sides", _SIDES, "The sides it is done on, one by one.", ())
    count_reps: bool | None = key(
        "count_reps", Flag(), "Each repetition begins with its number, or does not.", None
    )
    vary: str = key(
        "vary", Choice(("each-side", "each-rep")), "When the side changes.", "each-side"
    )
    lead: str | None = key("lead", _SAID, "Words before its title.", None)
    say: str | None = key("say", _SAID, "The instruction, before the clock starts.", None)
    brief: str | None = key("brief", _SAID, "A shorter instruction.", None)
    safety: str | None = key("safety", _SAID, "Words that are always spoken.", None)
    come_out: str | None = key(
        "come_out", _SAID, "How to come out of it, spoken when it hurts.", None
    )
    easier: Move | None = key(
        "easier",
        Easier(),
        "An easier form: the name of a move, or changes of this one.",
        None,
    )
    rest: bool = False
    optional: bool = key("optional", Flag(), _OPTIONAL, False)
    priority: int = key("priority", Count(1, 9), _PRIORITY, USUAL_PRIORITY)
    equipment: tuple[str, ...] = key("equipment", _EQUIPMENT, "What has to be at hand.", ())
    source: str | None = key("source", Text(), "Where its numbers come from.", None)
    note: str | None = key("note", Text(), "For authors; never spoken.", None)
    name: str | None = key(
        "known_as",
        MOVE_NAME,
        "The move of the library that it once was: what hurts in one is left out as the other.",
        None,
    )
    place: Place | None = field(default=None, compare=False)


BASED_ON = Key("move", MOVE_NAME, "The move that this one is; other keys change it.")
"""The key that turns a mapping of Move into changes of another move; nothing else is required."""


@dataclass(frozen=True, slots=True)
class Rest:
    """A pause as it is written as a step; it becomes a Move."""

    length: SecondsRange = key("rest", Range(), "How long.")
    lead: str | None = key("lead", Translated(Text(IN_REST)), "Words before its title.", None)
    say: str | None = key("say", Translated(Text(IN_REST)), "Words before it.", None)
    brief: str | None = key("brief", Translated(Text(IN_REST)), "A shorter form of them.", None)
    optional: bool = key("optional", Flag(), _OPTIONAL, False)
    priority: int = key("priority", Count(1, 9), _PRIORITY, USUAL_PRIORITY)
    note: str | None = key("note", Text(), "For authors; never spoken.", None)
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Between:
    """What comes between steps or rounds as it is written; it becomes a Move.

    With ``rest`` that is a rest, without it words alone: a Move that has no phases, whose
    words lead to the step that follows.
    """

    length: SecondsRange | None = key("rest", Range(), "How long.", None)
    say: str | None = key(
        "say", Translated(Text(IN_REST)), "Words before the rest, or alone.", None
    )
    brief: str | None = key("brief", Translated(Text(IN_REST)), "A shorter form of them.", None)
    optional: bool = key("optional", Flag(), _OPTIONAL, False)
    priority: int = key("priority", Count(1, 9), _PRIORITY, USUAL_PRIORITY)
    note: str | None = key("note", Text(), "For authors; never spoken.", None)
    place: Place | None = field(default=None, compare=False)


WORDS_BETWEEN = Translated(Text(frozenset({"next"})))
"""Words between steps that stand alone: there is no rest whose length they could tell."""
_BETWEEN = Model(Between, "a rest, such as {rest: 10s}, or words", likely="rest")


@dataclass(frozen=True, slots=True)
class Group:
    """Steps that are done together several times, with a rest between the rounds or none."""

    steps: tuple[Step, ...] = key("steps", _STEPS, "What is done in each round.")
    repeat: int = key("repeat", Count(1, 100), "How many rounds.", 1)
    between: Move | None = key("between", _BETWEEN, "A rest or words between the rounds.", None)
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Selection:
    """Steps of which only some are done, in their order; in a group, others in each round."""

    choose: int = key("choose", Count(1, 100), "How many of them are done.")
    of: tuple[Step, ...] = key("of", _STEPS, "The steps that there are to choose from.")
    place: Place | None = field(default=None, compare=False)


Step: TypeAlias = Move | Group | Selection
"""One entry of ``steps``."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a session is led.

    Attributes:
        countdown: numbers counted down before a clock starts, 0 to 10, one a second.
        change_over_s: time to move into position: after the words of an instruction or a
            change of side.
        halfway: a chime halfway through holds of 20 s and longer.
        wake_s: length of a soft sound before words and chimes that come after silence, 0 to 3:
            it opens the link of wireless speakers, which swallow the first syllables otherwise.
        count_reps: the repetitions of a move are counted aloud, where it says nothing else.
        count_out: numbers counted down inside a hold before it ends, 0 to 10, one a second.
    """

    countdown: int = key("countdown", Count(0, 10), "Numbers before a clock starts.", 3)
    change_over_s: float = key(
        "change_over", Seconds(low_s=0), "Time to move into position, also between sides.", 5.0
    )
    halfway: bool = key("halfway", Flag(), "A chime halfway through holds from 20 s on.", True)
    wake_s: float = key(
        "wake", Seconds(low_s=0, high_s=3), "A soft sound before words that end a silence.", 0.0
    )
    count_reps: bool = key("count_reps", Flag(), "Each repetition begins with its number.", False)
    count_out: int = key("count_out", Count(0, 10), "Numbers before a hold ends.", 0)


@dataclass(frozen=True, slots=True)
class OwnSounds:
    """Sound files in place of chimes, each beside the routine; None keeps the chime."""

    start: OwnSound | None = key("start", SoundFile(), "A hold begins.", None)
    change: OwnSound | None = key("change", SoundFile(), "A hold ends, and more follow.", None)
    end: OwnSound | None = key("end", SoundFile(), "The last hold of a side ends.", None)
    halfway: OwnSound | None = key("halfway", SoundFile(), "Half of a hold is over.", None)
    alarm: OwnSound | None = key("alarm", SoundFile(), "It has to wake: `alarm: true`.", None)
    session_end: OwnSound | None = key("session_end", SoundFile(), "All is done.", None)

    def by_chime(self) -> dict[ChimeName, OwnSound]:
        """Return those that there are, by the chimes in whose place they are."""
        sounds = {cast("ChimeName", one.name): getattr(self, one.name) for one in fields(self)}
        return {name: sound for name, sound in sounds.items() if sound}


@dataclass(frozen=True, slots=True)
class Routine:
    """A whole routine as its author wrote it, moves looked up, ranges still open."""

    title: str = key("title", _NAME, "Its name, spoken first.")
    steps: tuple[Step, ...] = key("steps", _STEPS, "What is done, in order.")
    between: Move | None = key(
        "between", _BETWEEN, "A rest or words between the steps, but beside a rest.", None
    )
    summary: str | None = key(
        "summary", Translated(Text()), "One line for lists; not spoken.", None
    )
    language: str = keys(
        LANGUAGE._replace(doc="Of its plain texts; the voice is chosen by it."), default=USUAL
    )
    equipment: tuple[str, ...] = key("equipment", _EQUIPMENT, "What has to be at hand.", ())
    before: tuple[str, ...] = key("before", _AROUND, "Texts before the first step.", ())
    after: tuple[str, ...] = key("after", _AROUND, "Texts after the last step.", ())
    settings: Settings = key(
        "settings",
        Model(Settings, "a mapping of settings", instead="Write {countdown: 5}, for example."),
        "How it is led.",
        Settings(),
    )
    parameters: tuple[tuple[str, str], ...] = key(
        "with", Values(), "Values by name, used as `$name` and changed with --set.", ()
    )
    say_as: tuple[tuple[str, str], ...] = key(
        "say_as",
        Respellings(),
        "Words that the voice mispronounces, each with a text that sounds like it.",
        (),
    )
    sounds: OwnSounds = key(
        "sounds",
        Model(OwnSounds, "chimes with sound files, such as {end: bowl.wav}"),
        "Sound files in place of chimes.",
        OwnSounds(),
    )
    source: str | None = key("source", Text(), "Where its facts and numbers come from.", None)
    note: str | None = key("note", Text(), "For authors; never spoken.", None)
    place: Place | None = field(default=None, compare=False)
