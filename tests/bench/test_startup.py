"""The cold start of every command is measured."""

from __future__ import annotations

from importlib import import_module

import click

from bench.startup import COMMANDS, package
from guide import cli


def test_every_command_is_measured() -> None:
    """Those of groups too; and nothing that is no command."""
    every = {"--help", *cli.COMMANDS}
    for name in cli.COMMANDS:
        command = getattr(import_module(f"guide.cli.commands.{name}"), f"{name}_")
        if isinstance(command, click.Group):
            every |= {f"{name} {one}" for one in command.commands}
    assert set(COMMANDS) == every


def test_imports_are_counted_by_package() -> None:
    """What many modules cost is one figure, but of our own each is told."""
    assert package("numpy.linalg._umath_linalg") == "numpy"
    assert package("guide.cli.commands.list") == "guide.cli.commands.list"
