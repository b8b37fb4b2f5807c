"""What ``guide new`` is told, by options or by answers: moves, sides, a hold, a language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

import click

from guide.cli.options.numbers import WholeType

if TYPE_CHECKING:
    from guide.format.kinds.kind import Kind


class WrittenType(click.ParamType[Any]):
    """What could stand in a routine as the value of some key."""

    def __init__(self, name: Literal["title", "around", "with sides", "without sides", "time"]):
        """Take a title, words around the steps, an instruction, or a length of time."""
        self.name = name

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return it as it is written, with single spaces."""
        from guide.problems.problem import RoutineError, printable  # noqa: PLC0415
        from guide.reading.model_reader import read_words  # noqa: PLC0415 - help needs none of these

        try:
            read_words(value, self._kind())
        except RoutineError as error:
            told = [problem.message for problem in error.problems]
            hints = [problem.hint for problem in error.problems]
            shown = printable(value[:40])
            self.fail(f"'{shown}': {'; '.join(told)}. {' '.join(hints)}", param, ctx)
        return " ".join(value.split())

    def _kind(self) -> Kind:
        from guide.format.kinds import NAME, Range, Text  # noqa: PLC0415 - help needs none of these
        from guide.format.templates import AROUND, IN_MOVE  # noqa: PLC0415

        match self.name:
            case "title":
                return NAME
            case "time":
                return Range()
            case "around":
                return Text(AROUND)
            case "with sides":
                return Text(IN_MOVE, may_be_empty=True)
        return Text(IN_MOVE - {"side"}, may_be_empty=True)


class NamesType(click.ParamType[Any]):
    """Names, divided by commas; "none" is none."""

    name = "names"

    def convert(
        self, value: str | tuple[str, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """Return the names."""
        if not isinstance(value, str):
            return value
        names = tuple(" ".join(name.split()) for name in value.split(",") if name.strip())
        if names == ("none",):
            return ()
        return tuple(dict.fromkeys(self.one(name, param, ctx) for name in names))

    def one(self, name: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return one of the names."""
        raise NotImplementedError


class SidesType(NamesType):
    """The sides of a move."""

    def one(self, name: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name of a side."""
        return TITLE.convert(name, param, ctx)


class MovesType(NamesType):
    """Moves that a routine in this folder can use, also by their numbers in that list."""

    def one(self, name: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name of a move."""
        known = moves_here()
        named = {str(number): move for number, move in enumerate(known, 1)}
        named |= {move: move for move in known}
        if name in named:
            return named[name]
        from guide.language.spelling import did_you_mean  # noqa: PLC0415
        from guide.problems.problem import quoted  # noqa: PLC0415

        near = did_you_mean(name, known)
        meant = [near] if near else [one for one in known if name.casefold() in one]
        hint = f"Did you mean {' or '.join(meant)}?" if meant else f"There are {', '.join(known)}."
        raise click.BadParameter(f"There is no move {quoted(name)}. {hint}", ctx, param)


def moves_here() -> list[str]:
    """Return the names of the moves that a routine in this folder can use."""
    from guide.folders import HERE, move_folders  # noqa: PLC0415 - help needs none

    return move_folders(HERE).names()


class LanguageType(click.ParamType[Any]):
    """A language that a voice which comes along speaks."""

    name = "language"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return its tag; its English name is taken too."""
        from audio.speech.espeak_voices import language_called, speaks  # noqa: PLC0415
        from guide.format.kinds import LANGUAGE_TAG  # noqa: PLC0415

        tag = language_called(value) or value
        if not re.fullmatch(LANGUAGE_TAG, tag) or not speaks(tag):
            hint = "Write a language such as English or de; 'guide voices' lists all of them."
            self.fail(f"No voice speaks '{value}'. {hint}", param, ctx)
        return tag


TITLE, TIME, AROUND = WrittenType("title"), WrittenType("time"), WrittenType("around")
SAY, SAY_WITHOUT_SIDES = WrittenType("with sides"), WrittenType("without sides")
MOVES, SIDES, LANGUAGE = MovesType(), SidesType(), LanguageType()
ROUNDS = WholeType("The number of rounds", 1, 20)
