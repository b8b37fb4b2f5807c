"""Timeline -> file: sections are mixed and written as they are compiled, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from audio.files.formats import sound_writer
from audio.files.whole import whole_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from audio.files.writer import About
    from guide.sounds import Sounds
    from guide.timeline import Section, Warning


class Written(NamedTuple):
    """What an export has made.

    Attributes:
        frames: the length of the file's sound in frames.
        warnings: what the compiler had to do, in order, each once.
    """

    frames: int
    warnings: tuple[Warning, ...]


def export(
    path: Path,
    about: About,
    sections: Iterable[Section],
    sounds: Sounds,
    *,
    overwrite: bool = False,
    progress: Callable[[Section], None] = lambda section: None,
) -> Written:
    """Write a session to ``path``, whole or not at all; no section is kept once it is written.

    Args:
        path: the file to write, in the format that its ending names.
        about: kept in the file.
        sections: in order, end to end.
        sounds: what the cues sound like.
        overwrite: replace a file that exists.
        progress: called with each section when it is written.

    Raises:
        FileError: the file exists, or could not be written whole; or its format cannot be
            encoded here.
        VoiceError: the voice could not speak.
    """
    warnings: dict[Warning, None] = {}  # in order, each once
    step = None
    with whole_file(path, overwrite=overwrite) as file:
        sound = sound_writer(path.suffix.lower(), file, about)
        for section in sections:
            if section.step != step:
                sound.mark(section.title)
                step = section.step
            for run in sounds.mix(section).runs():
                sound.write(run)
            warnings.update(dict.fromkeys(section.warnings))
            progress(section)
        sound.finish()
    return Written(sound.frames, tuple(warnings))
