"""From what was typed to a compiler with a voice: shared by compile, export and play."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import click

from audio.speech.engines import open_voice
from audio.speech.voice import Parameters
from guide.cli.options.defaults import origin, speaks_another, telling
from guide.cli.options.types import SPARE
from guide.cli.settings.settled import settled
from guide.cli.terminal.paragraphs import echo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from audio.speech.voice import Voice
    from guide.compiling.compiler import Compiler
    from guide.compiling.sounds import Sounds
    from guide.compiling.talk import Talk
    from guide.fitting.fit import Fitted, Wanted
    from guide.fitting.plan import Plan
    from guide.format.routine import Routine
    from guide.history.history import History
    from guide.language.pronunciation import SayAs

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
        from guide.compiling.compiler import Compiler  # noqa: PLC0415
        from guide.compiling.measure import PlanMeasure  # noqa: PLC0415
        from guide.compiling.sounds import Sounds  # noqa: PLC0415
        from guide.fitting.fit import fit  # noqa: PLC0415
        from guide.language.pronunciation import Pronunciation  # noqa: PLC0415

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


def open_history() -> History:
    """Return the history of sessions, imported now: the first words do not wait for it."""
    from guide.history.history import History  # noqa: PLC0415

    return History()
