"""From what was typed to a compiler with a voice: shared by compile, export and play."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from audio.speech.engines import open_voice
from audio.speech.voice import Parameters
from guide.cli.defaults import origin, speaks_another, telling
from guide.cli.faults import tell
from guide.cli.own_settings import settled
from guide.cli.paragraphs import echo
from guide.cli.types import SPARE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from audio.speech.voice import Voice
    from guide.compiler import Compiler
    from guide.fit import Fitted, Wanted
    from guide.history.history import History
    from guide.plan import Plan
    from guide.pronunciation import SayAs
    from guide.routine import Routine
    from guide.sounds import Sounds
    from guide.talk import Talk

__all__ = ["Opened", "keep", "keep_sources", "opened", "tell"]


FITTING = "To fit the time that there is, all that is said is spoken once, unheard: one moment."
LATE_AFTER_S = 2.0


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
    lasting: bool = False,
    wished_by: str | None = None,
) -> Iterator[Opened]:
    """Open the voice for ``routine`` and close it again; ``change`` may change its plan.

    What had to be chosen to fit the time there is, is told before anything else happens: for that,
    everything that is said is spoken once, unheard, and kept.

    What kept a voice from speaking is told at the end: a screen may be shown until then. With
    ``lasting`` another one speaks on. ``wished_by`` is a sentence that tells where voice and engine
    are from, if they are but wished for and give way; None is what the command's context says.
    """
    context = click.get_current_context(silent=True)  # none where a bench plays
    spare = context.meta.get(SPARE) if context else None
    faults: list[str] = []
    if wished_by is None:
        wished_by = origin(context, "voice", "engine")
    if wished_by and speaks_another(voice, routine.language):
        voice = None
    if lasting and wished_by and engine:
        engine = _engine_if_there(engine, faults)
    parameters = Parameters(engine, voice, routine.language, pace)
    with telling(wished_by):
        speaking = open_voice(
            parameters, spare=spare, lasting=lasting, wished=bool(wished_by), told=faults.append
        )
    try:
        # Imported while the voice's workers start.
        from guide.compiler import Compiler  # noqa: PLC0415
        from guide.fit import fit  # noqa: PLC0415
        from guide.measure import PlanMeasure  # noqa: PLC0415
        from guide.pronunciation import Pronunciation  # noqa: PLC0415
        from guide.sounds import Sounds  # noqa: PLC0415

        own = settled().say_as
        spoken = Pronunciation(routine.language, routine.say_as, own)
        sounds = Sounds(speaking, spoken, routine.sounds.by_chime())
        with _telling_when_late(FITTING):
            fitted = fit(routine, wanted, PlanMeasure(sounds, talk, jobs=2))
        for remark in fitted.remarks:
            echo(remark, err=True)
        with telling(wished_by):
            yield Opened(Compiler(change(fitted.plan), sounds, talk), sounds, fitted, own, speaking)
    finally:
        speaking.close()
        for fault in faults:
            echo(f"{fault} {wished_by}".rstrip(), err=True)


@contextmanager
def _telling_when_late(sentence: str) -> Iterator[None]:
    """Say what takes so long, if it does."""
    from threading import Timer  # noqa: PLC0415 - most commands open no voice

    timer = Timer(LATE_AFTER_S, echo, (sentence,), {"err": True})
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _engine_if_there(engine: str, faults: list[str]) -> str | None:
    """Return an engine that is but wished for, if there is one of the name."""
    from audio.errors import VoiceError  # noqa: PLC0415 - few settle one
    from audio.speech.registry import find_engine  # noqa: PLC0415

    try:
        find_engine(engine)
    except VoiceError as error:
        faults.append(str(error))
        return None
    return engine


def keep_sources(routines: Iterable[Routine], outputs: Sequence[Path]) -> None:
    """Refuse to write over the files that the routines were read from, their sounds among them.

    Raises:
        BadParameter: one of ``outputs`` is such a file, by whatever name.
    """
    placed = [(routine, Path(routine.place.file)) for routine in routines if routine.place]
    keep([file for _, file in placed], "the routine itself", outputs)
    sounds = [
        file.parent / sound.file
        for routine, file in placed
        for sound in routine.sounds.by_chime().values()
    ]
    keep(sounds, "a sound of the routine", outputs)


def keep(files: Iterable[Path], what: str, outputs: Iterable[Path]) -> None:
    """Refuse to write over ``files``.

    Raises:
        BadParameter: one of ``outputs`` is such a file, by whatever name.
    """
    kept = {identity for file in files if (identity := _identity(file))}
    for output in outputs:
        if _identity(output) in kept:
            raise click.BadParameter(
                f"'{output}' is {what}: choose another name.", param_hint="'-o'"
            )


def _identity(file: Path) -> tuple[int, int] | None:
    """Return what a file is known by, whatever its name; None where there is none."""
    try:
        status = file.stat()
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def open_history() -> History:
    """Return the history of sessions, imported now: the first words do not wait for it."""
    from guide.history.history import History  # noqa: PLC0415

    return History()
