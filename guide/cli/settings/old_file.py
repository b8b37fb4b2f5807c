"""Respelt words that are still in a ``settings.yaml``, where all settings were once."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio.errors import AudioError
from guide.cli.options.defaults import Settings
from guide.cli.settings.definition import WORDS
from guide.cli.settings.file import tell_broken
from guide.cli.terminal.paragraphs import echo
from guide.format.definition import key
from guide.format.kinds import Misread, Respellings
from guide.problems.codes import Code
from guide.problems.problem import GuideError, RoutineError
from guide.problems.report import Enough
from guide.reading.model_reader import ModelReader
from guide.syntax.nodes import Mapping
from guide.syntax.text_file import read_text
from guide.yaml.events import compose

if TYPE_CHECKING:
    from pathlib import Path

    from guide.language.pronunciation import SayAs
    from guide.problems.problem import Problem


@dataclass(frozen=True, slots=True)
class OldSettings:
    """What was in that file."""

    say_as: SayAs = key("say_as", Respellings(), "Words, each with how it is said.", ())  # noqa: RUF009


def carried_over(old: Path, file: Path) -> Settings:
    """Write the words of the ``old`` file into ``file``, which is not there; return them.

    The old one stays as it is. Where it is broken, or ``file`` cannot be written, that is told.
    """
    try:
        words = _read(old)
    except RoutineError as error:
        tell_broken(error.problems)
        return Settings()
    from guide.cli.settings.writing import setting, write  # noqa: PLC0415 - once for each user

    try:
        write(file, *(setting((WORDS, word), said) for word, said in words))
        told = f"Your settings are in {file} from now on: {old} was copied, and counts no more."
        echo(told, err=True)
    except (GuideError, AudioError) as error:
        echo(f"{error} Until it can be written, {old} counts.", err=True)
    return Settings(say_as=words)


def _read(path: Path) -> SayAs:
    """Return the words of the file; raises RoutineError."""
    reader = ModelReader()
    settings = OldSettings()
    with suppress(Misread, Enough):  # why is in the report
        source = read_text(path)
        problems: list[Problem] = []
        node = compose(source, problems)
        reader.report.add(problems)
        if isinstance(node, Mapping):
            settings = reader.model(OldSettings, node)
        elif node is not None:
            raise reader.wrong(node, Code.NO_KEYS, "expected `say_as`", "Write `say_as:`.")
    if reader.report.problems:
        raise RoutineError(reader.report.in_order(str(path)))
    return settings.say_as
