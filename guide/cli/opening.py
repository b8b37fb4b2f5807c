"""From what was typed to a compiler with a voice: shared by compile, export and play."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import click

from audio.speech.engines import open_voice
from audio.speech.voice import Parameters
from guide.compiler import Compiler
from guide.fit import settle
from guide.sounds import Sounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from guide.fit import Level
    from guide.routine import Routine
    from guide.talk import Talk
    from guide.timeline import Warning


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
) -> Iterator[Opened]:
    """Open the voice for ``routine`` and close it again."""
    speaking = open_voice(Parameters(engine, voice, routine.language, pace))
    try:
        sounds = Sounds(speaking)
        yield Opened(Compiler(settle(routine, level), sounds, talk), sounds)
    finally:
        speaking.close()


def tell(warnings: Iterable[Warning]) -> None:
    """Print the compiler's warnings to standard error."""
    for warning in warnings:
        where = f"{warning.file}:{warning.line}: " if warning.file else ""
        click.echo(f"{where}warning: {warning.message}", err=True)
