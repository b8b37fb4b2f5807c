"""Changes of the user's file of settings: comments and the order of lines stay as they are."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, BinaryIO

import tomlkit
from tomlkit.exceptions import TOMLKitError

from audio.files.whole import whole_file
from guide.cli.settings.definition import EXAMPLES, NAMES, WORDS, options
from guide.cli.settings.file import look_at_settings
from guide.problems.codes import Code
from guide.problems.problem import GuideError, RoutineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, MutableMapping
    from pathlib import Path

    from guide.cli.options.defaults import Value
    from guide.problems.problem import Problem

    Change = Callable[[MutableMapping[str, Any]], None]

OF_VALUES = (Code.UNKNOWN_KEY, Code.WRONG_KIND, Code.WRONG_SETTING)
"""Problems that keep nobody from changing another value, or just that one."""


class NotSetError(GuideError):
    """What should be taken out is not in the file."""


HEADING = "What guide does when nothing is typed. 'guide config' lists it, and checks it."


def setting(names: tuple[str, ...], value: Value) -> Change:
    """Return the change that gives a setting, or a word that is respelt, a value."""

    def change(file: MutableMapping[str, Any]) -> None:
        *tables, name = names
        for table in tables:
            file = file.setdefault(table, tomlkit.table())
        whole = isinstance(value, float) and value.is_integer()
        file[name] = int(value) if whole else value

    return change


def unsetting(names: tuple[str, ...]) -> Change:
    """Return the change that takes a setting, or a word, out; raises NotSetError."""

    def change(file: MutableMapping[str, Any]) -> None:
        *tables, name = names
        with suppress(KeyError, TypeError):
            for table in tables:
                file = file[table]
            del file[name]
            return
        raise NotSetError(f"{'.'.join(names)} is not in your settings: nothing was changed.")

    return change


def write(path: Path, *changes: Change) -> list[Problem]:
    """Change a file of settings, which need not be there; return what is wrong in it still.

    It is written aside, and while it is, by nobody else.

    Raises:
        RoutineError: it cannot be read as TOML.
        GuideError: there is nothing to change; or what is left can't be changed so.
        FileError: it cannot be written, or somebody else does so just now.
    """
    with _opened(path) as file:
        before = path.read_bytes() if path.exists() else f"# {HEADING}\n\n".encode()
        _, problems = look_at_settings(path, before)
        if any(problem.code not in OF_VALUES for problem in problems):
            raise RoutineError(problems)
        text = before.decode("utf-8-sig")
        try:
            document = tomlkit.parse(text if text.endswith("\n") or not text else text + "\n")
            for change in changes:
                change(document)
            after = tomlkit.dumps(document).encode()
        except (TOMLKitError, TypeError, AttributeError) as error:
            raise GuideError(f"{path} cannot be changed so: edit it. ({error})") from error
        file.write(after)
    return look_at_settings(path, after)[1]


def begin(path: Path) -> None:
    """Write a file for who edits it: all settings, none of which counts yet."""
    lines = [f"# {HEADING}", ""]
    for name in NAMES:
        help_text = (options()[name].help or "").partition("  [")[0]
        lines += [f"# {help_text}", f"# {EXAMPLES[name]}", ""]
    lines += [f"# [{WORDS}]", '# "SI joint" = "S I joint"']
    with _opened(path) as file:
        file.write("\n".join([*lines, ""]).encode())


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """Give a new file to write in the place of ``path``, whose folder is made."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GuideError(f"{path.parent} cannot be made: {error.strerror}.") from error
    with whole_file(path, overwrite=True) as file:
        yield file
