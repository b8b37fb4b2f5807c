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
    from guide.fit import Fitted, Wanted
    from guide.plan import Plan
    from guide.routine import Routine
    from guide.sounds import Sounds
    from guide.talk import Talk

__all__ = ["Opened", "keep_source", "opened", "tell"]


class Opened(NamedTuple):
    """Everything that a session needs, and what was chosen for it."""

    compiler: Compiler
    sounds: Sounds
    fitted: Fitted


@contextmanager
def opened(
    routine: Routine,
    *,
    wanted: Wanted,
    talk: Talk,
    pace: int,
    voice: str | None,
    engine: str | None,
    change: Callable[[Plan], Plan] = lambda plan: plan,
) -> Iterator[Opened]:
    """Open the voice for ``routine`` and close it again; ``change`` may change its plan.

    What had to be chosen to fit the time there is, is told before anything else happens: for that,
    everything that is said is spoken once, unheard, and kept.
    """
    context = click.get_current_context(silent=True)  # none where a bench plays
    spares = context.meta.get(SPARES) if context else None
    speaking = open_voice(Parameters(engine, voice, routine.language, pace), spares=spares)
    try:
        # Imported while the voice's workers start.
        from guide.compiler import Compiler  # noqa: PLC0415
        from guide.fit import fit  # noqa: PLC0415
        from guide.measure import PlanMeasure  # noqa: PLC0415
        from guide.pronunciation import Pronunciation  # noqa: PLC0415
        from guide.sounds import Sounds  # noqa: PLC0415
        from guide.user_settings import read_user_settings  # noqa: PLC0415

        own = read_user_settings().say_as
        spoken = Pronunciation(routine.language, routine.say_as, own)
        sounds = Sounds(speaking, spoken, routine.sounds.by_chime())
        fitted = fit(routine, wanted, PlanMeasure(sounds, talk, jobs=2))
        for remark in fitted.remarks:
            click.echo(remark, err=True)
        yield Opened(Compiler(change(fitted.plan), sounds, talk), sounds, fitted)
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
