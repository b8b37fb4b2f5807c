"""Tests that documents name, as `` `tests/file.py::test_name` ``; so that none is named in vain."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]


def named_in(text: str) -> list[tuple[str, str]]:
    """The tests that a document names: file and function."""
    return re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", text)


@cache
def tests_of(file: str) -> frozenset[str]:
    """The names of a file's tests; none where there is no such file."""
    path = ROOT / file
    if not path.is_file():
        return frozenset()
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    functions = (node.name for node in nodes if isinstance(node, ast.FunctionDef))
    return frozenset(name for name in functions if name.startswith("test_"))


def named_in_vain(text: str) -> list[str]:
    """What a document names as a test and is none."""
    return [f"{file}::{test}" for file, test in named_in(text) if test not in tests_of(file)]
