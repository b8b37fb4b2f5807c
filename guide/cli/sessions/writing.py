"""Writing one session to files: what ``guide export`` and ``guide verify`` share."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from guide import __version__
from guide.cli.sessions.opening import opened
from guide.cli.terminal.paragraphs import echo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from audio.beds.bed import Bed
    from audio.files.writer import Encoding
    from guide.cli.options.cover import Cover
    from guide.cli.sessions.opening import Opened
    from guide.compiling.compiler import Compiler
    from guide.compiling.timeline import Section
    from guide.exporting.export import Written
    from guide.exporting.made_with import MadeWith
    from guide.format.routine import Routine


def write_session(
    routine: Routine,
    outputs: Sequence[Path],
    chosen: tuple[tuple[str, str], ...],
    *,
    overwrite: bool,
    encoding: Encoding,
    lufs: float | None,
    bed: Bed | None,
    cover: Cover,
    watch: Callable[[Compiler], Iterator[Section]] = lambda compiler: compiler.sections(),
    **choices: Any,
) -> tuple[Written, MadeWith]:
    """Write a session to files, and return what was written and what it was made with.

    Args:
        routine: as its author wrote it.
        outputs: the files.
        chosen: what is not as usual, which the files tell.
        overwrite: replace files that exist.
        encoding: how sound is written.
        lufs: how loud it shall be; None leaves it as it is mixed.
        bed: what is heard under it.
        cover: which picture files get.
        watch: yields the sections of a compiler, and sees how they are taken.
        choices: how to open a voice for it.

    Raises:
        FileError: a file exists, or could not be written whole.
        VoiceError: the voice could not speak.
    """
    with opened(routine, **choices) as session:
        # Imported while the voice's workers start, as what `opened` needs.
        from guide.exporting.export import about, export  # noqa: PLC0415

        gain_db = 0.0 if lufs is None else _gain_for(lufs, encoding, session)
        sections = watch(session.compiler)
        first = next(sections)  # from now on it is known which engine speaks
        made_with = _made_with(routine, session, chosen)
        written = export(
            outputs,
            about(routine, made_with, cover.of(session.compiler.plan, outputs)),
            chain([first], sections),
            session.sounds,
            encoding=encoding,
            gain_db=gain_db,
            bed=bed,
            overwrite=overwrite,
        )
    return written, made_with


def _gain_for(lufs: float, encoding: Encoding, session: Opened) -> float:
    """Return the gain that makes it so loud; tell where its peaks allow no more."""
    from guide.exporting.levelling import TOLERANCE_LU, levelled  # noqa: PLC0415 - takes numpy

    found = levelled(lufs, encoding.channels, session.compiler.sections, session.sounds)
    if abs(found.lufs - lufs) > TOLERANCE_LU:
        echo(f"It becomes {found.lufs:.1f} LUFS, not {lufs:g}: its peaks allow no more.", err=True)
    return found.gain_db


def _made_with(routine: Routine, session: Opened, chosen: tuple[tuple[str, str], ...]) -> MadeWith:
    from guide.exporting.made_with import MadeWith, fingerprint  # noqa: PLC0415 - as above

    voice = f"{session.voice.name} {session.voice.version}"
    return MadeWith(
        __version__,
        voice.replace(".dist-info", ""),
        fingerprint(session.compiler.plan, routine.summary, session.say_as),
        chosen,
    )
