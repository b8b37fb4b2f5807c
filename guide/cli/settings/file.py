"""The one TOML file of the user's own settings -> what is right in it, and all that is wrong."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audio.beds.names import COMPUTED
from guide.cli.options.defaults import Settings
from guide.cli.settings.definition import EXAMPLES, NAMES, WORDS, is_number, options, value_of
from guide.cli.terminal.faults import report
from guide.cli.terminal.paragraphs import echo
from guide.folders import at_home, config_file
from guide.format.kinds import Misread, Respellings
from guide.problems.codes import Code
from guide.problems.problem import Hint, Problem, RoutineError, printable, quoted
from guide.problems.report import Enough
from guide.reading.model_reader import ModelReader
from guide.syntax.nodes import Mapping, Scalar
from guide.syntax.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from guide.language.pronunciation import SayAs
    from guide.problems.problem import Place
    from guide.syntax.nodes import Source
    from guide.toml.statements import Entry

LARGEST = 64 << 10
"""Characters of the largest file: the most words that may be respelt are half of it."""


def read_settings(path: Path | None = None) -> Settings:
    """Return the settings of a file, by default the user's; none where there is no file.

    Raises:
        RoutineError: with everything that is wrong in it.
    """
    settings, problems = look_at_settings(path or config_file())
    if problems:
        raise RoutineError(problems)
    return settings


def look_at_settings(path: Path, contents: bytes | None = None) -> tuple[Settings, list[Problem]]:
    """Return what is right in a file of settings, and everything that is wrong.

    Args:
        path: the file, which need not be there.
        contents: what is taken to be in it, if not what is there.
    """
    if contents is None and not path.exists():
        return Settings(), []
    try:
        source = read_text(path, contents, what="a file of settings", form="TOML")
    except RoutineError as error:
        return Settings(), [*error.problems]
    if len(source.text) > LARGEST:
        message = f"this file is larger than {LARGEST >> 10} KiB, too large for settings"
        hint = "Check that it is the file you mean."
        return Settings(), [source.problem(Code.FILE_TOO_LARGE, source.place_at(0), message, hint)]
    reading = _Reading(source)
    with suppress(Enough):  # why is in the report
        reading.read()
    return Settings(reading.values, reading.say_as), reading.reader.report.in_order(str(path))


def tell_broken(problems: Iterable[Problem]) -> None:
    """Tell what is wrong with settings, and what that means."""
    report(RoutineError(problems))
    echo("Until that is mended, the defaults are taken, without your own settings.", err=True)


def tell_shortly(problems: Sequence[Problem]) -> None:
    """Tell that settings are broken, and where this is told in full."""
    file = printable(problems[0].place.file)
    many = "a problem" if len(problems) == 1 else f"{len(problems)} problems"
    echo(f"{file} has {many}, so nothing in it counts: 'guide config' tells more.", err=True)


class _Reading:
    """One reading of a file, entry by entry."""

    def __init__(self, source: Source) -> None:
        self.values: dict[str, Any] = {}
        self.say_as: SayAs = ()
        self.reader = ModelReader()
        self._source = source
        self._folder = Path(source.file).absolute().parent
        self._told: set[str] = set()  # tables that are none of settings

    def read(self) -> None:
        """Read all of it; raises Enough."""
        from guide.toml.statements import read_toml  # noqa: PLC0415 - only where there is a file

        numbers = {name: EXAMPLES[name] for name in NAMES if is_number(name)}
        entries = read_toml(self._source, self.reader.report, numbers)
        pairs: list[tuple[Scalar, Scalar]] = []
        for entry in entries:
            if entry.names[0] == WORDS:
                pairs += self._words(entry)
            elif entry.names[0] in self._told:
                continue  # it is of a table that was told
            elif entry.names[0] in NAMES:
                self._setting(entry.names[0], entry)
            else:
                self._told.add(entry.names[0])
                self._wrong(entry.name_place, Code.UNKNOWN_KEY, *_unknown(entry.names[0]))
        with suppress(Misread):
            node = Mapping(tuple(pairs), self._source.place_at(0), self._source)
            self.say_as = Respellings().read(node, self.reader)

    def _setting(self, name: str, entry: Entry) -> None:
        written = entry.value
        hint: str | Hint = f"Write {EXAMPLES[name]}."
        if entry.value in (None, []) or len(entry.names) > 1:
            self._told.add(name)
            self._wrong(entry.place, Code.WRONG_KIND, f"`{name}` is a setting, no table", hint)
        elif isinstance(written, bool) or not isinstance(written, (str, int, float)):
            self._unexpected(name, entry, quoted(self._source.text[entry.start : entry.end]), hint)
        elif isinstance(written, str) and is_number(name) and _taken(name, written):
            edits = self._scalar(written, entry.place, entry).edits(written, quotes=False)
            self._unexpected(
                name, entry, "a text", Hint(f"Write {written}, without quotes.", edits)
            )
        elif not isinstance(written, str) and not is_number(name):
            self._unexpected(name, entry, "a number", f'Write "{written}", in quotes.')
        else:
            self._value(name, str(written), entry)

    def _value(self, name: str, written: str, entry: Entry) -> None:
        try:
            value = value_of(name, written)
        except click.BadParameter as error:
            message, _, told = error.message.removesuffix(".").partition(". ")
            hint = _meant(name, written) or f"{_in_toml(name, told)}."
            self._wrong(entry.place, Code.WRONG_SETTING, message[:1].lower() + message[1:], hint)
        else:
            self.values[name] = self._path_of(written) if name == "bed" else value

    def _path_of(self, bed: str) -> str:
        """Return where the file of a bed is: beside this one if that is not said."""
        return bed if bed in COMPUTED else str(self._folder / at_home(bed))

    def _words(self, entry: Entry) -> Iterator[tuple[Scalar, Scalar]]:
        """Yield words with how they are said."""
        if entry.value is None and len(entry.names) == 1:
            return
        said = {entry.names[-1]: entry.value} if len(entry.names) == 2 else entry.value
        if not isinstance(said, dict) or not all(isinstance(text, str) for text in said.values()):
            message = "expected words with how they are said"
            hint = f'Write [{WORDS}] in a line, and below it such as "SI joint" = "S I joint".'
            if entry.names[-1] in NAMES:
                hint = f"It is a setting? Write it above [{WORDS}]."
            self._wrong(entry.place, Code.WRONG_KIND, message, hint)
            return
        for word, text in said.items():
            name_place = entry.name_place if len(entry.names) == 2 else entry.place
            yield self._scalar(word, name_place, entry), self._scalar(text, entry.place, entry)

    def _scalar(self, text: str, place: Place, entry: Entry) -> Scalar:
        """Return a text as what kinds read."""
        return Scalar(text, False, place, self._source, entry.start, entry.end)

    def _unexpected(self, name: str, entry: Entry, found: str, hint: str | Hint) -> None:
        expected = "a number" if is_number(name) else "a text"
        message = f"expected {expected}, but found {found}"
        self._wrong(entry.place, Code.WRONG_KIND, message, hint)

    def _wrong(self, place: Place, code: Code, message: str, hint: str | Hint) -> None:
        self.reader.report.add([self._source.problem(code, place, message, hint)])


def _taken(name: str, written: str) -> bool:
    try:
        value_of(name, written)
    except click.BadParameter:
        return False
    return True


def _in_toml(name: str, told: str) -> str:
    """Return what an option has to say of a wrong value, as it is written in the file."""
    if value := re.fullmatch(r"Write (\S+)", told):
        return f'Write {name} = "{value[1]}"'
    return told or f"Write {EXAMPLES[name]}"


def _unknown(name: str) -> tuple[str, str]:
    """Return what is said of a setting that there is not, and the hint."""
    from guide.language.spelling import did_you_mean  # noqa: PLC0415 - only where one is wrong

    near = did_you_mean(name, (*NAMES, WORDS))
    known = ", ".join(f"`{one}`" for one in (*NAMES, WORDS))
    hint = f"Did you mean `{near}`?" if near else f"The settings are {known}."
    return f"unknown setting {quoted(name)}", hint


def _meant(name: str, written: str) -> str | None:
    """Return the hint which value is meant, of a setting that is one of some words."""
    from guide.language.spelling import did_you_mean  # noqa: PLC0415 - only where one is wrong

    kind = options()[name].type
    near = did_you_mean(written, kind.choices) if isinstance(kind, click.Choice) else None
    return f'Did you mean "{near}"?' if near else None
