"""The user's own settings, read once: what counts of them, and what is told."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from guide.cli.options.defaults import Settings
from guide.folders import config_file

if TYPE_CHECKING:
    from guide.problems.problem import Problem

OLD_VARIABLE, OLD_NAME = "STRETCH_GUIDE_SETTINGS", "settings.yaml"
"""Where respelt words alone were settled, once."""


@cache
def look() -> tuple[Settings, list[Problem]]:
    """Return what counts, and everything that is wrong: then nothing counts."""
    file = config_file()
    if not file.exists():
        return Settings(), []
    from guide.cli.settings.file import look_at_settings  # noqa: PLC0415 - it need not be there

    settings, problems = look_at_settings(file)
    return (Settings() if problems else settings), problems


@cache
def settled() -> Settings:
    """Return what counts; what is wrong is told, once.

    Nobody in pain shall do without a session for a slip in such a file.
    """
    if (old := from_old_file()) is not None:
        return old
    settings, problems = look()
    if problems:
        from guide.cli.settings.file import tell_shortly  # noqa: PLC0415 - as above

        tell_shortly(problems)
    return settings


def from_old_file() -> Settings | None:
    """Carry over what was settled in another file, if this was not done yet; tell and return it."""
    file = config_file()
    old = Path(os.environ.get(OLD_VARIABLE) or file.with_name(OLD_NAME))
    if file.exists() or not old.exists():
        return None
    from guide.cli.settings.old_file import carried_over  # noqa: PLC0415 - once for each user

    return carried_over(old, file)
