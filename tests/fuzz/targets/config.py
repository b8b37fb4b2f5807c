"""The reader of a person's settings: what it tells, reads, and keeps when another is set."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING

from guide.cli.settings.definition import EXAMPLES, NAMES
from guide.cli.settings.definition import WORDS as SAY_AS
from guide.cli.settings.file import look_at_settings
from guide.cli.settings.writing import OF_VALUES, NotSetError, setting, unsetting, write
from guide.problems.problem import GuideError
from guide.syntax.edits import applied, edits_of
from tests.fuzz import empty_folder
from tests.fuzz.mutations import of_lines
from tests.fuzz.told import assert_told_well, text_of

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

LARGEST = 1500
SAMPLES: list[Path] = []
WORDS = (
    *EXAMPLES.values(),
    *(f"[{SAY_AS}]", f'{SAY_AS} = {{psoas = "so-ass"}}', '"SI joint" = "S I joint"', "psoas = "),
    *(f'{SAY_AS}.psoas = "so"', "[[voice]]", "[a.b]", '"""', "'''", "[", "]", "{", "}", "=", ","),
    *(
        "true",
        "1979-05-27T07:32:00Z",
        "1_000",
        "0x1F",
        "inf",
        "nan",
        "1e3",
        "-16.0",
        "+5",
        "\\u0000",
    ),
    *(
        'bed = "~nobody-here/a"',
        'bed = "~/a"',
        "\\U0010FFFF",
        "\u201cen\u201d",
        "talk: brief",
        "pace 140",
        "#",
        "voice.a = 1",
        '"".b = 2',
    ),
)


def mutate(data: bytes, chance: Random) -> bytes:
    """Return other settings, a line for each."""
    return of_lines(data, chance, WORDS)


@cache
def _file() -> Path:
    return empty_folder() / "config.toml"


def check(data: bytes) -> None:
    """All that is wrong is told; what is right is what TOML says, and stays when more is set."""
    file = _file()
    settings, problems = look_at_settings(file, data)
    assert_told_well(problems, file, text_of(data))
    assert settings.values.keys() <= {*NAMES}
    if edits := [edit for edits in edits_of(problems, file).values() for edit in edits]:
        after = look_at_settings(file, applied(data, edits))[1]
        assert_told_well(after, file, text_of(applied(data, edits)))
    if not problems:
        _check_against_toml(data, {**settings.values}, dict(settings.say_as))
    if all(problem.code in OF_VALUES for problem in problems):
        _check_kept(file, data)


def _check_against_toml(data: bytes, values: dict[str, object], said: dict[str, str]) -> None:
    """Where nothing is wrong, nothing was passed over."""
    read = tomllib.loads(data.decode("utf-8-sig"))
    assert read.keys() - {SAY_AS} == values.keys()
    words = read.get(SAY_AS, {})
    assert {" ".join(word.split()) for word in words} == said.keys()
    for name, value in read.items():
        if isinstance(value, str) and name not in (SAY_AS, "bed"):
            assert values[name] == value or str(values[name]).lower() == value.lower()
        elif name != SAY_AS and name != "bed":
            assert float(str(values[name])) == float(value)


def _check_kept(file: Path, data: bytes) -> None:
    """Setting one leaves the others as they were, and taking it out again too."""
    file.write_bytes(data)
    before, _ = look_at_settings(file)
    try:
        write(file, setting(("pace",), 123.0))
        after, _ = look_at_settings(file)
        assert after.values == {**before.values, "pace": 123}
        assert after.say_as == before.say_as
        write(file, unsetting(("pace",)))
    except GuideError as error:
        assert not isinstance(error, NotSetError)
        assert file.read_bytes() == data or b"pace" in data
        return
    last, _ = look_at_settings(file)
    assert last.values == {name: value for name, value in before.values.items() if name != "pace"}
    assert last.say_as == before.say_as
