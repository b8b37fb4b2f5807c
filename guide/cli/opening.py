"""From what was typed to a compiler with a voice: shared by compile, export and play."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from audio.speech.engines import open_voice
from audio.speech.voice import Parameters
from guide.cli.faults import tell
from guide.cli.types import SPARES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from guide.compiler import Compiler
    from guide.fit import Level
    from guide.plan import Plan
    from guide.routine import Routine
    from guide.sounds import Sounds
    from guide.talk import Talk

__all__ = ["Opened", "keep_source", "opened", "tell"]


class Opened(NamedTuple):
    """Everything that a session needs."""

    compiler: Compiler
    sounds: Sounds


@contextmanager
def opened(
    routine: Routine,
    *,
    level: Level,
    talk: Talk,
    pace: int,
    voice: str | None,
    engine: str | None,
    change: Callable[[Plan], Plan] = lambda plan: plan,
) -> Iterator[Opened]:
    """Open the voice for ``routine`` and close it again; ``change`` may change its plan."""
    context = click.get_current_context(silent=True)  # none where a bench plays
    spares = context.meta.get(SPARES) if context else None
    speaking = open_voice(Parameters(engine, voice, routine.language, pace), spares=spares)
    try:
        # Imported while the voice's workers start.
        from guide.compiler import Compiler  # noqa: PLC0415
        from guide.fit import settle  # noqa: PLC0415
        from guide.pronunciation import Pronunciation  # noqa: PLC0415
        from guide.sounds import Sounds  # noqa: PLC0415
        from guide.user_settings import read_user_settings  # noqa: PLC0415

        plan = change(settle(routine, level))
        own = read_user_settings().say_as
        sounds = Sounds(speaking, Pronunciation(plan.language, plan.say_as, own))
        yield Opened(Compiler(plan, sounds, talk), sounds)
    finally:
        speaking.close()


def keep_source(routine: Routine, output: Path) -> None:
    """Refuse to write over the file that the routine was read from.

    Raises:
        BadParameter: ``output`` is that file, by whatever name.
    """
    source = Path(routine.place.file) if routine.place else None
    if source and output.exists() and source.exists() and output.samefile(source):
        raise click.BadParameter(
            f"'{output}' is the routine itself: choose another name.", param_hint="'-o'"
        )
