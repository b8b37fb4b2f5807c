"""CONTRIBUTING.md is true: its commands run, in a copy of the checkout that they may change."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
COMMANDS = [line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines()]
MOVES = re.findall(r"^```yaml\n(# move: (\S+)\n.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this one with the moves that are shown, and with this environment as its own."""
    copy = tmp_path_factory.mktemp("clone") / "stretch-guide"
    hidden = shutil.ignore_patterns(
        ".venv", ".git", ".*_cache", "__pycache__", "dist", "build", ".hypothesis", "mutants"
    )
    shutil.copytree(ROOT, copy, ignore=hidden)
    for text, name in MOVES:
        (copy / "routines" / "moves" / name).write_text(text, "utf-8")
    (copy / ".venv").mkdir()
    for part in ("bin", "lib", "pyvenv.cfg"):
        (copy / ".venv" / part).symlink_to(Path(sys.prefix) / part)
    for stamp in ("installed", "installed-dev"):
        (copy / ".venv" / stamp).touch()
    return copy


def run(command: str, checkout: Path) -> subprocess.CompletedProcess[str]:
    """Run a line as it is, but packages go into a folder, and none comes from the network."""
    packages = checkout.parent / "packages"
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(checkout / ".venv" / "bin"), os.environ["PATH"]]),
        "PYTHONPATH": os.pathsep.join([str(checkout), str(packages)]),
        "PIP_TARGET": str(packages),
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
    }
    return subprocess.run(
        ["bash", "-c", command],
        cwd=checkout,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def in_time(command: str) -> str:
    """Return what is run for a command.

    Tests that are in the suite by themselves are collected, and what `make` would do is told;
    tests chosen by ``-k`` are those of what this document adds, and are run. What is heard is
    played without sound and in no time.
    """
    if command.startswith("pytest") and " -k " not in command:
        return f"{command} --collect-only"
    if command.startswith("make") and "catalogues" not in command:
        return command.replace("make", "make --dry-run", 1)
    if command.startswith("guide play"):
        return f"{command} --device null:100"
    return command


def test_every_block_is_tried() -> None:
    """There are commands, files, and a part of the example."""
    assert {kind for kind, _ in BLOCKS} == {"sh", "yaml", "toml"}
    assert len(MOVES) == sum(kind == "yaml" for kind, _ in BLOCKS)
    example = (ROOT / "tests" / "example_engine" / "pyproject.toml").read_text("utf-8")
    assert all(block in example for kind, block in BLOCKS if kind == "toml")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_runs(command: str, checkout: Path) -> None:
    """In the order that they are shown in."""
    ran = run(in_time(command), checkout)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_every_file_named_is_there() -> None:
    """Paths in the text, but for those that one is to make."""
    named = re.findall(r"(?:\]\(|`|\s)((?:[\w.-]+/)+[\w.-]+\.(?:py|md|toml))\b", TEXT)
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []
