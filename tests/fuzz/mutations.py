"""Changes that leave the form of a text as it is, so that more than its first slip is reached."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

_HOSTILE = (
    *("", "\0", "\u2028", "\ud800", "..", "../../x", "C:\\x", "<b>&amp;", "-->", "x" * 300),
    *(0, -1, 1, 1 << 31, 1 << 63, 1e308, 0.5, True, None, [], {}),
)
_ODD = "\t\u00a0\ufeff\u2028\u202e\U0001f9d8\u0301{}[]:,#&*!|>'\"%@`-\\"


def of_lines(data: bytes, chance: Random, pieces: Sequence[str]) -> bytes:
    """Return a text with one to four of its lines changed, moved, or put in from ``pieces``."""
    lines = data.decode("utf-8", "replace").splitlines(keepends=True) or ["\n"]
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(lines)) if lines else 0
        _CHANGES[chance.randrange(len(_CHANGES))](lines, at, chance, pieces)
    return "".join(lines).encode("utf-8", "replace")


def _another(lines: list[str], at: int, chance: Random, pieces: Sequence[str]) -> None:
    line = chance.choice(pieces)
    indent = "" if chance.random() < 0.5 or not lines else _indent_of(lines[at])
    lines.insert(at, f"{indent}{line}\n")


def _moved(lines: list[str], at: int, chance: Random, _: Sequence[str]) -> None:
    if lines:
        lines.insert(chance.randint(0, len(lines) - 1), lines.pop(at))


def _again(lines: list[str], at: int, chance: Random, _: Sequence[str]) -> None:
    end = at + chance.randint(1, 3)
    lines[at:at] = lines[at:end]


def _gone(lines: list[str], at: int, chance: Random, _: Sequence[str]) -> None:
    del lines[at : at + chance.randint(1, 3)]


def _shifted(lines: list[str], at: int, chance: Random, _: Sequence[str]) -> None:
    for index in range(at, min(len(lines), at + chance.randint(1, 3))):
        bare = lines[index].lstrip(" ")
        spaces = len(lines[index]) - len(bare) + chance.choice((-2, -1, 1, 2))
        lines[index] = " " * max(0, spaces) + bare


def _slipped(lines: list[str], at: int, chance: Random, pieces: Sequence[str]) -> None:
    """Put a sign or a word into a line, over some of what is there."""
    if lines:
        line = lines[at]
        start = chance.randint(0, len(line))
        word = chance.choice(_ODD) if chance.random() < 0.5 else chance.choice(pieces)
        lines[at] = line[:start] + word + line[start + chance.randint(0, 3) :]


_CHANGES = (_another, _moved, _again, _gone, _shifted, _slipped, _slipped)


def _indent_of(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" "))]


def of_json(data: bytes, chance: Random, pieces: Sequence[str]) -> bytes:
    """Return a JSON document with one to four of its values changed, moved or left out."""
    document = json.loads(data)
    for _ in range(chance.randint(1, 4)):
        document = _changed(document, chance, pieces)
    return json.dumps(document).encode()


def _changed(value: Any, chance: Random, pieces: Sequence[str]) -> Any:
    inside = value if isinstance(value, dict | list) and value else None
    if inside is None or chance.random() < 0.15:
        return _replaced(value, chance, pieces)
    keys = list(inside) if isinstance(inside, dict) else range(len(inside))
    key: Any = chance.choice(list(keys))
    way = chance.random()
    if way < 0.1:
        del inside[key]
    elif way < 0.2 and isinstance(inside, dict):
        inside[str(_replaced(key, chance, pieces))] = inside[key]
    else:
        inside[key] = _changed(inside[key], chance, pieces)
    return inside


def _replaced(value: Any, chance: Random, pieces: Sequence[str]) -> Any:
    if isinstance(value, str) and chance.random() < 0.6:
        at = chance.randint(0, len(value))
        put = chance.choice((*pieces, *_ODD))
        return value[:at] + put + value[at + chance.randint(0, 3) :]
    if isinstance(value, int) and chance.random() < 0.4:
        return value + chance.choice((-1, 1, value, -value))
    return chance.choice((*pieces, *_HOSTILE))
