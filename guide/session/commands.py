"""What a person can tell a session: values on a queue, wherever they come from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from guide.language.messages import Message

if TYPE_CHECKING:
    from guide.compiling.compiler import Compiler


class Verb(Enum):
    """A command without a value. Each is described as the help shows it.

    What it means at a moment, a question or an alarm, is known to the session alone.
    """

    TOGGLE = Message("a command", "pause, or go on")
    PAUSE = Message("a command", "pause")
    RESUME = Message("a command", "go on")
    NEXT = Message("a command", "go on with the next step; when a step waits for you, go on")
    BACK = Message("a command", "back to the start of this step; again: to the step before")
    REPEAT = Message("a command", "hear the instruction again")
    MORE = Message("a command", "10 seconds more")
    LESS = Message("a command", "10 seconds less")
    HURTS = Message("a command", "it hurts: stop this move and rest")
    EASIER = Message("a command", "do an easier form of this move")
    HOW_LONG = Message("a command", "hear how much time is left")
    LOUDER = Message("a command", "louder")
    SOFTER = Message("a command", "softer")
    CHIMES = Message("a command", "chimes off, or on again")
    SILENT = Message("a command", "go on without sound while the sound device is lost")
    ACKNOWLEDGE = Message("a command", "stop the alarm that rings; nothing where none does")
    QUIT = Message("a command", "end the session; asks once more")
    YES = Message("a command", "yes, end the session")
    NO = Message("a command", "no, go on with the session")
    END = Message("a command", "end the session at once")


@dataclass(frozen=True, slots=True)
class YesOr:
    """Yes where it is asked whether to end, and ``other`` where not: one key is both.

    In Spanish ``s`` is yes.
    """

    other: Verb


@dataclass(frozen=True, slots=True)
class SeekTo:
    """Go on from ``frame`` of the session as it was planned, in frames from its beginning."""

    frame: int


@dataclass(frozen=True, slots=True)
class SetVolume:
    """Play at ``volume``, 0.0 (silent) to 1.0 (as exported), linear in amplitude."""

    volume: float


@dataclass(frozen=True, slots=True)
class Revise:
    """Go on with what the author has made of the routine meanwhile, at the first change.

    Attributes:
        compiler: of the new plan.
        keep: parts that are as they were sound as they did: settings, respellings and sounds are
            the same.
    """

    compiler: Compiler
    keep: bool

    @classmethod
    def of(cls, old: Compiler, new: Compiler) -> Revise:
        """Return the command that leads from one to the other, which speak with one voice."""
        one, other = ((plan.settings, plan.say_as, plan.sounds) for plan in (old.plan, new.plan))
        return cls(new, keep=one == other)


Command: TypeAlias = Verb | YesOr | SeekTo | SetVolume | Revise
