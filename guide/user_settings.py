"""The user's own settings, for all routines: a YAML file that need not be there."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from guide.codes import Code
from guide.definition import key
from guide.folders import settings_file
from guide.kinds import Misread, Respellings
from guide.model_reader import ModelReader
from guide.nodes import Mapping, Scalar
from guide.problems import RoutineError
from guide.report import Enough
from guide.text_file import read_text
from guide.yaml_events import compose

if TYPE_CHECKING:
    from pathlib import Path

    from guide.problems import Problem


@dataclass(frozen=True, slots=True)
class UserSettings:
    """What a person has settled for all routines."""

    say_as: tuple[tuple[str, str], ...] = key(
        "say_as",
        Respellings(),
        "Words that the voice mispronounces, each with a text that sounds like it.",
        (),
    )


def read_user_settings(path: Path | None = None, contents: bytes | None = None) -> UserSettings:
    """Return the settings of a file, by default the user's; none where there is no file.

    Args:
        path: the file.
        contents: what is taken to be in it, if not what is there.

    Raises:
        RoutineError: with everything that is wrong in it.
    """
    path = path or settings_file()
    if contents is None and not path.exists():
        return UserSettings()
    reader = ModelReader()
    settings = UserSettings()
    with suppress(Misread, Enough):  # why is in the report
        settings = _read(path, contents, reader)
    if reader.report.problems:
        raise RoutineError(reader.report.in_order(str(path)))
    return settings


def _read(path: Path, contents: bytes | None, reader: ModelReader) -> UserSettings:
    source = read_text(path, contents)
    problems: list[Problem] = []
    node = compose(source, problems)
    reader.report.add(problems)
    if node is None or (isinstance(node, Scalar) and node.empty):
        return UserSettings()
    if not isinstance(node, Mapping):
        message = f"expected keys such as `say_as`, but found {node.what}"
        hint = "Write `say_as:`, and below it words with how they are said."
        raise reader.wrong(node, Code.NO_KEYS, message, hint)
    settings: UserSettings = reader.model(UserSettings, node)
    return settings
