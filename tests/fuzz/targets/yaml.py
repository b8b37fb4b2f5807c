"""The reader of routines and moves: what it tells, mends and reads, whatever a file holds."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from guide import folders
from guide.checking.check import check_file
from guide.checking.fixing import mended
from guide.format.routine import Move, Routine
from guide.format.schema import schema
from guide.reading.source import read_playable
from guide.syntax.edits import edits_of
from tests.fuzz import ROOT, empty_folder
from tests.fuzz.mutations import of_lines
from tests.fuzz.told import assert_told_well, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from random import Random

LARGEST = 3000
SAMPLES = [
    *(ROOT / "routines").rglob("*.yaml"),
    *(ROOT / "tests" / "guide" / "corpus").rglob("*.yaml"),
]
LIBRARY = ROOT / "tests" / "guide" / "corpus" / "library"
"""Its moves are short, which lets ten times as many inputs be tried as the bundled ones do."""
_VALUES = (
    *("5s", "1m30s", "1:30", "30s-60s", "20 min", "3-5", "45s+", "50%", "-10s", "2", "true", "no"),
    *("left", "right", "full", "brief", "{side}", "{title}", "{rep}", "{x | y}", "en", "de", "es"),
    *("&a", "*a", "<<: *a", "|", ">-", "- ", "? ", "---", "...", "# ", "!!str", "%YAML 1.2"),
    *(
        "childs-pose",
        "hip-lifts",
        "move: cat-cow",
        "rest: 10s",
        "bowl.wav",
        "1,5s",
        "5 x",
        "each-rep",
    ),
)


def _names(node: Any) -> Iterator[str]:
    """Yield all keys and words that a schema knows."""
    if isinstance(node, dict):
        yield from node.get("properties", ())
        yield from (word for word in node.get("enum", ()) if isinstance(word, str))
        for value in node.values():
            yield from _names(value)
    elif isinstance(node, list):
        for value in node:
            yield from _names(value)


_KEYS = {f"{name}: " for model in (Routine, Move) for name in _names(schema(model))}
WORDS = sorted({*_VALUES, *_KEYS})


@cache
def _pieces() -> list[str]:
    """Return lines of the samples, which go into others, and words."""
    lines = {
        line.strip()
        for path in SAMPLES
        for line in path.read_text("utf-8", "replace").splitlines()
        if len(line) < 80 and not line.startswith("#")
    }
    return sorted({*lines, *WORDS})


def mutate(data: bytes, chance: Random) -> bytes:
    """Return other bytes, of which lines of routines are made."""
    return of_lines(data, chance, _pieces())


@cache
def _file() -> Path:
    return empty_folder() / "file.yaml"


@patch.object(folders, "BUNDLED", LIBRARY)
def check(data: bytes) -> None:
    """It is checked, told, and mended once for all; what has no problem can be read."""
    file = _file()
    problems = check_file(file, data)
    assert_told_well(problems, file, text_of(data))
    file.write_bytes(data)
    result = mended(file)
    if result.mendings:
        assert result.before == data
        assert all(one.before != one.after for one in result.mendings)
        assert not edits_of((one for one in result.left if one.is_error), file)
        assert_told_well(result.left, file, text_of(result.after))
        assert _breaks(result.after) == _breaks(data)
        file.write_bytes(result.after)
        assert not mended(file).mendings
    else:
        assert result.left == problems
    if not any(problem.is_error for problem in result.left):
        read_playable(file)


def _breaks(data: bytes) -> list[bytes]:
    return re.findall(rb"\r\n|\r|\n", data)
