"""``guide doctor``: what works on this machine, and what to do."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import click

from guide.cli.terminal.paragraphs import echo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guide.doctor import Finding


@click.command("doctor")
@click.pass_context
def doctor_(ctx: click.Context) -> None:
    """Look at everything that the program depends on: each line says fine, or what to do.

    What is absent is a choice: sessions do without it.

    The exit status is 1 if something is not fine.
    """
    from guide.doctor import findings  # noqa: PLC0415 - help needs none of these

    all_fine = True
    for finding in chain(findings(), _settings()):
        echo(f"{finding.subject:<20} {finding.verdict}: {finding.says}", hanging=21)
        all_fine &= finding.verdict != "NOT FINE"
    if not all_fine:
        ctx.exit(1)


def _settings() -> Iterator[Finding]:
    """Yield how the user's settings are: what they may be, only the command line knows."""
    from guide.cli.settings.file import read_settings  # noqa: PLC0415 - as above
    from guide.doctor import Finding  # noqa: PLC0415
    from guide.folders import config_file  # noqa: PLC0415
    from guide.problems.problem import RoutineError  # noqa: PLC0415

    file = config_file()
    try:
        settings = read_settings()
    except RoutineError as error:
        yield Finding("settings", "NOT FINE", str(error.problems[0]))
        return
    words = f"{len(settings.values)} settled, {len(settings.say_as)} words respelt"
    there = f"{file}, {words}" if file.exists() else f"none of your own in {file}"
    yield Finding("settings", "fine", there)
