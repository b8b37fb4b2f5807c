"""A file of an author -> its text, or what is wrong with it as a whole."""

from __future__ import annotations

import re
import stat
from dataclasses import replace
from typing import TYPE_CHECKING

from guide.problems.codes import Code
from guide.problems.problem import Edit, Hint, Place, Problem, RoutineError
from guide.syntax.encoding import windows_text
from guide.syntax.nodes import Source

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 1 << 20
"""The largest file that is read, in bytes: a hundred times the longest bundled one."""

_HOW_UTF_8 = (
    "Notepad has it at Save as, Encoding; VS Code in the bar at the bottom; TextEdit at Save, "
    "Plain Text Encoding."
)
_HOW_PLAIN = (
    "In TextEdit choose Format > Make Plain Text; in a word processor save it as plain text, in "
    "UTF-8."
)

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_UNREADABLE = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff\\ufeff\\ufffe\\uffff]"
)
"""Control characters, line breaks that editors do not count, and what is no character."""


def read_text(
    path: Path, contents: bytes | None = None, *, what: str = "a routine", form: str = "YAML"
) -> Source:
    """Return the text of a file in UTF-8, without its byte order mark.

    Args:
        path: the file.
        contents: what is taken to be in it, if not what is there.
        what: it is meant to be.
        form: how that is written.

    Raises:
        RoutineError: there is no such file, or it is no text that could be such a one.
    """
    data = _read_bytes(path, what) if contents is None else contents
    if data.startswith(_UTF_16) or b"\0\0" in (data[0:4:2], data[1:4:2]):
        message = "this is not UTF-8, but probably UTF-16"
        raise _whole(path, Code.NOT_UTF_8, message, f"Save it as UTF-8: {_HOW_UTF_8}")
    if data.startswith(b"{\\rtf"):
        message = "this is RTF, a document of a word processor, and not plain text"
        raise _whole(path, Code.NOT_TEXT, message, _HOW_PLAIN)
    if b"\0" in data:
        hint = f"{what.capitalize()} is a text file, in {form}."
        raise _whole(path, Code.NOT_TEXT, "this is not a text file", hint)
    try:
        source = Source(str(path), data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _not_utf_8(path, data, error) from None
    if match := _UNREADABLE.search(source.text):
        place = source.place_at(match.start())
        message = f"the character U+{ord(match.group()):04X} has no place in {what}"
        hint = "Delete it; it may be invisible."
        raise RoutineError([source.problem(Code.STRAY_CHARACTER, place, message, hint)])
    return source


def _read_bytes(path: Path, what: str) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            message = "this is a folder, not a file"
            raise _unread(path, Code.UNREADABLE_FILE, message, "Name a file in it.")
        if not stat.S_ISREG(mode):  # a pipe or a device could keep us waiting for ever
            message = "this is not a file that can be read"
            raise _unread(path, Code.UNREADABLE_FILE, message, "Name a usual file.")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        from guide.syntax.missing_file import hint_of_missing  # noqa: PLC0415 - only where one is

        hint = hint_of_missing(path)
        raise _unread(path, Code.NO_SUCH_FILE, "there is no such file", hint) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"this cannot be read: {reason}"
        hint = "Check that it is the file you mean, and that you may read it."
        raise _unread(path, Code.UNREADABLE_FILE, message, hint) from None
    if len(data) > MAX_BYTES:
        message = f"this file is larger than 1 MiB, too large for {what}"
        hint = "Divide it, or check that it is the file you mean."
        raise _unread(path, Code.FILE_TOO_LARGE, message, hint)
    return data


def _unread(path: Path, code: Code, message: str, hint: str) -> RoutineError:
    return RoutineError([Problem(Place(str(path), 0, 0), message, code, hint)])


def _whole(path: Path, code: Code, message: str, hint: str) -> RoutineError:
    return RoutineError([Problem(Place(str(path), 1, 1), message, code, hint)])


def _not_utf_8(path: Path, data: bytes, error: UnicodeDecodeError) -> RoutineError:
    byte = data[error.start]
    message = f"the byte 0x{byte:02X} is not UTF-8"
    text = windows_text(data)
    if text is None:
        source = Source(str(path), data.decode("utf-8", errors="replace"))
        start = len(data[: error.start].decode("utf-8-sig"))
        hint = Hint(f"Save it as UTF-8: {_HOW_UTF_8}")
    else:  # what is shown is what it looks like as UTF-8
        source = Source(str(path), re.sub(r"[^\x00-\x7f]", "\ufffd", text))
        start = error.start
        words = f"This is Windows-1252, and the letter is {text[start]}. Save it as UTF-8:"
        hint = Hint(f"{words} {_HOW_UTF_8}", (Edit(start, start + 1, text[start]),))
    problem = source.problem(Code.NOT_UTF_8, source.place_at(start), message, hint)
    return RoutineError([replace(problem, stops=True)])
