"""Timeline -> file: sections are mixed and written as they are compiled, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from audio.files.wav import WavWriter
from audio.files.whole import whole_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

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


def export_wav(
    path: Path,
    title: str,
    sections: Iterable[Section],
    sounds: Sounds,
    *,
    overwrite: bool = False,
    progress: Callable[[Section], None] = lambda section: None,
) -> Written:
    """Write a session to ``path``, whole or not at all; no section is kept once it is written.

    Args:
        path: the WAV file to write.
        title: kept in the file.
        sections: in order, end to end.
        sounds: what the cues sound like.
        overwrite: replace a file that exists.
        progress: called with each section when it is written.

    Raises:
        FileError: the file exists, or could not be written whole.
        VoiceError: the voice could not speak.
    """
    warnings: dict[Warning, None] = {}  # in order, each once
    step = None
    with whole_file(path, overwrite=overwrite) as file:
        wav = WavWriter(file, title)
        for section in sections:
            if section.step != step:
                wav.mark(section.title)
                step = section.step
            for run in sounds.mix(section).runs():
                wav.write(run)
            warnings.update(dict.fromkeys(section.warnings))
            progress(section)
        wav.finish()
    return Written(wav.frames, tuple(warnings))
