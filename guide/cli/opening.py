"""From what was typed to a compiler with a voice: shared by compile, export and play."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from audio.speech.engines import open_voice
from audio.speech.voice import Parameters
from guide.cli.faults import report, tell
from guide.cli.paragraphs import echo
from guide.cli.types import SPARE
from guide.problems import GuideError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from audio.speech.voice import Voice
    from guide.compiler import Compiler
    from guide.fit import Fitted, Wanted
    from guide.plan import Plan
    from guide.pronunciation import SayAs
    from guide.routine import Routine
    from guide.sounds import Sounds
    from guide.talk import Talk

__all__ = ["Opened", "keep_sources", "opened", "own_say_as", "tell"]


class Opened(NamedTuple):
    """Everything that a session needs, and what was chosen for it.

    Attributes:
        say_as: how the user has words said, in all routines.
        voice: what speaks.
    """

    compiler: Compiler
    sounds: Sounds
    fitted: Fitted
    say_as: SayAs
    voice: Voice


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
    spare = context.meta.get(SPARE) if context else None
    speaking = open_voice(Parameters(engine, voice, routine.language, pace), spare=spare)
    try:
        # Imported while the voice's workers start.
        from guide.compiler import Compiler  # noqa: PLC0415
        from guide.fit import fit  # noqa: PLC0415
        from guide.measure import PlanMeasure  # noqa: PLC0415
        from guide.pronunciation import Pronunciation  # noqa: PLC0415
        from guide.sounds import Sounds  # noqa: PLC0415

        own = own_say_as()
        spoken = Pronunciation(routine.language, routine.say_as, own)
        sounds = Sounds(speaking, spoken, routine.sounds.by_chime())
        fitted = fit(routine, wanted, PlanMeasure(sounds, talk, jobs=2))
        for remark in fitted.remarks:
            echo(remark, err=True)
        yield Opened(Compiler(change(fitted.plan), sounds, talk), sounds, fitted, own, speaking)
    finally:
        speaking.close()


def own_say_as() -> SayAs:
    """Return how the user has words said; none where their settings are broken, which is told.

    Nobody in pain shall do without a session for a slip in a list of words.
    """
    from guide.user_settings import UserSettings, read_user_settings  # noqa: PLC0415

    try:
        return read_user_settings().say_as
    except GuideError as error:
        report(error)
        echo("Until that is mended, words are said without your own settings.", err=True)
        return UserSettings().say_as


def keep_sources(routines: Iterable[Routine], outputs: Iterable[Path]) -> None:
    """Refuse to write over the files that the routines were read from.

    Raises:
        BadParameter: one of ``outputs`` is such a file, by whatever name.
    """
    files = (Path(routine.place.file) for routine in routines if routine.place)
    sources = {identity for file in files if (identity := _identity(file))}
    for output in outputs:
        if _identity(output) in sources:
            raise click.BadParameter(
                f"'{output}' is the routine itself: choose another name.", param_hint="'-o'"
            )


def _identity(file: Path) -> tuple[int, int] | None:
    """Return what a file is known by, whatever its name; None where there is none."""
    try:
        status = file.stat()
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino
